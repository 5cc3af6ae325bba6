import type { ParsedCapture } from '#scrapers/source.ts'
import type { Expected } from './examples-folder.ts'

/** Below so many records that a field is empty everywhere proves nothing. */
const RECORDS_MIN = 20
/** Problems of rows that are told one by one. */
const ROWS_TOLD = 5

/** What of an answer no longer fits what the parser and the examples know, a sentence each. */
export function findMisfits(
  parsed: ParsedCapture[],
  examples: Expected[],
  mustHaveRecords: boolean,
): string[] {
  const problems = parsed.flatMap((one) => one.problems)
  const ofPages = problems.filter(({ level }) => level === 'page')
  const ofRows = problems.filter(({ level }) => level === 'row')
  const words = [...new Set(parsed.flatMap(({ unknownWords }) => unknownWords))]
  const records = parsed.reduce((sum, one) => sum + one.records.length, 0)
  return [
    ...ofPages.map(({ detail }) => detail),
    ...ofRows.slice(0, ROWS_TOLD).map(({ detail }) => detail),
    ...(ofRows.length > ROWS_TOLD
      ? [`${ofRows.length - ROWS_TOLD} more rows have a problem.`]
      : []),
    ...words.map((word) => `Nobody has said yet what the word "${word}" means.`),
    ...(mustHaveRecords && records === 0 && ofRows.length === 0
      ? ['No record came, so nothing shows that the answer still fits.']
      : []),
    ...missingFields(parsed, examples, records).map(
      (field) =>
        `The field ${field} is empty in ${records === 1 ? 'the one record' : `all ${records} records`}, though it is filled in the examples.`,
    ),
  ]
}

/** Of a few records those that every example fills in every record; of many, in half of them. */
function missingFields(parsed: ParsedCapture[], examples: Expected[], records: number): string[] {
  if (records === 0) return []
  const counted = examples.filter((example) => example.records.length > 0)
  const total = counted.reduce((sum, example) => sum + example.records.length, 0)
  const counts = new Map<string, number>()
  for (const { filled } of counted) {
    for (const [field, count] of Object.entries(filled)) {
      counts.set(field, (counts.get(field) ?? 0) + count)
    }
  }
  const share = records < RECORDS_MIN ? 1 : 0.5
  const seen = new Set(parsed.flatMap(({ filled }) => Object.keys(filled)))
  return [...counts]
    .filter(([field, count]) => count >= total * share && !seen.has(field))
    .map(([field]) => field)
    .sort()
}

/** What of a parsed answer is no person's: with invented people it must be the same. */
import { diffJson } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'
import type { ParsedCapture } from '#scrapers/source.ts'

/** Fields that are compared word by word; of the others only that they are filled. */
const EXACT = new Set(
  (
    'standing registryStatus statusReason profession designation issuer program tier list reason ' +
    'state gender hasDiscipline level scope'
  ).split(' '),
)

/** Where the two differ in more than whom they speak of, or null. */
export function findDifference(before: ParsedCapture, after: ParsedCapture): string | null {
  const [first] = diffJson(toOutline(before), toOutline(after))
  return first ? first.path || 'as a whole' : null
}

const toOutline = ({ records, problems, filled, unknownWords }: ParsedCapture): Json => ({
  records: records.map(({ scope, content }) => ({
    scope,
    content: outline(JSON.parse(JSON.stringify(content)), null),
  })),
  problems: problems.map(({ level }) => level),
  filled: { ...filled },
  unknownWords,
})

function outline(value: Json, field: string | null): Json {
  if (Array.isArray(value)) return value.map((item) => outline(item, field))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, outline(item, name)]),
    )
  }
  return value === null || (field !== null && EXACT.has(field)) ? value : typeof value
}

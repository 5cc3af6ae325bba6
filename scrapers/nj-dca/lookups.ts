import { fold } from '#src/core/names.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { UnavailableError } from '../lib/errors.ts'
import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { readAssumptions } from './assumptions.ts'
import type { GridRow } from './grid.ts'
import { isAcupuncturist, numberOf } from './license-row.ts'
import { type Criteria, fetchDetails, search, turnTo, withFreshVisits } from './visit.ts'

/** More licenses than one question about one person can mean. */
const DETAILS_MAX = 20

/**
 * Asks by license number, else by last name with the first where known; nobody is asked where the
 * query holds neither. The list comes first, then the details of each row that fits: no row is an
 * answer too. Throws `UnavailableError` where too many fit to be asked one by one.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  const criteria = toCriteria(context, query)
  if (criteria === null || (query.state !== undefined && query.state !== 'NJ')) return []
  return await withFreshVisits(() => ask(context, criteria))
}

async function ask(context: CaptureContext, criteria: Criteria): Promise<Capture[]> {
  let visit = await search(context, criteria)
  const lists = [visit.answer.capture]
  const rows: GridRow[] = []
  for (;;) {
    rows.push(...visit.grid.rows.filter((row) => fits(row, criteria, context)))
    if (rows.length > DETAILS_MAX) {
      throw new UnavailableError(
        'New Jersey lists too many licenses of that name to ask about each; ask by license number.',
      )
    }
    const next = visit.grid.page + 1
    if (!visit.grid.pages.has(next) && !visit.grid.more) break
    visit = await turnTo(visit, next)
    lists.push(visit.answer.capture)
  }
  const details: Capture[] = []
  for (const row of rows) details.push(await fetchDetails(visit, row))
  return [...lists, ...details]
}

function toCriteria({ settings }: CaptureContext, query: PersonQuery): Criteria | null {
  if (query.licenseNumber !== undefined) {
    const number = normalizeLicenseNumber('NJ', query.licenseNumber)
    if (number === null) return null
    const { isNumber } = readAssumptions(settings)
    // People often leave out the two zeros at the end.
    return { licenseNumber: !isNumber(number) && isNumber(`${number}00`) ? `${number}00` : number }
  }
  const lastName = query.familyName?.trim() ?? ''
  const firstName = query.givenName?.trim() ?? ''
  if (lastName === '') return null
  return firstName === '' ? { lastName } : { lastName, firstName }
}

/** The site finds by the beginning of a name or number; a longer one belongs to somebody else. */
function fits(row: GridRow, criteria: Criteria, { settings }: CaptureContext): boolean {
  const number = numberOf(row.fields)
  if (number === null || !isAcupuncturist(row.fields, readAssumptions(settings))) return false
  if (criteria.licenseNumber !== undefined) return number === criteria.licenseNumber
  const words = fold(row.fields.full_name ?? '').split(' ')
  return fold(criteria.lastName ?? '')
    .split(' ')
    .every((word) => words.includes(word))
}

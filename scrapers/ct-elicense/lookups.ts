import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { acupuncturists, ask, quote } from './query.ts'
import { readRows, requireLabels } from './rows.ts'

/** More rows than one question about one person can have. */
const ROWS_MAX = 200

/**
 * Asks by license number, else by name; nobody is asked where the query holds neither. No row is an
 * answer too: the state knows no such license.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  const condition = toCondition(query)
  if (condition === null || (query.state !== undefined && query.state !== 'CT')) return []
  const capture = await ask(context, 'look-up', {
    $where: `${acupuncturists(context)} and ${condition}`,
    $order: ':id',
    $limit: ROWS_MAX,
  })
  requireLabels(readRows(capture), context.settings)
  return [capture]
}

function toCondition({ licenseNumber, givenName, familyName }: PersonQuery): string | null {
  if (licenseNumber !== undefined) return toNumberCondition(licenseNumber)
  const parts = [givenName, familyName].map(toPattern).filter((pattern) => pattern !== null)
  if (parts.length === 0) return null
  return parts.map((pattern) => `upper(name) like ${quote(pattern)}`).join(' and ')
}

/** `42.123` and `42.000123` ask for the code, `123` for the number in it. */
function toNumberCondition(licenseNumber: string): string | null {
  const match = /^(?:([A-Z0-9]{1,4})[.\s])?0*(\d{1,7})$/.exec(licenseNumber.trim().toUpperCase())
  if (!match?.[2]) return null
  if (!match[1]) return `credentialnumber=${quote(match[2])}`
  // Numeric types pad the number to six digits, letter types to seven.
  const padded = match[2].padStart(/^\d+$/.test(match[1]) ? 6 : 7, '0')
  return `upper(fullcredentialcode)=${quote(`${match[1]}.${padded}`)}`
}

/** A name in any place; wildcards of the query language are no part of a name. */
function toPattern(name: string | undefined): string | null {
  const tidy = (name ?? '')
    .replaceAll(/[%_\\]/g, '')
    .trim()
    .toUpperCase()
  return tidy === '' ? null : `%${tidy}%`
}

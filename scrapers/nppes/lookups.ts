import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { readResults } from './answer.ts'
import { ACUPUNCTURIST_TEXT } from './info.ts'
import { ask, PAGE_ROWS } from './query.ts'

/**
 * Asks by NPI, else by family name with the given name and the state where known; nobody is asked
 * where the query holds neither. The registry cannot be searched by license number.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  const parameters = toParameters(query)
  if (!parameters) return []
  const capture = await ask(context, 'look-up', parameters)
  // Errors come with status 200: here they end the look-up, not later in the parser.
  readResults(capture)
  return [capture]
}

function toParameters(query: PersonQuery): Record<string, string | number | null> | null {
  const npi = query.npi?.trim()
  if (npi !== undefined) return /^\d{10}$/.test(npi) ? { number: npi } : null
  const family = query.familyName?.trim() ?? ''
  const given = query.givenName?.trim() ?? ''
  if (family === '') return null
  return {
    enumeration_type: 'NPI-1',
    taxonomy_description: ACUPUNCTURIST_TEXT,
    // A star finds `Alexandra` by `Alex`; the registry wants two letters before it.
    first_name: given === '' ? null : given.length >= 2 ? `${given}*` : given,
    last_name: family,
    state: query.state ?? null,
    limit: PAGE_ROWS,
  }
}

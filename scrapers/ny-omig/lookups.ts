import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { fetchList } from './capture.ts'
import { readRows } from './rows.ts'

/**
 * The whole list, conditionally: it cannot be searched by programs, and it is small. Nobody is asked
 * about whom nothing is known that the list could know.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  const known = [query.npi, query.licenseNumber, query.familyName]
  if (!known.some((text) => text?.trim())) return []
  const capture = await fetchList(context)
  // A list that does not fit ends the look-up here, not later in the parser.
  readRows(capture, context.settings)
  return [capture]
}

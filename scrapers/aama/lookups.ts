import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { sweep } from './capture.ts'

/**
 * The whole directory, page by page: it can be asked by state and specialty, in a form nobody has
 * seen, but not by name. Nobody is asked about whom no family name is known.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  if (!query.familyName?.trim()) return []
  const captures: Capture[] = []
  for await (const step of sweep(context, null)) captures.push(...step.captures)
  return captures
}

/** Answers of New Jersey into records. Pure. */
import { collectRows } from '../lib/collect.ts'
import { LayoutError } from '../lib/errors.ts'
import type { Capture, CaptureContext, ParsedCapture } from '../source.ts'
import { readAssumptions } from './assumptions.ts'
import { readDetails } from './details.ts'
import { readGrid } from './grid.ts'
import { isAcupuncturist, numberOf, readLicenseRow } from './license-row.ts'
import { parseBulk } from './parse-bulk.ts'

/** `settings` are the operator's; without them the defaults hold. */
export function parse(capture: Capture, settings: CaptureContext['settings'] = {}): ParsedCapture {
  const assumptions = readAssumptions(settings)
  if (capture.kind === 'bulk') return parseBulk(capture, assumptions)
  if (capture.kind === 'details') {
    const row = readDetails(capture)
    // Another profession's license, or an application without a number: nobody's license here.
    const isOurs = isAcupuncturist(row, assumptions) && numberOf(row) !== null
    return collectRows(isOurs ? [row] : [], numberOf, (one) => readLicenseRow(one, assumptions))
  }
  if (capture.kind === 'results') {
    // A list of names without dates: that it can be read is all it is kept for.
    readGrid(capture)
    return { records: [], problems: [], filled: {}, unknownWords: [] }
  }
  throw new LayoutError(`New Jersey has no answer of the kind "${capture.kind}".`)
}

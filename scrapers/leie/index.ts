/** The federal exclusion list: who may not be paid by Medicare, Medicaid and the like. */
import type { Registry } from '../source.ts'
import { createSweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const leie: Registry = {
  info,
  parse,
  sweep: createSweep(),
  lookUp,
  notAskedLive: 'published as a whole file only',
}

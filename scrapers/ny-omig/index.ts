/** New York's own exclusion list: whom its Medicaid program may not pay. */
import type { Registry } from '../source.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'
import { sweep } from './capture.ts'

export const nyOmig: Registry = {
  info,
  parse,
  sweep,
  lookUp,
  notAskedLive: 'published as a whole file only',
}

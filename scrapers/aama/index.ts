/** Physicians who practice medical acupuncture: where they may be found, never a license. */
import type { Registry } from '../source.ts'
import { sweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const aama: Registry = {
  info,
  parse,
  sweep,
  lookUp,
  notAskedLive: 'published as a whole directory only',
}

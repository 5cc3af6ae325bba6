/** New York: licenses and registrations of acupuncturists, with a key of the operator's own. */
import type { Registry } from '../source.ts'
import { sweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const nyNysed: Registry = { info, parse, sweep, lookUp }

/** New Jersey: licenses of acupuncturists from the state's license verification. */
import type { Registry } from '../source.ts'
import { createSweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const njDca: Registry = { info, parse, sweep: createSweep(), lookUp }

/** Connecticut: licenses of acupuncturists from the state's open data. */
import type { Registry } from '../source.ts'
import { createSweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const ctElicense: Registry = { info, parse, sweep: createSweep(), lookUp }

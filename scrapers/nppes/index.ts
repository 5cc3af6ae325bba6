/** The federal register of identifiers: who somebody is and where they practice, never a license. */
import type { Registry } from '../source.ts'
import { sweep } from './capture.ts'
import { info } from './info.ts'
import { lookUp } from './lookups.ts'
import { parse } from './parse.ts'

export const nppes: Registry = { info, parse, sweep, lookUp }

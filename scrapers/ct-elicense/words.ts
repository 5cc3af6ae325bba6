/**
 * What Connecticut's words are worth, as data. `ACTIVE`, `INACTIVE` and the reasons about renewal
 * were seen; the others are read by their plain meaning and never as active.
 */
import type { Standing } from '#src/core/words.ts'

export const STATUS_WORDS: Record<string, Standing> = {
  ACTIVE: 'active',
  'ACTIVE ON PROBATION': 'restricted',
  PROBATION: 'restricted',
  RESTRICTED: 'restricted',
  INACTIVE: 'inactive',
  RETIRED: 'inactive',
  SURRENDERED: 'inactive',
  'VOLUNTARY SURRENDER': 'inactive',
  CLOSED: 'inactive',
  LAPSED: 'lapsed',
  EXPIRED: 'lapsed',
  'NOT RENEWED': 'lapsed',
  SUSPENDED: 'suspended',
  'SUMMARY SUSPENSION': 'suspended',
  REVOKED: 'revoked',
  PENDING: 'pending',
  APPLICATION: 'pending',
  DECEASED: 'deceased',
}

/** What a reason adds to `ACTIVE` or `INACTIVE`, gravest first: the first that matches counts. */
export const REASON_PATTERNS: [pattern: RegExp, standing: Standing][] = [
  [/\bDECEASED\b|\bDEATH\b/, 'deceased'],
  [/REVO(KED|CATION)/, 'revoked'],
  [/SUSPEN(DED|SION)/, 'suspended'],
  [/PROBATION|RESTRICT|LIMITED|CONSENT ORDER|STIPULAT|DISCIPLIN|REPRIMAND/, 'restricted'],
  [/\bPENDING\b|\bAPPLICATION\b/, 'pending'],
  [/LAPSED|NON-?\s?RENEWAL|FAILED TO RENEW|NOT RENEWED|EXPIRED/, 'lapsed'],
  [/RETIRED|SURRENDER|INACTIVE|WITHDRAWN|VOLUNTAR/, 'inactive'],
]

/** Reasons beside `ACTIVE` that take nothing away. */
export const PLAIN_REASONS = new Set([
  'CURRENT',
  'ACTIVE',
  'ISSUED',
  'LICENSED',
  'RENEWED',
  'REINSTATED',
])

/** Standings that go with the flag `active` = 1; the others go with 0, pending with either. */
export const ENTITLED: ReadonlySet<Standing> = new Set<Standing>(['active', 'restricted'])

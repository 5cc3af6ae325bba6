/**
 * What New York's words are worth, as data. `Registered` and `Not Registered` were seen, `Inactive`
 * in one source; the others are read by their plain meaning and never as active.
 */
import type { Standing } from '#src/core/words.ts'

interface Worth {
  /** The license is for life, unless the state or death ends it. */
  license: Standing
  registration: Standing
}

/** The state has one word for both: what ends the license ends the registration with it. */
export const STATUS_WORDS: Record<string, Worth> = {
  REGISTERED: { license: 'active', registration: 'active' },
  'NOT REGISTERED': { license: 'active', registration: 'lapsed' },
  DELINQUENT: { license: 'active', registration: 'lapsed' },
  INACTIVE: { license: 'active', registration: 'inactive' },
  SUSPENDED: { license: 'suspended', registration: 'suspended' },
  REVOKED: { license: 'revoked', registration: 'revoked' },
  ANNULLED: { license: 'revoked', registration: 'revoked' },
  SURRENDERED: { license: 'inactive', registration: 'inactive' },
  DECEASED: { license: 'deceased', registration: 'deceased' },
}

export const UNKNOWN: Worth = { license: 'unknown', registration: 'unknown' }

/** Stand for "none" in lower case, beside null and blank text. */
export const NONE_WORDS: ReadonlySet<string> = new Set([
  '',
  'none',
  'n/a',
  'not on file',
  'not reported',
  'unknown',
  'null',
])

/**
 * What New Jersey's words are worth, as data. `Active`, `Expired`, `Reinstatement Pending`,
 * `Deleted`, `Pending`, `Withdrawn` and `Denied` were seen; the others are read by their plain
 * meaning and never as active.
 */
import type { Standing } from '#src/core/words.ts'

/**
 * Words that speak before all others of one number, the one with the later last day first and on
 * the same day in this order: so a suspension that is over does not hide today's license, and one
 * that lasts is not hidden by it.
 */
export const SPEAKING_FIRST: [word: string, standing: Standing][] = [
  ['DECEASED', 'deceased'],
  ['REVOKED', 'revoked'],
  ['REVOCATION', 'revoked'],
  ['TEMPORARY SUSPENSION', 'suspended'],
  ['ADMINISTRATIVE SUSPENSION', 'suspended'],
  ['SUSPENSION', 'suspended'],
  ['SUSPENDED', 'suspended'],
  ['SURRENDERED', 'inactive'],
  ['SURRENDER', 'inactive'],
  ['VOLUNTARY SURRENDER', 'inactive'],
  ['RESTRICTED', 'restricted'],
  ['ACTIVE WITH CONDITIONS', 'restricted'],
  ['PROBATION', 'restricted'],
  ['ACTIVE - PROBATION', 'restricted'],
  ['ACTIVE', 'active'],
]

/** The others, what the license is before what somebody applied for. */
export const SPEAKING_AFTER: [word: string, standing: Standing][] = [
  ['EXPIRED', 'lapsed'],
  ['LAPSED', 'lapsed'],
  // Suspended for nothing but a renewal that never came (N.J.A.C. 13:35-9).
  ['SUSPENDED - NON-RENEWAL', 'lapsed'],
  ['SUSPENDED FOR NON-RENEWAL', 'lapsed'],
  // Held once, lapsed, asked for again: it entitles to nothing until it is granted.
  ['REINSTATEMENT PENDING', 'lapsed'],
  ['INACTIVE', 'inactive'],
  ['INACTIVE PAID', 'inactive'],
  ['INACTIVE-PAID', 'inactive'],
  ['RETIRED', 'inactive'],
  ['RETIRED PAID', 'inactive'],
  ['CLOSED', 'inactive'],
  ['DELETED', 'inactive'],
  ['PENDING', 'pending'],
  ['APPLICATION PENDING', 'pending'],
  ['WITHDRAWN', 'inactive'],
  ['DENIED', 'inactive'],
]

import type { SignOffDecision } from '#db/queries/checks.ts'
import { KEPT_DAYS } from '#src/services/check-person.ts'

export const DECISION_WORDS: Record<SignOffDecision, string> = {
  accepted: 'Accepted',
  'follow-up': 'To be followed up',
  declined: 'Declined',
}

/** How long a clinic's checks are kept. */
export const CLINIC_KEPT_WORDS = `${Math.round(KEPT_DAYS.clinic / 365)} years`

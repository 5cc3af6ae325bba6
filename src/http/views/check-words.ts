import type { SignOffDecision } from '#db/queries/checks.ts'

export const DECISION_WORDS: Record<SignOffDecision, string> = {
  accepted: 'Accepted',
  'follow-up': 'To be followed up',
  declined: 'Declined',
}

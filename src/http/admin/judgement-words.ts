/** Judgements and weights in words, for those who judge. */
import type { JudgementRow } from '#db/queries/judgements.ts'
import type { ScoredMatch } from '#db/queries/match.ts'

export const VERDICT_WORDS: Record<JudgementRow['verdict'], string> = {
  same: 'the same person',
  different: 'not the same person',
  unsure: 'unsure',
}

/** What was just done, by the code in the address. */
export const JUDGED: Record<string, string> = {
  same: 'Noted: the same person.',
  different: 'Noted: not the same person.',
  unsure: 'Noted: unsure. The pair has left the queue.',
  undone: 'Taken back. What held before holds again.',
}

/** `+12.3` and `−4.0`: bits of evidence for one person and against. */
export const bits = (weight: number): string =>
  `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`

/** `97.3%`, and never a certainty. */
export const percent = (probability: number): string =>
  probability >= 0.999 ? 'over 99.9%' : `${(probability * 100).toFixed(1)}%`

/** Why a pair waits, or what the program made of it. */
export function standingOf(scored: ScoredMatch | null): string {
  if (!scored) return 'The program found too little in common to compare these two.'
  if (scored.isRefused) {
    return 'The rules would join these two, but that would also join records that cannot be one person. So nothing was joined.'
  }
  if (scored.decision === 'review') {
    return 'They have too much in common for two strangers and too little to be sure.'
  }
  return scored.decision === 'match'
    ? 'The program holds these two to be one person.'
    : 'The program keeps these two apart.'
}

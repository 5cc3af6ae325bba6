/**
 * Takes a list of people who trained in trigger points. What surely means one practitioner becomes
 * a claim beside them; what is doubtful waits for a person; nothing is guessed.
 */
import { appendAudit, sha256 } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { RefusedError } from './errors.ts'
import type { Giver } from './give-training.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { takeTrainingRows, type GivenRow, type TrainingOutcome } from './take-training-rows.ts'
import { takeTurn } from './take-turn.ts'

export type { GivenRow, TrainingOutcome } from './take-training-rows.ts'

export interface TrainingList extends Giver {
  rows: GivenRow[]
}

/**
 * All rows or none; the same list again changes nothing. One outcome a row, in order. With
 * `expected`, the fingerprint of a preview, throws `RefusedError` where the outcome would be another.
 */
export async function importTraining(
  ctx: ServiceContext,
  input: TrainingList & { expected?: string | undefined },
): Promise<TrainingOutcome[]> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const at = ctx.now()
    const { rows, givenBy, actor, expected } = input
    const { outcomes, touched, isChanged } = await takeTrainingRows(tx, rows, {
      givenBy,
      actor,
      at,
    })
    if (expected !== undefined && expected !== fingerprintOf(outcomes)) {
      throw new RefusedError(
        'The list would now do something else than the preview showed. Look at a new preview.',
      )
    }
    await projectPractitioners(ctx, tx, [...touched])
    if (isChanged) await appendAudit(tx, toEvent(input, outcomes), at)
    return outcomes
  })
}

/** Tells two outcomes of one list apart. */
export const fingerprintOf = (outcomes: TrainingOutcome[]): string =>
  sha256(JSON.stringify(outcomes))

/** How many rows came out in each way. */
export function countOutcomes(outcomes: TrainingOutcome[]) {
  const count = (kind: TrainingOutcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === kind).length
  return {
    accepted: count('accepted'),
    known: count('known'),
    doubtful: count('doubtful'),
    refused: count('refused'),
  }
}

function toEvent({ rows, givenBy, actor }: TrainingList, outcomes: TrainingOutcome[]) {
  const accepted = outcomes.flatMap(({ outcome, practitioner }) =>
    outcome === 'accepted' && practitioner !== null ? [practitioner] : [],
  )
  return {
    actor,
    action: 'import-training',
    subject: { type: 'training-list', id: sha256(JSON.stringify(rows)).slice(0, 16) },
    why: `A list given by ${givenBy}.`,
    before: null,
    after: { ...countOutcomes(outcomes), practitioners: [...new Set(accepted)] },
  }
}

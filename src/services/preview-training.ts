import type { ServiceContext } from './context.ts'
import { fingerprintOf, type TrainingList } from './import-training.ts'
import { takeTrainingRows, type TakenRows, type TrainingOutcome } from './take-training-rows.ts'
import { takeTurn } from './take-turn.ts'

/** Takes the transaction back; nobody outside ever sees it. */
class RollbackError extends Error {
  override name = 'RollbackError'
}

export interface TrainingPreview {
  outcomes: TrainingOutcome[]
  /** For `importTraining`, so that only what was looked at is done. */
  fingerprint: string
}

/** What `importTraining` would do with the list, found by doing it and taking it back. */
export async function previewTraining(
  ctx: ServiceContext,
  { rows, givenBy, actor }: TrainingList,
): Promise<TrainingPreview> {
  const taken: TakenRows[] = []
  try {
    await ctx.db.transaction(async (tx) => {
      await takeTurn(tx)
      taken.push(await takeTrainingRows(tx, rows, { givenBy, actor, at: ctx.now() }))
      throw new RollbackError()
    })
  } catch (error) {
    if (!(error instanceof RollbackError)) throw error
  }
  const outcomes = taken.flatMap(({ outcomes }) => outcomes)
  return { outcomes, fingerprint: fingerprintOf(outcomes) }
}

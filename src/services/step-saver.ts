import type { RefreshRunRow } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { type ReadStep, storeSteps } from './store-steps.ts'

export interface StepSaver {
  /** Takes a step, and saves what has come together when it is time. */
  add(step: ReadStep): Promise<void>
  /** Saves what is left and returns the run as it then stands. */
  finish(): Promise<RefreshRunRow>
}

const SAVE_AFTER_MS = 500
const SAVE_AFTER_RECORDS = 1_000

/**
 * Saves steps as they come: a slow registry's pages one by one, a fast one's together. A kill
 * repeats at most what was not saved.
 */
export function createStepSaver(
  ctx: ServiceContext,
  taken: RefreshRunRow,
  onProgress: (run: RefreshRunRow) => void = () => {},
): StepSaver {
  let run = taken
  let unsaved: ReadStep[] = []
  let savedAtMs = ctx.now().getTime()

  const save = async (): Promise<void> => {
    run = await storeSteps(ctx, run, unsaved)
    unsaved = []
    savedAtMs = ctx.now().getTime()
    onProgress(run)
  }
  return {
    async add(step) {
      unsaved.push(step)
      const records = unsaved.reduce((sum, { parsed }) => sum + countRecords(parsed), 0)
      const isDue = ctx.now().getTime() - savedAtMs >= SAVE_AFTER_MS
      if (isDue || records >= SAVE_AFTER_RECORDS) await save()
    },
    async finish() {
      await save()
      return run
    },
  }
}

const countRecords = (parsed: ReadStep['parsed']): number =>
  parsed.reduce((sum, { records }) => sum + records.length, 0)

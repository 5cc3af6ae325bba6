/** Runs of a registry's sweep: in one go, or killed behind every step. */
import type { RecordContent } from '#src/core/record.ts'
import type { Json } from '#src/core/words.ts'
import type { CaptureContext, ParsedCapture, Registry, SweepStep } from '#scrapers/source.ts'

export interface SweepOutcome {
  steps: SweepStep[]
  parsed: ParsedCapture[]
  /** What is known of each person at the end. */
  people: Map<string, RecordContent>
}

/** To the end, without a break. */
export async function runSweep(registry: Registry, context: CaptureContext): Promise<SweepOutcome> {
  const steps: SweepStep[] = []
  for await (const step of start(registry, context, null)) steps.push(step)
  return toOutcome(registry, steps)
}

/** Killed behind every single step, and started again from the cursor as the database keeps it. */
export async function runKilledSweep(
  registry: Registry,
  context: CaptureContext,
): Promise<SweepOutcome> {
  const steps: SweepStep[] = []
  let cursor: Json | null = null
  for (;;) {
    const step: SweepStep | null = await findFirst(start(registry, context, cursor))
    if (!step) return toOutcome(registry, steps)
    steps.push(step)
    const kept: Json = JSON.parse(JSON.stringify(step.cursor))
    cursor = kept
  }
}

function start(
  registry: Registry,
  context: CaptureContext,
  cursor: Json | null,
): AsyncIterable<SweepStep> {
  if (!registry.sweep) throw new Error(`${registry.info.id} has no sweep.`)
  return registry.sweep(context, cursor)
}

async function findFirst(steps: AsyncIterable<SweepStep>): Promise<SweepStep | null> {
  for await (const step of steps) return step
  return null
}

function toOutcome(registry: Registry, steps: SweepStep[]): SweepOutcome {
  const parsed = steps.flatMap(({ captures }) => captures).map((one) => registry.parse(one))
  const best = new Map<string, { rank: number; content: RecordContent }>()
  for (const { key, rank, content } of parsed.flatMap(({ records }) => records)) {
    const known = best.get(key)
    if (!known || known.rank < rank) best.set(key, { rank, content })
  }
  const people = new Map([...best].map(([key, { content }]) => [key, content]))
  return { steps, parsed, people }
}

/** Asks a registry as little as possible, and holds the answer against what is known of it. */
import type {
  Capture,
  CaptureContext,
  ParsedCapture,
  PersonQuery,
  Registry,
} from '#scrapers/source.ts'
import { describeError } from '#src/services/errors.ts'
import { examplesFolder, readExpected } from './examples-folder.ts'
import { findMisfits } from './misfits.ts'
import { UsageError } from './usage.ts'

export interface LiveCheck {
  /** What came, a sentence; null where nothing did. */
  figures: string | null
  /** What no longer fits, a sentence each; what could not be asked or read is one of them. */
  misfits: string[]
}

/** Throws `UsageError` for a query that the registry cannot be asked. */
export async function checkLive(
  registry: Registry,
  context: CaptureContext,
  query: PersonQuery | null,
): Promise<LiveCheck> {
  try {
    const captures = await (query ? lookUp(registry, context, query) : firstPage(registry, context))
    const parsed = captures.map((capture) => registry.parse(capture, context.settings))
    const records = parsed.reduce((sum, one) => sum + one.records.length, 0)
    const hint = records > 0 || query ? '' : ' To have one compared, give the number of somebody.'
    const came = captures.map(({ kind, body }) => `${kind} (${body.byteLength} bytes)`)
    return {
      figures: `It answered with ${came.join(', ')}: ${records === 1 ? '1 record' : `${records} records`}.${hint}`,
      // A sweep may begin with lists that hold nobody yet; it fails by itself where all are gone.
      misfits: findMisfits(parsed, readExpected(examplesFolder(registry.info.id)), query !== null),
    }
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error
    return { figures: null, misfits: [`${error.name}: ${describeError(error)}`] }
  }
}

async function lookUp(
  registry: Registry,
  context: CaptureContext,
  query: PersonQuery,
): Promise<Capture[]> {
  const captures = (await registry.lookUp?.(context, query)) ?? []
  if (captures.length > 0) return captures
  throw new UsageError(`${registry.info.id} cannot be asked that; leave it out or ask otherwise.`)
}

/** Steps without a person in them, such as a count: so many are passed over. */
const STEPS_MAX = 3

/** A sweep up to the first page with people on it, and no further. */
async function firstPage(registry: Registry, context: CaptureContext): Promise<Capture[]> {
  const captures: Capture[] = []
  let steps = 0
  for await (const step of registry.sweep?.(context, null) ?? []) {
    captures.push(...step.captures)
    steps += 1
    const parsed = step.captures.map((capture): ParsedCapture =>
      registry.parse(capture, context.settings),
    )
    if (parsed.some(({ records }) => records.length > 0) || steps === STEPS_MAX) break
  }
  return captures
}

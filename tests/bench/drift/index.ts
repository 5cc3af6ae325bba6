/**
 * The drift drill: every registry that programs may ask, every way in which its answers go wrong,
 * and how many wrong facts are published after that. The last column has to be 0 throughout.
 */
import type { RefreshRunRow } from '#db/schema/index.ts'
import { openPglite } from '#db/pglite.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { createPipeline, SIMULATED, type SimulatedRegistry } from '#tests/helpers/pipeline.ts'
import { countWrong, type Facts, readFacts, totalOf } from './facts.ts'
import { DRIFT, type Fault } from './faults.ts'
import { NAIVE, runNaive } from './naive.ts'
import { type FaultyProxy, startProxy } from './proxy.ts'
import { WIRES } from './wires.ts'

/** New York is asked about every license by itself, so that it gets fewer people. */
const PEOPLE = 400
const PEOPLE_ONE_BY_ONE = 110
const REASON_CHARS = 70

interface Outcome {
  registry: string
  fault: string
  /** `published`, `held`, `failed`, or `n/a`. */
  outcome: string
  reason: string
  /** Published with all that was there, although the answers went wrong on the way. */
  recovered: boolean
  /** Null where the fault cannot happen. */
  wrong: number | null
  example: string | null
  /** Wrong facts of the hurried script; null where it was not tried. */
  naive: number | null
}

export async function benchDrift(): Promise<object> {
  console.log(
    `drift: ${PEOPLE} invented people (${PEOPLE_ONE_BY_ONE} where they are asked about one by one), ${DRIFT.length} faults, each after a good run`,
  )
  const outcomes: Outcome[] = []
  for (const registry of SIMULATED) outcomes.push(...(await drill(registry)))
  return summarize(outcomes)
}

async function drill(registry: SimulatedRegistry): Promise<Outcome[]> {
  const size = registry === 'ny-nysed' ? PEOPLE_ONE_BY_ONE : PEOPLE
  const database = await openPglite({})
  const pipeline = await createPipeline(database, createPopulation({ size }))
  const proxy = await startProxy(pipeline.simulators[registry].app, WIRES[registry])
  const { captureContext } = pipeline.workOptions()
  const refresh = async (fault: Fault | null): Promise<RefreshRunRow> => {
    pipeline.pass(1)
    proxy.order(fault)
    return await pipeline.refresh(registry, {
      captureContext: (asked, signal) => ({
        ...captureContext(asked, signal),
        baseUrl: proxy.baseUrl,
      }),
    })
  }
  const outcomes: Outcome[] = []
  try {
    for (const fault of DRIFT) {
      const good = await refresh(null)
      if (good.status !== 'published') {
        throw new Error(
          `${registry}: the good run before “${fault.name}” is ${good.status}: ${good.reasons.join(' ')}`,
        )
      }
      proxy.measure()
      const before = await readFacts(database.db)
      const read = (): Promise<Facts> => readFacts(database.db)
      const outcome = await tryFault({
        registry,
        fault,
        proxy,
        refresh,
        good,
        before,
        read,
      })
      outcomes.push(outcome)
      console.log(toLine(outcome))
    }
  } finally {
    await proxy.close()
    await pipeline.close()
    await database.close()
  }
  return outcomes
}

interface Trial {
  registry: SimulatedRegistry
  fault: Fault
  proxy: FaultyProxy
  refresh: (fault: Fault | null) => Promise<RefreshRunRow>
  /** The run before it. */
  good: RefreshRunRow
  before: Facts
  read: () => Promise<Facts>
}

async function tryFault(trial: Trial): Promise<Outcome> {
  const { registry, fault, proxy, refresh, good, before, read } = trial
  const none = { registry, fault: fault.name, recovered: false, example: null, naive: null }
  const why = fault.notAt?.(WIRES[registry]) ?? null
  if (why !== null) return { ...none, outcome: 'n/a', reason: why, wrong: null }
  const run = await refresh(fault)
  if (proxy.struck() === 0) {
    return { ...none, outcome: 'n/a', reason: 'no answer that it could happen to', wrong: null }
  }
  // Who is missing twice is taken off the list: what was let through once has to come again.
  if (run.status === 'published') await refresh(fault)
  const wrong = countWrong(before, await read())
  return {
    ...none,
    outcome: run.status,
    reason: (run.reasons.find((reason) => !good.reasons.includes(reason)) ?? '').slice(
      0,
      REASON_CHARS,
    ),
    recovered:
      run.status === 'published' && totalOf(wrong) === 0 && (run.seen ?? 0) >= (good.seen ?? 0),
    wrong: totalOf(wrong),
    example: wrong.example,
    naive: await tryNaive(registry, fault, proxy),
  }
}

async function tryNaive(
  registry: string,
  fault: Fault,
  proxy: FaultyProxy,
): Promise<number | null> {
  if (!Object.hasOwn(NAIVE, registry)) return null
  proxy.order(null)
  const good = await runNaive(registry, proxy.baseUrl, new Map())
  if (good.size === 0) throw new Error(`The hurried script finds nobody at ${registry}.`)
  proxy.measure()
  proxy.order(fault)
  return totalOf(countWrong(good, await runNaive(registry, proxy.baseUrl, good)))
}

function toLine(outcome: Outcome): string {
  const { registry, fault, recovered, wrong, naive, example } = outcome
  const ended = recovered ? 'recovered' : outcome.outcome
  const columns = [
    registry.padEnd(12),
    fault.padEnd(23),
    ended.padEnd(10),
    outcome.reason.padEnd(REASON_CHARS),
    String(naive ?? '-').padStart(6),
    String(wrong ?? '-').padStart(6),
  ]
  return `  ${columns.join(' ')}${wrong ? `  ${example ?? ''}` : ''}`
}

function summarize(outcomes: Outcome[]): object {
  const happened = outcomes.filter(({ wrong }) => wrong !== null)
  const sum = (of: Outcome[], read: (one: Outcome) => number | null): number =>
    of.reduce((total, one) => total + (read(one) ?? 0), 0)
  const registries: Record<string, object> = {}
  for (const registry of SIMULATED) {
    const here = happened.filter((one) => one.registry === registry)
    const count = (outcome: string): number => here.filter((one) => one.outcome === outcome).length
    const figures = {
      faults: here.length,
      published: count('published'),
      recovered: here.filter(({ recovered }) => recovered).length,
      held: count('held'),
      failed: count('failed'),
      wrong: sum(here, ({ wrong }) => wrong),
      naive_wrong: Object.hasOwn(NAIVE, registry) ? sum(here, ({ naive }) => naive) : null,
    }
    registries[registry] = figures
    console.log(`  ${registry}: ${JSON.stringify(figures)}`)
  }
  const mustRecover = new Set(DRIFT.filter(({ recovers }) => recovers).map(({ name }) => name))
  const stuck = happened.filter(({ fault, recovered }) => mustRecover.has(fault) && !recovered)
  const wrong = sum(happened, (one) => one.wrong)
  const tried = happened.filter(({ naive }) => naive !== null)
  console.log(`  ${happened.length} faults happened; wrong facts published: ${wrong}`)
  console.log(
    `  the hurried script (${Object.keys(NAIVE).join(', ')}), ${tried.length} faults: ` +
      `${sum(tried, ({ naive }) => naive)} wrong facts; it was written for no other registry`,
  )
  for (const one of stuck) console.log(`  did not recover: ${one.registry} ${one.fault}`)
  const notRecovered = stuck.map(({ registry, fault }) => `${registry}: ${fault}`)
  return { registries, faults: happened.length, wrong, not_recovered: notRecovered }
}

/** The real pipeline in a test: simulators on loopback, real scrapers, services, one database. */
import type { OpenDatabase } from '#db/client.ts'
import type { RefreshRunRow } from '#db/schema/index.ts'
import { registries } from '#scrapers/index.ts'
import { createSimulator as createAama } from '#scrapers/aama/simulator.ts'
import { createSimulator as createCtElicense } from '#scrapers/ct-elicense/simulator.ts'
import { createSimulator as createLeie } from '#scrapers/leie/simulator.ts'
import type { Simulator } from '#scrapers/lib/simulator.ts'
import { renderSavedPages } from '#scrapers/ncbahm/simulator.ts'
import { createSimulator as createNjDca } from '#scrapers/nj-dca/simulator.ts'
import { createSimulator as createNppes } from '#scrapers/nppes/simulator.ts'
import { createSimulator as createNyNysed } from '#scrapers/ny-nysed/simulator.ts'
import { createSimulator as createNyOmig } from '#scrapers/ny-omig/simulator.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import type { SavedPage } from '#scrapers/source.ts'
import { createValidatorFinder } from '#src/services/save-captures.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { startRun } from '#src/services/start-run.ts'
import { workRun, type WorkOptions } from '#src/services/work-run.ts'
import { createTestHttp, listen } from './loopback.ts'

/** Registries that programs may ask, in the order in which the demonstration asks them. */
export const SIMULATED = [
  'ny-nysed',
  'nj-dca',
  'ct-elicense',
  'nppes',
  'aama',
  'leie',
  'ny-omig',
] as const
export type SimulatedRegistry = (typeof SIMULATED)[number]

export interface Pipeline {
  ctx: ServiceContext
  simulators: Record<SimulatedRegistry, Simulator> & { leie: ReturnType<typeof createLeie> }
  /** Starts a sweep and works on it to its end. */
  refresh(registry: string, options?: Partial<WorkOptions>): Promise<RefreshRunRow>
  workOptions(options?: Partial<WorkOptions>): WorkOptions
  /** Moves the clock. */
  pass(hours: number): void
  close(): Promise<void>
}

export async function createPipeline(
  database: OpenDatabase,
  people: InventedPerson[],
): Promise<Pipeline> {
  const simulators: Pipeline['simulators'] = {
    'ny-nysed': createNyNysed(people),
    'ct-elicense': createCtElicense(people),
    'nj-dca': createNjDca(people),
    nppes: createNppes(people),
    aama: createAama(people),
    leie: createLeie(people),
    'ny-omig': createNyOmig(people),
  }
  const servers = await Promise.all(
    SIMULATED.map(async (id) => ({ id, ...(await listen(simulators[id].app)) })),
  )
  const baseUrls = new Map<string, string>(servers.map(({ id, baseUrl }) => [id, baseUrl]))
  let clockMs = Date.parse('2026-11-22T12:00:00Z')
  let ids = 0
  const ctx: ServiceContext = {
    db: database.db,
    now: () => new Date((clockMs += 1)),
    newId: () => `id${String((ids += 1)).padStart(8, '0')}`,
    registries,
    log: () => {},
  }
  const workOptions = (options: Partial<WorkOptions> = {}): WorkOptions => ({
    owner: 'test',
    signal: new AbortController().signal,
    captureContext: ({ info }) => ({
      baseUrl: baseUrls.get(info.id) ?? '',
      settings: { NYSED_OAPI_KEY: 'a-test-key' },
      http: createTestHttp(info.id, {
        now: ctx.now,
        findValidators: createValidatorFinder(ctx.db, info.id),
      }).http,
    }),
    ...options,
  })
  return {
    ctx,
    simulators,
    workOptions,
    async refresh(registry, options) {
      const { run } = await startRun(ctx, { registry, mode: 'sweep', requestedBy: 'test' })
      const ended = await workRun(ctx, run.id, workOptions(options))
      return ended ?? run
    },
    pass(hours) {
      clockMs += hours * 3_600_000
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

/** The invented pages of the certification directory, as a person would have saved them. */
export const savedPages = (people: InventedPerson[], savedAt: Date): SavedPage[] =>
  renderSavedPages(people).map(({ fileName, html }) => ({
    fileName,
    body: new TextEncoder().encode(html),
    savedAt,
    savedBy: 'a tester',
  }))

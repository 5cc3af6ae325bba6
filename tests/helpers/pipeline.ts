/** The real pipeline in a test: simulators on loopback, real scrapers, services, one database. */
import type { OpenDatabase } from '#db/client.ts'
import type { RefreshRunRow } from '#db/schema/index.ts'
import { registries } from '#scrapers/index.ts'
import { createSimulator as createCtElicense } from '#scrapers/ct-elicense/simulator.ts'
import type { Simulator } from '#scrapers/lib/simulator.ts'
import { renderSavedPages } from '#scrapers/ncbahm/simulator.ts'
import { createSimulator as createNppes } from '#scrapers/nppes/simulator.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import type { SavedPage } from '#scrapers/source.ts'
import { createValidatorFinder } from '#src/services/save-captures.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { startRun } from '#src/services/start-run.ts'
import { workRun, type WorkOptions } from '#src/services/work-run.ts'
import { createTestHttp, listen } from './loopback.ts'

export interface Pipeline {
  ctx: ServiceContext
  simulators: Record<'ct-elicense' | 'nppes', Simulator>
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
  const simulators = { 'ct-elicense': createCtElicense(people), nppes: createNppes(people) }
  const servers = {
    'ct-elicense': await listen(simulators['ct-elicense'].app),
    nppes: await listen(simulators.nppes.app),
  }
  const baseUrls: Record<string, string> = {
    'ct-elicense': servers['ct-elicense'].baseUrl,
    nppes: servers.nppes.baseUrl,
  }
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
      baseUrl: baseUrls[info.id] ?? '',
      settings: {},
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
      await Promise.all(Object.values(servers).map((server) => server.close()))
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

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { findReadings } from '#db/queries/check-records.ts'
import { type Fault, FAULTS } from '#scrapers/lib/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { cancelRun, rejectRun, releaseRun } from '#src/services/decide-run.ts'
import { startRun } from '#src/services/start-run.ts'
import { workRun } from '#src/services/work-run.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

/** The lists of exclusions and of members show nobody by themselves; their own tests have their faults. */
const SHOWING = ['ny-nysed', 'nj-dca', 'ct-elicense', 'nppes'] as const
type Showing = (typeof SHOWING)[number]

/** What each way of misbehaving ends in, and what the sentence has to speak of. */
const OUTCOMES: Record<Showing, Record<Fault, [status: string, why: RegExp]>> = {
  'ny-nysed': {
    fewer: ['held', /fewer/],
    // It is asked again, and then for smaller parts: everybody is found.
    'empty-page': ['published', /^$|asked|divided/],
    'block-page': ['failed', /keeps programs out/],
    'new-status': ['held', /status word “.+” is not known/],
    'missing-column': ['(held|failed)', /is gone|was filled|not known|could not be read/],
    truncated: ['failed', /early|truncated|cut/i],
    unavailable: ['failed', /503/],
  },
  'nj-dca': {
    fewer: ['held', /fewer/],
    'empty-page': ['failed', /nobody/],
    'block-page': ['failed', /keeps programs out/],
    'new-status': ['held', /status word “.+” is not known/],
    'missing-column': ['failed', /header|column/],
    truncated: ['failed', /early|truncated|cut|unfinished/i],
    unavailable: ['failed', /503/],
  },
  'ct-elicense': {
    fewer: ['held', /fewer/],
    'empty-page': ['(held|failed)', /only \d+ could be read|empty/],
    'block-page': ['failed', /keeps programs out/],
    'new-status': ['held', /status word “.+” is not known/],
    'missing-column': ['(held|failed)', /is gone|was filled/],
    truncated: ['failed', /early|truncated|cut/i],
    unavailable: ['failed', /503/],
  },
  nppes: {
    fewer: ['held', /fewer/],
    'empty-page': ['(held|failed)', /fewer|empty/],
    'block-page': ['failed', /keeps programs out/],
    'new-status': ['held', /status word “.+” is not known/],
    'missing-column': ['(held|failed)', /is gone|was filled|could not be read|missing|lacks/],
    truncated: ['failed', /early|truncated|cut/i],
    unavailable: ['failed', /503/],
  },
}

describe.each(SHOWING)('%s misbehaves', (id) => {
  let database: TestDatabase
  let pipeline: Pipeline

  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, createPopulation({ size: 700 }))
    expect(await pipeline.refresh(id)).toMatchObject({ status: 'published' })
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })
  beforeEach(() => {
    pipeline.simulators[id].controls.fault = null
    pipeline.pass(24)
  })

  /** All that is shown to anybody. */
  const shown = (): Promise<object[]> =>
    rowsOf(
      database.db,
      sql`select s.public_id, s.view, r.last_seen_at, r.misses from search_rows s
          join links l on l.practitioner_id = s.practitioner_id and l.superseded_at is null
          join records r on r.id = l.record_id order by r.id`,
    )

  test.each(FAULTS)('%s: nothing of it is shown', async (fault) => {
    const before = await shown()
    expect(before.length).toBeGreaterThan(0)
    pipeline.simulators[id].controls.fault = fault
    const run = await pipeline.refresh(id)
    const [status, why] = OUTCOMES[id][fault]
    expect(`${run.status}: ${run.reasons.join(' ')}`).toMatch(new RegExp(`^${status}: `))
    expect(run.reasons.join(' ')).toMatch(why)
    if (status === 'published') expect(run).toMatchObject({ new: 0, changed: 0, notSeen: 0 })
    else expect(await shown()).toEqual(before)
  })

  test('a held run is released by a person, once', async () => {
    pipeline.simulators[id].controls.fault = 'fewer'
    const held = await pipeline.refresh(id)
    pipeline.pass(48)
    const decision = { runId: held.id, by: 'an admin', note: 'the registry confirmed it' }
    const released = await releaseRun(pipeline.ctx, decision)
    expect(released).toMatchObject({ status: 'published' })
    expect(released.notSeen).toBeGreaterThan(0)
    expect(released.reasons.at(-1)).toBe('An admin released it.')
    // Nothing was read while it was held.
    const reading = (await findReadings(database.db, [{ id }], pipeline.ctx.now())).get(id)
    const age = (released.finishedAt?.getTime() ?? 0) - Date.parse(reading?.at ?? '')
    expect(age).toBeGreaterThan(47 * 3_600_000)
    await expect(releaseRun(pipeline.ctx, decision)).rejects.toThrow(/is published and cannot/)
    await expect(rejectRun(pipeline.ctx, decision)).rejects.toThrow(/is published and cannot/)
    pipeline.simulators[id].controls.fault = null
    pipeline.pass(24)
    // Everybody comes back: that is more than half again, and worth a look as well.
    const back = await pipeline.refresh(id)
    if (back.status === 'held') await releaseRun(pipeline.ctx, { ...decision, runId: back.id })
  })

  test('a held run that was rejected leaves nothing behind but its captures', async () => {
    pipeline.simulators[id].controls.fault = 'fewer'
    const held = await pipeline.refresh(id)
    expect(held.status).toBe('held')
    const before = await shown()
    const rejected = await rejectRun(pipeline.ctx, { runId: held.id, by: 'an admin', note: 'no' })
    expect(rejected.status).toBe('cancelled')
    expect(await shown()).toEqual(before)
    expect(
      await rowsOf(database.db, sql`select 1 from staged_records where run_id = ${held.id}`),
    ).toEqual([])
    const captures = sql`select 1 from captures where run_id = ${held.id}`
    expect((await rowsOf(database.db, captures)).length).toBeGreaterThan(0)
  })

  test('a newer published run puts a held one out of date', async () => {
    pipeline.simulators[id].controls.fault = 'fewer'
    const held = await pipeline.refresh(id)
    pipeline.simulators[id].controls.fault = null
    pipeline.pass(24)
    expect((await pipeline.refresh(id)).status).toBe('published')
    await expect(
      releaseRun(pipeline.ctx, { runId: held.id, by: 'an admin', note: 'late' }),
    ).rejects.toThrow(/is cancelled and cannot be released/)
  })

  test('a cancelled run stops at its next step', async () => {
    const { run } = await startRun(pipeline.ctx, { registry: id, mode: 'sweep', requestedBy: 'a' })
    const decision = { runId: run.id, by: 'an admin', note: 'wrong moment' }
    let cancelled = false
    const cancelOnce = async (): Promise<void> => {
      if (!cancelled) await cancelRun(pipeline.ctx, decision)
      cancelled = true
    }
    const left = await workRun(
      pipeline.ctx,
      run.id,
      pipeline.workOptions({
        captureContext: (registry, signal) => {
          const context = pipeline.workOptions().captureContext(registry, signal)
          return {
            ...context,
            http: {
              async fetch(...request) {
                await cancelOnce()
                return context.http.fetch(...request)
              },
              async exchange(...request) {
                await cancelOnce()
                return context.http.exchange(...request)
              },
            },
          }
        },
      }),
    )
    expect(left).toBeNull()
    const next = await startRun(pipeline.ctx, { registry: id, mode: 'sweep', requestedBy: 'b' })
    expect(next.isNew).toBe(true)
    await cancelRun(pipeline.ctx, { ...decision, runId: next.run.id })
  })

  test('a double click starts one run', async () => {
    const starts = await Promise.all(
      Array.from({ length: 8 }, () =>
        startRun(pipeline.ctx, { registry: id, mode: 'sweep', requestedBy: 'a click' }),
      ),
    )
    expect(new Set(starts.map(({ run }) => run.id)).size).toBe(1)
    expect(starts.filter(({ isNew }) => isNew)).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPopulation } from '#scrapers/population/index.ts'
import { nextDueAt, queueDueRuns } from '#src/services/queue-due-runs.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'
import { workRun } from '#src/services/work-run.ts'

describe('when a registry is asked again', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 22, hour))
  const ended = (status: 'published' | 'failed' | 'held' | 'cancelled', hour: number) => ({
    status,
    createdAt: at(hour),
    finishedAt: at(hour),
  })
  const info = { cadenceHours: 24 }

  test.each([
    ['never asked: at once', [], new Date(0)],
    ['after a good run: a cadence later', [ended('published', 1)], at(25)],
    ['after a held one: a cadence later', [ended('held', 1)], at(25)],
    ['after one failure: a minute later', [ended('failed', 1)], new Date(+at(1) + 60_000)],
    [
      'after three: four minutes later',
      [ended('failed', 3), ended('failed', 2), ended('failed', 1), ended('published', 0)],
      new Date(+at(3) + 4 * 60_000),
    ],
    ['after many: six hours later', Array.from({ length: 20 }, () => ended('failed', 1)), at(7)],
  ])('%s', (_, latest, expected) => {
    expect(nextDueAt(info, latest)).toEqual(expected)
  })
})

describe('runs that fall due', () => {
  let database: TestDatabase
  let pipeline: Pipeline
  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, createPopulation({ size: 60 }))
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })
  const due = async (): Promise<string[]> =>
    (await queueDueRuns(pipeline.ctx, ({ access }) => access === 'open'))
      .map(({ registry }) => registry)
      .sort()

  test('an empty database asks every open registry; one under way is not asked twice', async () => {
    const runs = await queueDueRuns(pipeline.ctx, ({ id }) => id === 'ct-elicense')
    expect(runs.map(({ registry }) => registry)).toEqual(['ct-elicense'])
    const [run] = runs
    await workRun(pipeline.ctx, run?.id ?? '', pipeline.workOptions())
    expect(await queueDueRuns(pipeline.ctx, ({ id }) => id === 'ct-elicense')).toEqual([])
    pipeline.pass(25)
    expect(await due()).toContain('ct-elicense')
  })

  test('one that a process left behind is handed out again once its lease is over', async () => {
    const [run] = await queueDueRuns(pipeline.ctx, ({ id }) => id === 'ct-elicense')
    const abort = new AbortController()
    const left = workRun(pipeline.ctx, run?.id ?? '', {
      ...pipeline.workOptions({ owner: 'a process that dies' }),
      signal: abort.signal,
      captureContext: () => {
        abort.abort(new Error('killed'))
        return pipeline
          .workOptions()
          .captureContext(pipeline.ctx.registries[0] ?? fail('no registry'), abort.signal)
      },
    })
    expect(await left).toBeNull()
    expect((await queueDueRuns(pipeline.ctx, () => true)).map(({ id }) => id)).toContain(run?.id)
  })
})

function fail(message: string): never {
  throw new Error(message)
}

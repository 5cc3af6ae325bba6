import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

const FIRST = 'ct-elicense'

describe('a refresh', () => {
  let database: TestDatabase
  let pipeline: Pipeline
  const people = createPopulation({ size: 400 })

  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, structuredClone(people))
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })

  const count = async (table: string): Promise<number> => {
    const [row] = await rowsOf<{ count: number }>(
      database.db,
      sql.raw(`select count(*)::int as count from ${table}`),
    )
    return row?.count ?? -1
  }
  const ctPeople = (): InventedPerson[] =>
    pipeline.simulators[FIRST].controls.people.filter(({ licenses }) =>
      licenses.some(({ state }) => state === 'CT'),
    )

  test('publishes everybody once, each fact with its capture', async () => {
    const run = await pipeline.refresh(FIRST)
    const licenses = new Set(
      people.flatMap((person) =>
        person.licenses.filter(({ state }) => state === 'CT').map(({ number }) => number),
      ),
    )
    expect(run).toMatchObject({ status: 'published', reasons: [], problems: 0, changed: 0 })
    expect(run.seen).toBe(licenses.size)
    expect(run.new).toBe(licenses.size)
    expect(await count('search_rows')).toBe(licenses.size)
    expect(
      await count(`licenses l join records r on r.id = l.record_id
                   join captures c on c.id = r.last_capture_id
                   where c.registry = '${FIRST}' and c.run_id = '${run.id}'`),
    ).toBe(licenses.size)
    expect(await count('staged_records')).toBe(0)
  })

  test('a second sweep with nothing new writes no version and no change row', async () => {
    const tables = ['record_versions', 'changes', 'links', 'licenses']
    const before = await Promise.all(tables.map(count))
    pipeline.pass(24)
    const run = await pipeline.refresh(FIRST)
    expect(run).toMatchObject({ status: 'published', new: 0, changed: 0, notSeen: 0 })
    expect(run.unchanged).toBe(run.seen)
    expect(await Promise.all(tables.map(count))).toEqual(before)
    // Yet everybody was seen anew.
    expect(
      await count(
        `records r join captures c on c.id = r.last_capture_id where c.run_id = '${run.id}'`,
      ),
    ).toBe(run.seen)
  })

  test('a status that changed is a new version and one line of history, field by field', async () => {
    const person = ctPeople().find(({ licenses }) =>
      licenses.some(({ state, status }) => state === 'CT' && status === 'active'),
    )
    const license = person?.licenses.find(({ state }) => state === 'CT')
    if (!license) throw new Error('The population has no active license in Connecticut.')
    license.status = 'suspended'
    const changesBefore = await count('changes')
    pipeline.pass(24)
    const run = await pipeline.refresh(FIRST)
    license.status = 'active'
    expect(run).toMatchObject({ status: 'published', new: 0, changed: 1 })
    expect(await count('changes')).toBe(changesBefore + 1)
    const [change] = await rowsOf<{
      kind: string
      fields: { path: string }[]
      practitioner: boolean
    }>(
      database.db,
      sql`select kind, fields, practitioner_id is not null as practitioner
          from changes order by id desc limit 1`,
    )
    expect(change).toMatchObject({ kind: 'changed', practitioner: true })
    expect(change?.fields.map(({ path }) => path)).toContain('licenses.0.standing')
    expect(
      await count(`record_versions where replaced_at is not null and last_seen_at is not null`),
    ).toBe(1)
    pipeline.pass(24)
    expect(await pipeline.refresh(FIRST)).toMatchObject({ changed: 1 })
  })

  test('one sweep without a person changes nothing; the second one says "no longer listed"', async () => {
    const { controls } = pipeline.simulators[FIRST]
    const everybody = controls.people
    const gone = ctPeople().at(-1)
    controls.people = everybody.filter((person) => person !== gone)
    const rows = await count('search_rows where ct_through is not null')
    pipeline.pass(24)
    const first = await pipeline.refresh(FIRST)
    expect(first.notSeen).toBe(1)
    expect(await count('records where delisted_at is not null')).toBe(0)
    pipeline.pass(24)
    await pipeline.refresh(FIRST)
    expect(await count('records where delisted_at is not null')).toBe(1)
    expect(await count(`changes where kind = 'delisted'`)).toBe(1)
    expect(await count('search_rows where ct_through is not null')).toBeLessThanOrEqual(rows)
    expect(await count(`search_rows where view #>> '{licenses,0,delistedOn}' is not null`)).toBe(1)
    pipeline.pass(24)
    await pipeline.refresh(FIRST)
    expect(await count(`changes where kind = 'delisted'`)).toBe(1)
    controls.people = everybody
    pipeline.pass(24)
    await pipeline.refresh(FIRST)
    expect(await count('records where delisted_at is not null')).toBe(0)
    expect(await count(`changes where kind = 'relisted'`)).toBe(1)
  })
})

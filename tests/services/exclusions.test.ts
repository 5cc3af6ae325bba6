/** Exclusions are shown on whom an identifier names, on nobody else, and disappear when they end. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline, SIMULATED } from '#tests/helpers/pipeline.ts'

describe('exclusion lists', () => {
  let database: TestDatabase
  let pipeline: Pipeline
  const people = createPopulation({ size: 1_200 })

  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, people)
    for (const id of SIMULATED) {
      expect(await pipeline.refresh(id)).toMatchObject({ status: 'published', problems: 0 })
    }
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })

  const shownAsExcluded = async (list: string): Promise<string[]> => {
    const rows = await rowsOf<{ npi: string }>(
      database.db,
      sql`select s.view->>'npi' as npi from search_rows s
          where s.view->'exclusions' @> ${JSON.stringify([{ list }])}::text::jsonb
          order by 1`,
    )
    return rows.map(({ npi }) => npi)
  }
  const excludedByNpi = (): string[] =>
    people
      .flatMap(({ exclusion, npi }) => (exclusion?.hasNpi && npi ? [npi.number] : []))
      .toSorted()

  test('show those whom an NPI names, and nobody of the same name', async () => {
    expect(excludedByNpi().length).toBeGreaterThan(0)
    expect(await shownAsExcluded('LEIE')).toEqual(excludedByNpi())
    const others = people.filter(({ exclusion }) => exclusion && !exclusion.hasNpi)
    expect(others.length).toBeGreaterThan(0)
  })

  test('make nobody an entry of the directory, and no date of birth is kept', async () => {
    const alone = sql`select 1 from search_rows s where not exists (
      select from links l join records r on r.id = l.record_id
      where l.practitioner_id = s.practitioner_id and l.superseded_at is null
        and r.registry not in ('leie', 'ny-omig', 'aama'))`
    expect(await rowsOf(database.db, alone)).toEqual([])
    const births = sql`select 1 from record_versions v join records r on r.id = v.record_id
      where r.registry = 'leie' and v.content::text ~* 'dob|birth'`
    expect(await rowsOf(database.db, births)).toEqual([])
  })

  test('a second sweep of all writes nothing', async () => {
    const counts = (): Promise<object[]> =>
      rowsOf(
        database.db,
        sql`select (select count(*)::int from record_versions) as versions,
                   (select count(*)::int from changes) as changes,
                   (select count(*)::int from links) as links`,
      )
    const before = await counts()
    pipeline.pass(24 * 31)
    for (const id of SIMULATED) {
      const run = await pipeline.refresh(id)
      expect(run).toMatchObject({ status: 'published', new: 0, changed: 0, notSeen: 0 })
    }
    expect(await counts()).toEqual(before)
  })

  test('who was reinstated is shown as excluded no more, after two lists without them', async () => {
    const [reinstated] = excludedByNpi()
    const { controls } = pipeline.simulators.leie
    controls.people = people.map((person) =>
      person.npi?.number === reinstated ? { ...person, exclusion: null } : person,
    )
    pipeline.pass(24 * 31)
    expect(await pipeline.refresh('leie')).toMatchObject({ status: 'published', notSeen: 1 })
    expect(await shownAsExcluded('LEIE')).toEqual(excludedByNpi())
    pipeline.pass(24 * 31)
    expect(await pipeline.refresh('leie')).toMatchObject({ status: 'published', notSeen: 1 })
    expect(await shownAsExcluded('LEIE')).toEqual(excludedByNpi().slice(1))
  })
})

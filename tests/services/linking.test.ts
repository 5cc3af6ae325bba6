import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold, stripDegrees } from '#src/core/names.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { importPages } from '#src/services/import-pages.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline, savedPages, SIMULATED } from '#tests/helpers/pipeline.ts'

interface Row {
  practitioner: number
  registry: string
  key: string
  npi: string | null
  /** `NY 001234` */
  license: string | null
  name: string
  street: string | null
}

/** The simulated society numbers its members from here on. */
const AAMA_FIRST_ID = 2_007_000_000

describe('linking an invented population whose truth is known', () => {
  let database: TestDatabase
  let pipeline: Pipeline
  let rows: Row[]
  const people = createPopulation({ size: 1_000, seed: 11 })

  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, people)
    for (const id of SIMULATED) {
      expect(await pipeline.refresh(id)).toMatchObject({ status: 'published' })
    }
    const files = savedPages(people, pipeline.ctx.now())
    const { run } = await importPages(pipeline.ctx, { registry: 'ncbahm', files, owner: 'test' })
    expect(run.status).toBe('published')
    rows = await rowsOf<Row>(
      database.db,
      sql`select l.practitioner_id::int as practitioner, r.registry, r.key, v.content->>'npi' as npi,
                 v.content #>> '{licenses,0,state}' || ' ' || (v.content #>> '{licenses,0,number}') as license, v.content #>> '{name,full}' as name,
                 v.content #>> '{locations,0,street}' as street
          from records r join record_versions v on v.record_id = r.id and v.replaced_at is null
          join links l on l.record_id = r.id and l.superseded_at is null order by r.id`,
    )
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })

  const holdersOf = Map.groupBy(
    people.flatMap((person) =>
      person.licenses.map(({ state, number }) => ({
        person,
        license: `${state} ${normalizeLicenseNumber(state, number)}`,
      })),
    ),
    ({ license }) => license,
  )

  /** Whoever could have written the record: one person by an identifier, several by a name alone. */
  function authors(row: Row): InventedPerson[] {
    if (row.npi) return people.filter(({ npi }) => npi?.number === row.npi)
    if (row.registry === 'aama') {
      return people.filter(({ id }) => id === Number(row.key) - AAMA_FIRST_ID)
    }
    if (row.license) return (holdersOf.get(row.license) ?? []).map(({ person }) => person)
    const namesakes = people.filter(
      ({ diplomate }) =>
        diplomate?.isListed && squeeze(withoutAlias(diplomate.displayName)) === squeeze(row.name),
    )
    const street = row.street
    if (!street) return namesakes
    return namesakes.filter(({ practices }) =>
      practices.some((practice) => squeeze(street).startsWith(squeeze(practice.street))),
    )
  }
  /** `Ming "David" Chen` is listed with the name in quotes as another name. */
  const withoutAlias = (displayName: string): string =>
    stripDegrees(displayName.replaceAll(/"[^"]*"/g, ' '))
  const squeeze = (text: string): string => fold(text).replaceAll(' ', '')

  test('no two people share a practitioner', () => {
    const byPractitioner = Map.groupBy(rows, ({ practitioner }) => practitioner)
    const wrong = [...byPractitioner.values()].filter((group) => {
      const sets = group.map((row) => new Set(authors(row).map(({ id }) => id)))
      const common = sets.reduce((left, right) => left.intersection(right))
      return sets.some((set) => set.size === 0) || common.size === 0
    })
    expect(wrong.map((group) => group.map(({ key, name }) => `${key}: ${name}`))).toEqual([])
  })

  test('and many records do find each other', () => {
    const byPractitioner = Map.groupBy(rows, ({ practitioner }) => practitioner)
    const joined = [...byPractitioner.values()].filter(
      (group) => new Set(group.map(({ registry }) => registry)).size > 1,
    )
    expect(joined.length).toBeGreaterThan(people.length / 10)
    process.stdout.write(
      `${rows.length} records, ${byPractitioner.size} practitioners, ${joined.length} joined\n`,
    )
  })

  const clusters = sql`
    select string_agg(r.registry || ' ' || r.key, ' | ' order by r.registry, r.key) as members
    from links l join records r on r.id = l.record_id where l.superseded_at is null
    group by l.practitioner_id order by 1`

  test('the order in which registries arrive makes no difference', async () => {
    const other = await openTestDatabase()
    const reversed = await createPipeline(other, people)
    const files = savedPages(people, reversed.ctx.now())
    await importPages(reversed.ctx, { registry: 'ncbahm', files, owner: 'test' })
    for (const id of SIMULATED.toReversed()) await reversed.refresh(id)
    expect(await rowsOf(other.db, clusters)).toEqual(await rowsOf(database.db, clusters))
    await reversed.close()
    await other.close()
  })

  test('nor does it that they are all published at the same time', async () => {
    const other = await openTestDatabase()
    const crowded = await createPipeline(other, people)
    const runs = await Promise.all(SIMULATED.map((id) => crowded.refresh(id)))
    expect(
      runs.map(({ reasons, status }) => [status, ...(status === 'failed' ? reasons : [])]),
    ).toEqual(SIMULATED.map(() => ['published']))
    const files = savedPages(people, crowded.ctx.now())
    await importPages(crowded.ctx, { registry: 'ncbahm', files, owner: 'test' })
    expect(await rowsOf(other.db, clusters)).toEqual(await rowsOf(database.db, clusters))
    await crowded.close()
    await other.close()
  })

  test('a public id that was merged leads to its successor', async () => {
    const dangling = await rowsOf(
      database.db,
      sql`select p.id from practitioners p
          where p.merged_into_id is null
            and not exists (select from search_rows s where s.practitioner_id = p.id)`,
    )
    expect(dangling).toEqual([])
  })
})

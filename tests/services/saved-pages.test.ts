/** Pages saved by hand that come late or twice: what they show is of the day they were saved. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import type { RefreshRunRow } from '#db/schema/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { importPages } from '#src/services/import-pages.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { savedPages } from '#tests/helpers/pipeline.ts'
import { createContext, empty } from './linkage-fixture.ts'

const everybody = createPopulation({ size: 40 })
/** In New Jersey. */
const gone = everybody.find(
  ({ diplomate, practices: [main] }) => diplomate?.isListed && main?.state === 'NJ',
)
const others = everybody.filter((person) => person !== gone)

let database: TestDatabase
let ctx: ReturnType<typeof createContext>
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await empty(database.db)
  ctx = createContext(database.db)
  await save(everybody, '2026-03-01')
})

/** Pages of these people as saved on a day; of another copy the bytes differ. */
async function save(people: typeof everybody, day: string, copy = day): Promise<RefreshRunRow> {
  const files = savedPages(people, new Date(`${day}T12:00:00Z`)).map((file) => ({
    ...file,
    body: new Uint8Array([...file.body, ...new TextEncoder().encode(`<!-- ${copy} -->`)]),
  }))
  const { run } = await importPages(ctx, { registry: 'ncbahm', files, owner: 'cli:a' })
  expect(run).toMatchObject({ status: 'published', problems: 0 })
  return run
}
const missed = (): Promise<{ misses: number; delisted: boolean }[]> =>
  rowsOf(
    database.db,
    sql`select misses, delisted_at is not null as delisted from records where misses > 0`,
  )
const names = (): Promise<object[]> =>
  rowsOf(
    database.db,
    sql`select r.key, v.content from records r join record_versions v on v.record_id = r.id
        where v.replaced_at is null order by r.key`,
  )

describe('somebody whom a whole state does not show', () => {
  it('is no longer listed when pages of two days do not', async () => {
    expect(await save(others, '2026-04-01')).toMatchObject({ notSeen: 1, reasons: [] })
    expect(await missed()).toEqual([{ misses: 1, delisted: false }])
    expect(await save(others, '2026-05-01')).toMatchObject({ notSeen: 1 })
    expect(await missed()).toEqual([{ misses: 2, delisted: true }])
  })

  it.each([
    ['of the same day', '2026-04-01'],
    ['said to be of a later day', '2026-05-01'],
  ])('is missed once by the same pages %s', async (_name, day) => {
    await save(others, '2026-04-01')
    const again = await save(others, day, '2026-04-01')
    expect(again).toMatchObject({ notSeen: 0 })
    expect(again.reasons.join()).toContain('nobody counts as gone by it')
    expect(await missed()).toEqual([{ misses: 1, delisted: false }])
  })

  it('is not missed by pages from before they were seen or before the last whole state', async () => {
    expect(await save(others, '2026-02-01')).toMatchObject({ notSeen: 0 })
    expect(await missed()).toEqual([])
    await save(others, '2026-05-01')
    expect(await save(others, '2026-04-01')).toMatchObject({ notSeen: 0 })
    expect(await missed()).toEqual([{ misses: 1, delisted: false }])
  })
})

describe('old pages', () => {
  it('bring nobody back who is no longer listed', async () => {
    await save(others, '2026-05-01')
    await save(others, '2026-06-01')
    await save(everybody, '2026-04-01')
    await save(everybody, '2026-07-01', '2026-04-01')
    expect(await missed()).toEqual([{ misses: 2, delisted: true }])
    await save(everybody, '2026-08-01')
    expect(await missed()).toEqual([])
  })

  it('do not undo what newer ones said', async () => {
    const later = everybody.map((person) =>
      person === gone ? { ...person, languages: ['Tibetan'] } : person,
    )
    expect(await save(later, '2026-04-01')).toMatchObject({ changed: 1 })
    const newer = await names()
    expect(await save(everybody, '2026-05-01', '2026-03-01')).toMatchObject({ changed: 0 })
    expect(await names()).toEqual(newer)
  })
})

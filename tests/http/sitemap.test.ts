/** What an index may know: pages, guides and everybody shown, in files that are not too long. */
import { load } from 'cheerio'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRobots } from '#scrapers/lib/robots.ts'
import * as t from '#db/schema/index.ts'
import type { Db } from '#db/client.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { FETCHED_AT, fillSampleDirectory, NOW } from '#tests/helpers/sample-directory.ts'
import { testApp } from './helpers.ts'

const KNOWN_AS = 'https://directory.example'

type App = ReturnType<typeof testApp>

let database: TestDatabase
let site: App
beforeAll(async () => {
  database = await openTestDatabase()
  site = testApp(database.db, { publicUrl: KNOWN_AS })
})
afterAll(() => database.close())

/** Every entry of a file, in order, and what kind of file it is. */
async function read(path: string, app: App = site) {
  const { status, headers, text } = await app.get(path)
  expect([path, status]).toEqual([path, 200])
  expect(headers.get('content-type')).toBe('application/xml; charset=utf-8')
  const $ = load(text, { xml: true })
  const root = $.root().children()
  expect(root.attr('xmlns')).toBe('http://www.sitemaps.org/schemas/sitemap/0.9')
  const entries = root
    .children()
    .toArray()
    .map((entry) => ({
      address: $(entry).children('loc').text(),
      changed: $(entry).children('lastmod').text() || null,
    }))
  return { kind: root.get(0)?.tagName, entries, addresses: entries.map(({ address }) => address) }
}

const pathOf = (address: string): string => {
  expect(address.startsWith(`${KNOWN_AS}/`)).toBe(true)
  return address.slice(KNOWN_AS.length)
}

describe('of an empty directory', () => {
  it('is the list of its pages, each of which is there', async () => {
    const { kind, addresses } = await read('/sitemap.xml')
    expect(kind).toBe('urlset')
    expect(addresses).toContain(`${KNOWN_AS}/guides/sciatica`)
    expect(addresses).toEqual((await read('/sitemaps/pages.xml')).addresses)
    for (const address of addresses) {
      expect([address, (await site.get(pathOf(address))).status]).toEqual([address, 200])
    }
  })

  it('has no practitioners', async () => {
    expect((await site.get('/sitemaps/practitioners-1.xml')).status).toBe(404)
  })
})

describe('of a directory with practitioners', () => {
  beforeAll(async () => {
    const ids = await fillSampleDirectory(database.db)
    await database.db.insert(t.practitioners).values([
      { publicId: 'p-merged', createdAt: FETCHED_AT, mergedIntoId: ids.get('p-levine') ?? null },
      { publicId: 'p-left-out', createdAt: FETCHED_AT },
    ])
  })

  it('leads to the pages and to everybody shown, each once and each there', async () => {
    const { kind, entries, addresses } = await read('/sitemap.xml')
    expect(kind).toBe('sitemapindex')
    expect(addresses).toEqual([
      `${KNOWN_AS}/sitemaps/pages.xml`,
      `${KNOWN_AS}/sitemaps/practitioners-1.xml`,
    ])
    expect(entries.map(({ changed }) => changed)).toEqual([null, NOW.toISOString()])

    const people = await read('/sitemaps/practitioners-1.xml')
    const shown = await database.db
      .select({ publicId: t.searchRows.publicId })
      .from(t.searchRows)
      .orderBy(t.searchRows.practitionerId)
    expect(people.kind).toBe('urlset')
    expect(people.addresses).toEqual(
      shown.map(({ publicId }) => `${KNOWN_AS}/practitioners/${publicId}`),
    )
    expect(people.addresses.join()).not.toMatch(/p-merged|p-left-out/)
    for (const { address, changed } of people.entries) {
      expect([address, (await site.get(pathOf(address))).status]).toEqual([address, 200])
      expect(changed).toBe(NOW.toISOString())
    }
  })

  it('says of each when it last changed', async () => {
    const updatedAt = new Date('2026-11-25T04:05:06.789Z')
    await database.db
      .update(t.searchRows)
      .set({ updatedAt })
      .where(eq(t.searchRows.publicId, 'p-levine'))
    const { entries } = await read('/sitemaps/practitioners-1.xml')
    const levine = entries.find(({ address }) => address.endsWith('/p-levine'))
    expect(levine?.changed).toBe('2026-11-25T04:05:06.789Z')
    expect((await read('/sitemap.xml')).entries.at(-1)?.changed).toBe('2026-11-25T04:05:06.789Z')
  })

  it('uses the address of the request where no other is known', async () => {
    const app = testApp(database.db)
    for (const path of ['/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/practitioners-1.xml']) {
      const { addresses } = await read(path, app)
      expect(addresses.filter((address) => !address.startsWith('http://localhost/'))).toEqual([])
    }
  })

  it.each(['0', '2', '01', '-1', '1.5', '1e1', '99999999', '100000000', '9'.repeat(40), 'x', ''])(
    'has no file number "%s"',
    async (number) => {
      expect((await site.get(`/sitemaps/practitioners-${number}.xml`)).status).toBe(404)
    },
  )

  it('answers nothing but reading, and is not sent twice', async () => {
    const path = '/sitemaps/practitioners-1.xml'
    const { status, headers } = await site.get(path, { method: 'POST' })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    const etag = (await site.get(path)).headers.get('etag') ?? ''
    expect((await site.get(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })
})

describe('of a directory with more people than a file may hold', () => {
  beforeAll(() => addPeople(database.db, 10_001))

  it('has everybody in one of its files, and no file with more than 10,000', async () => {
    const [pages, ...files] = (await read('/sitemap.xml')).addresses
    expect(pages).toBe(`${KNOWN_AS}/sitemaps/pages.xml`)
    expect(files.length).toBe(2)
    const people = await addressesIn(files)
    expect(Math.max(...people.map(({ length }) => length))).toBeLessThanOrEqual(10_000)
    const all = people.flat()
    expect(all.length).toBe(await database.db.$count(t.searchRows))
    expect(new Set(all).size).toBe(all.length)
  })

  it('leaves everybody in their file when others are taken away', async () => {
    const second = (await read('/sitemaps/practitioners-2.xml')).addresses
    await database.db.delete(t.searchRows).where(sql`practitioner_id <= 10000`)
    expect((await read('/sitemaps/practitioners-2.xml')).addresses).toEqual(second)
    expect((await read('/sitemap.xml')).addresses).toEqual([
      `${KNOWN_AS}/sitemaps/pages.xml`,
      `${KNOWN_AS}/sitemaps/practitioners-2.xml`,
    ])
    expect((await site.get('/sitemaps/practitioners-1.xml')).status).toBe(404)
  })
})

const addressesIn = (files: string[]): Promise<string[][]> =>
  Promise.all(files.map(async (file) => (await read(pathOf(file))).addresses))

/** People who are like one of the sample in all but their ids. */
async function addPeople(db: Db, count: number): Promise<void> {
  await db.execute(sql`
    insert into practitioners (public_id, created_at)
    select 'p-more-' || n, ${FETCHED_AT.toISOString()}::timestamptz
    from generate_series(1, ${count}::int) n`)
  await db.execute(sql`
    insert into search_rows
    select (jsonb_populate_record(s,
      jsonb_build_object('practitioner_id', p.id, 'public_id', p.public_id))).*
    from search_rows s join practitioners p on p.public_id like 'p-more-%'
    where s.public_id = 'p-levine'`)
}

describe('robots.txt', () => {
  const ask = async (app: App) => {
    const { headers, text } = await app.get('/robots.txt')
    expect(headers.get('content-type')).toMatch('text/plain')
    const robots = parseRobots(`${KNOWN_AS}/robots.txt`, text, 'AnyCrawler')
    return { text, allows: (path: string) => robots.isAllowed(KNOWN_AS + path) }
  }

  it('names the sitemap, at the address that is known', async () => {
    expect((await ask(site)).text).toContain(`\nSitemap: ${KNOWN_AS}/sitemap.xml\n`)
    const { text } = await ask(testApp(database.db))
    expect(text).toContain('\nSitemap: http://localhost/sitemap.xml\n')
  })

  it('opens everything but programs, administration and the combinations of filters', async () => {
    const { allows } = await ask(site)
    for (const path of ['/', '/practitioners', '/practitioners/p-levine', '/sitemap.xml', '/docs'])
      expect([path, allows(path)]).toEqual([path, true])
    for (const path of [
      '/api/v1/practitioners',
      '/admin',
      '/admin/runs',
      '/practitioners?q=levine',
    ])
      expect([path, allows(path)]).toEqual([path, false])
  })

  it('closes a directory of invented people', async () => {
    const app = testApp(database.db, { notice: 'All people here are invented.' })
    expect((await ask(app)).allows('/practitioners/p-levine')).toBe(false)
  })
})

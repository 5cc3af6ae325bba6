import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { emptyStats } from '#src/core/gate.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { FETCHED_AT, fillSampleDirectory, NOW } from '#tests/helpers/sample-directory.ts'
import { SAMPLE_PEOPLE, type SamplePerson } from '#tests/helpers/sample-people.ts'
import { testApp } from './helpers.ts'

/** Whose license New York lists no more. */
const GONE: SamplePerson = {
  publicId: 'p-gone',
  records: SAMPLE_PEOPLE.filter(({ publicId }) => publicId === 'p-unregistered').flatMap(
    ({ records }) => records.slice(0, 1).map((record) => ({ ...record, isDelisted: true })),
  ),
}

let database: TestDatabase
let site: ReturnType<typeof testApp>
beforeAll(async () => {
  database = await openTestDatabase()
  const ids = await fillSampleDirectory(database.db, [...SAMPLE_PEOPLE, GONE])
  await database.db.insert(t.practitioners).values({
    publicId: 'p-merged',
    createdAt: FETCHED_AT,
    mergedIntoId: ids.get('p-levine') ?? null,
  })
  site = testApp(database.db, { notice: 'All people here are invented.' })
})
afterAll(() => database.close())

/** The text that a reader sees, on one line. */
const textOf = async (path: string): Promise<string> => {
  const { text } = await site.get(path)
  return text
    .replaceAll(/<(script|style|title)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
}

it.each(['/', '/practitioners', '/practitioners/p-levine', '/registries', '/about', '/docs', '/x'])(
  '%s is one well-formed page with the notice, one heading, and nothing inline',
  async (path) => {
    const { text, headers } = await site.get(path)
    expect(text).toMatch(/^<!doctype html><html lang="en">/i)
    expect(text).toContain('All people here are invented.')
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text).not.toMatch(/ style=| on\w+=|<style|javascript:/)
    expect(text).toContain('href="#main"')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  },
)

it('serves its assets under names that change with them', async () => {
  const { text } = await site.get('/')
  const [css] = /\/assets\/app\.[0-9a-f]{8}\.css/.exec(text) ?? []
  const [js] = /\/assets\/app\.[0-9a-f]{8}\.js/.exec(text) ?? []
  for (const [path, type] of [
    [css, 'text/css'],
    [js, 'text/javascript'],
  ]) {
    const asset = await site.get(path ?? '/missing')
    expect(asset.status).toBe(200)
    expect(asset.headers.get('content-type')).toContain(type)
    expect(asset.headers.get('cache-control')).toContain('immutable')
  }
})

describe('one practitioner', () => {
  it('shows the marks, every fact with registry, day and link', async () => {
    const { text } = await site.get('/practitioners/p-levine')
    expect(text).toContain('Recommended in New York')
    expect(text).toContain('through 30 Apr 2028')
    expect(text).toContain('212-555-0123')
    expect(text).toContain('Education: Tri-State College of Acupuncture, 2009')
    expect(text).toContain('href="https://directory.example/people/jordan-levine"')
    expect(text).toContain('20 Nov 2026')
    expect(text).toContain('What to ask on the phone')
    expect(text).not.toContain('exclusion list')
  })

  it.each([
    ['p-lapsed', 'License 42.77 in Connecticut is not current: lapsed on 31 Jan 2025'],
    ['p-unregistered', 'its registration is not current: it ran through 31 Aug 2021'],
    ['p-revoked', 'is not current: revoked (the registry says “Revoked”)'],
    ['p-delisted', 'lists license 42.900 no more since 21 Nov 2026'],
    ['p-nppes-only', 'Not found in Register ny-nysed as of 20 Nov 2026'],
    ['p-nppes-only', 'absence from the NCBAHM directory proves nothing'],
    ['p-nppes-only', 'No license requires this training'],
    ['p-kinam', 'in their own words; nobody has checked it'],
    ['p-nguyen-smith', 'This is only the town of the address on the license'],
    ['p-excluded', 'A match by name alone is not a match'],
  ])('says of %s: %s', async (id, sentence) => {
    expect(await textOf(`/practitioners/${id}`)).toContain(sentence)
  })

  it('never calls “not found” unlicensed', async () => {
    expect(await textOf('/practitioners/p-nppes-only')).toContain('does not mean “not licensed”')
  })

  it('shows a past day as past, and leads a merged id on', async () => {
    const then = await textOf('/practitioners/p-delisted?as_of=2026-11-20')
    expect(then).toContain('As the directory knew it on 20 Nov 2026')
    expect(then).toContain('Licensed in Connecticut')
    const moved = await site.get('/practitioners/p-merged')
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/practitioners/p-levine'])
    expect((await site.get('/practitioners/p-levine?as_of=2099-01-01')).status).toBe(400)
  })
})

it('of a past day does not tell of a reading that came later', async () => {
  const finishedAt = new Date('2026-11-22T09:00:00Z')
  await database.db.insert(t.refreshRuns).values({
    id: 'run-later',
    registry: 'nj-dca',
    mode: 'sweep',
    status: 'published',
    requestedBy: 'test',
    createdAt: finishedAt,
    startedAt: finishedAt,
    finishedAt,
    readAt: finishedAt,
    stats: emptyStats(),
  })
  expect(await textOf('/practitioners/p-nppes-only')).toContain('Register nj-dca as of 22 Nov 2026')
  expect(await textOf('/practitioners/p-nppes-only?as_of=2026-11-21')).toContain(
    'Register nj-dca as of 20 Nov 2026',
  )
})

it('leaves out the registration of a license that is listed no more', async () => {
  const { text } = await site.get('/practitioners/p-gone')
  expect(text).toContain('No longer listed since')
  expect(text).not.toContain('<dt>Registration</dt>')
  expect(text).not.toContain('<dd></dd>')
})

describe('search', () => {
  it('keeps every choice in the form, the facets and the pager', async () => {
    const { text } = await site.get('/practitioners?state=CT&training=&license=active&limit=5')
    expect(text).toMatch(/name="state" value="CT" checked/)
    expect(text).toContain('<input type="hidden" name="license" value="active"/>')
    const next = /href="([^"]*cursor=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('license=active')
    const second = await site.get(next)
    expect(second.status).toBe(200)
    expect(second.text).toContain('First page')
    expect(second.text.match(/class="card"/g)).toHaveLength(5)
  })

  it('ignores what other sites add to the address', async () => {
    expect((await site.get('/practitioners?utm_source=x&fbclid=1')).status).toBe(200)
  })

  it('says why it is empty and what to loosen', async () => {
    const { text } = await site.get('/practitioners?near=06103&radius=2&recommended=true&state=CT')
    expect(text).toContain('0 practitioners within 2 miles of Hartford, CT 06103')
    expect(text).toContain('Look within 50 miles')
    expect(text).toContain('Look in all three states')
  })

  it('shows text as text', async () => {
    const { text } = await site.get('/practitioners?q=%3Cscript%3Ealert(1)%3C/script%3E')
    expect(text).not.toContain('<script>alert')
  })
})

it('says on an empty directory what each registry is doing', async () => {
  const empty = await openTestDatabase()
  try {
    await empty.db.insert(t.refreshRuns).values({
      id: 'run-failed',
      registry: 'ct-elicense',
      mode: 'sweep',
      status: 'failed',
      requestedBy: 'test',
      createdAt: NOW,
      stats: emptyStats(),
      reasons: ['ct-elicense did not answer: connect ECONNREFUSED.'],
    })
    const app = testApp(empty.db)
    for (const path of ['/', '/practitioners']) {
      const { status, text } = await app.get(path)
      expect(status).toBe(200)
      expect(text).toContain('Nothing has been published yet')
      expect(text).toContain('could not be read: ct-elicense did not answer')
      expect(text).toContain('npm run demo')
    }
    expect((await app.get('/registries')).text).toContain('None yet')
    expect((await app.get('/readyz')).status).toBe(200)
  } finally {
    await empty.close()
  }
})

it('answers machines', async () => {
  expect((await site.get('/healthz')).json).toEqual({ status: 'ok' })
  const ready = await site.get('/readyz')
  expect(ready.json.registries[0]).toMatchObject({ id: 'ny-nysed', state: 'fresh' })
  const broken = testApp(database.db, {
    database: () => {
      throw new Error('connect ECONNREFUSED')
    },
  })
  expect((await broken.get('/readyz')).status).toBe(503)
  expect((await broken.get('/healthz')).status).toBe(200)
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { FETCHED_AT, fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { testApp } from './helpers.ts'

let database: TestDatabase
let api: ReturnType<typeof testApp>
beforeAll(async () => {
  database = await openTestDatabase()
  const ids = await fillSampleDirectory(database.db)
  await database.db.insert(t.practitioners).values({
    publicId: 'p-merged',
    createdAt: FETCHED_AT,
    mergedIntoId: ids.get('p-levine') ?? null,
  })
  api = testApp(database.db)
})
afterAll(() => database.close())

const PRACTITIONERS = '/api/v1/practitioners'
const idsOf = (json: { items: { id: string }[] }): string[] => json.items.map(({ id }) => id)

describe('search', () => {
  it('answers in the shape that outsiders depend on', async () => {
    const { status, json } = await api.get(`${PRACTITIONERS}?q=levnie&near=10011&radius=5`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ next_cursor: null, total: { value: 1, relation: 'eq' } })
    const [levine] = json.items
    expect(levine).toMatchObject({
      id: 'p-levine',
      recommended: ['NY'],
      npi: '2000079196',
      distance_miles: 0,
      licenses: [
        {
          state: 'NY',
          number: '001234',
          standing: 'active',
          registry_status: 'ACTIVE',
          licensed_on: '2011-05-02',
          expires_on: null,
          registration: { standing: 'active', registered_through: '2028-04-30' },
          source: {
            registry: 'ny-nysed',
            capture_id: 'capture-ny-nysed',
            fetched_at: '2026-11-20T09:30:00.000Z',
            url: 'https://ny-nysed.example/answer?page=1',
          },
        },
      ],
      certifications: [{ issuer: 'NCBAHM', designation: 'Dipl. Ac.', standing: 'active' }],
      training: [{ program: 'apm', tier: 'documented' }],
    })
    expect(levine.locations).toHaveLength(2)
    expect(levine.locations[0].source.registry).toBe('nppes')
  })

  it('judges standings by today', async () => {
    const { json } = await api.get(`${PRACTITIONERS}/p-lapsed`)
    expect(json.licenses[0].standing).toBe('lapsed')
    expect(json.certifications[0].standing).toBe('lapsed')
    const unregistered = await api.get(`${PRACTITIONERS}/p-unregistered`)
    expect(unregistered.json.licenses[0]).toMatchObject({
      standing: 'active',
      registration: { standing: 'lapsed' },
    })
    const delisted = await api.get(`${PRACTITIONERS}/p-delisted`)
    expect(delisted.json.licenses[0]).toMatchObject({ standing: 'unknown', listed: false })
  })

  it.each([
    ['near=Hartford, CT', ['p-nguyen-smith']],
    ['near=hartford connecticut', ['p-nguyen-smith']],
    ['near=Flushing&radius=1', ['p-excluded']],
    ['near=Hartford, CT 06103', ['p-nguyen-smith']],
    ['near=queens, ny&radius=8', ['p-excluded']],
    ['near=Manhattan&radius=4&training=documented&certification=active', ['p-levine']],
    ['q=acupuncturists near&training=confirmed', ['p-two-states']],
    ['near=41.77,-72.67', ['p-nguyen-smith']],
    ['state=NJ&license=active', ['p-kinam']],
    ['state=nj&license=ACTIVE', ['p-kinam']],
    ['certification=Dipl. O.M.', ['p-kinam']],
    ['certification=dipl-om', ['p-kinam']],
    ['certification=om', ['p-kinam']],
    ['certification=Dipl.%20O.M.%20(NCCAOM)®', ['p-kinam']],
    ['training=confirmed', ['p-two-states']],
    ['recommended=true&sort=name', ['p-two-states', 'p-levine']],
    ['q=&near=&radius=&state=&training=confirmed&cursor=', ['p-two-states']],
    ['q=25MZ00012300', ['p-kinam']],
  ])('understands %s', async (query, expected) => {
    const { json } = await api.get(`${PRACTITIONERS}?${query}`)
    expect(idsOf(json)).toEqual(expected)
  })

  it('asks which state where two have the town', async () => {
    const { status, json } = await api.get(`${PRACTITIONERS}?near=Hartford`)
    expect(status).toBe(400)
    expect(json.errors[0].detail).toContain('“Hartford, NY” or “Hartford, CT”')
  })

  it('takes several states', async () => {
    const { json } = await api.get(`${PRACTITIONERS}?state=NY&state=NJ&limit=100`)
    expect(json.total.value).toBe(6)
    expect(json.facets.state).toEqual({ NY: 4, NJ: 3, CT: 16 })
  })

  it('pages with opaque cursors that show everybody once', async () => {
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { json } = await api.get(`${PRACTITIONERS}?limit=7&sort=name&cursor=${cursor}`)
      seen.push(...idsOf(json))
      if (!json.next_cursor) break
      cursor = json.next_cursor
    }
    expect(seen).toHaveLength(22)
    expect(new Set(seen).size).toBe(22)
  })
})

describe('one practitioner', () => {
  it('leads a merged id on', async () => {
    const { status, headers } = await api.get(`${PRACTITIONERS}/p-merged?as_of=2026-11-21`)
    expect(status).toBe(308)
    expect(headers.get('location')).toBe(`${PRACTITIONERS}/p-levine?as_of=2026-11-21`)
    const history = await api.get(`${PRACTITIONERS}/p-merged/history`)
    expect(history.headers.get('location')).toBe(`${PRACTITIONERS}/p-levine/history`)
  })

  it('answers as of a past day', async () => {
    const then = await api.get(`${PRACTITIONERS}/p-delisted?as_of=2026-11-20`)
    expect(then.json.licenses[0]).toMatchObject({ standing: 'active', listed: true })
    const instant = await api.get(`${PRACTITIONERS}/p-delisted?as_of=2026-11-20T12:00:00-05:00`)
    expect(instant.json.licenses[0].listed).toBe(true)
    const before = await api.get(`${PRACTITIONERS}/p-delisted?as_of=2026-11-01`)
    expect(before.status).toBe(404)
    const today = await api.get(`${PRACTITIONERS}/p-delisted?as_of=2026-11-22`)
    expect(today.json.licenses[0].listed).toBe(false)
  })

  it('tells its history', async () => {
    const first = await api.get(`${PRACTITIONERS}/p-delisted/history?limit=1`)
    expect(first.json.items).toMatchObject([{ kind: 'delisted', registry: 'ct-elicense' }])
    const { next_cursor } = first.json
    const second = await api.get(
      `${PRACTITIONERS}/p-delisted/history?limit=1&cursor=${next_cursor}`,
    )
    expect(second.json).toMatchObject({ items: [{ kind: 'listed' }], next_cursor: null })
    const foreign = await api.get(`${PRACTITIONERS}/p-levine/history?cursor=${next_cursor}`)
    expect(foreign.status).toBe(400)
  })

  it('never shows what is not for publication', async () => {
    const { text } = await api.get(`${PRACTITIONERS}/p-nppes-only`)
    expect(text).not.toMatch(/gender|hint|"raw"|555"/i)
  })
})

it('lists the registries and a refresh', async () => {
  const { json } = await api.get('/api/v1/registries')
  expect(json.items).toHaveLength(6)
  expect(json.items[2]).toMatchObject({
    id: 'ct-elicense',
    access: 'open',
    freshness: { last_good_at: '2026-11-20T09:30:00.000Z', promise_hours: 72, state: 'fresh' },
    records: 14,
    last_refresh: { id: 'run-ct-elicense', status: 'published' },
  })
  const refresh = await api.get('/api/v1/refreshes/run-nppes')
  expect(refresh.json).toMatchObject({
    registry: 'nppes',
    counts: { seen: 20, new: 20, changed: 0, unchanged: 0, not_seen: 0, problems: 0 },
    reasons: [],
  })
  expect((await api.get('/api/v1/refreshes/none')).status).toBe(404)
})

it('describes itself, with every call and parameter', async () => {
  const { json } = await api.get('/openapi.json')
  expect(json.openapi).toBe('3.1.0')
  expect(Object.keys(json.paths)).toEqual([
    '/api/v1/practitioners',
    '/api/v1/practitioners/{id}',
    '/api/v1/practitioners/{id}/history',
    '/api/v1/registries',
    '/api/v1/refreshes/{id}',
  ])
  const parameters = json.paths['/api/v1/practitioners'].get.parameters
  expect(parameters.map(({ name }: { name: string }) => name)).toEqual(
    'q near radius state license certification training recommended language sort limit cursor'.split(
      ' ',
    ),
  )
  for (const parameter of parameters) {
    expect(parameter.required ?? false).toBe(false)
    expect(parameter.schema.type).toMatch(/string|number|integer|array/)
  }
})

it('lets a client keep a copy and ask whether it is still good', async () => {
  const first = await api.get(`${PRACTITIONERS}/p-levine`)
  const tag = first.headers.get('etag') ?? ''
  expect(first.headers.get('cache-control')).toBe('no-cache')
  const again = await api.get(`${PRACTITIONERS}/p-levine`, { headers: { 'If-None-Match': tag } })
  expect(again.status).toBe(304)
  const head = await api.get(`${PRACTITIONERS}/p-levine`, { method: 'HEAD' })
  expect(head).toMatchObject({ status: 200, text: '' })
  expect(head.headers.get('etag')).toBe(tag)
})

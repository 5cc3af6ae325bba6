import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'
import { jsonOf } from './json-of.ts'

let database: TestDatabase
let desk: DeskApp
let clinic: Record<string, string>
let other: Record<string, string>
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
  clinic = bearer(await desk.key('clinic'))
  other = bearer(await desk.key('admin'))
})
afterAll(() => database.close())

const LEVINE = { license_number: '001234', state: 'NY' }
const check = (body: object, headers: Record<string, string> = {}) =>
  desk.send('POST', '/api/v1/checks', body, headers)

describe('POST /checks', () => {
  it('answers each element with its source, and keeps the answer', async () => {
    const made = await check(LEVINE, clinic)
    expect(made.status).toBe(201)
    expect(made.headers.get('Cache-Control')).toBe('private, no-store')
    const answer = await jsonOf(made)
    expect(answer).toMatchObject({ practitioner_id: 'p-levine', subject: { identified: 'one' } })
    expect(answer.elements.license).toMatchObject({ verdict: 'current', method: 'stored' })
    expect(answer.elements.license.source).toMatchObject({
      registry: 'ny-nysed',
      fetched_at: '2026-11-20T09:30:00.000Z',
    })
    const read = await desk.get(made.headers.get('Location') ?? '', clinic)
    expect(await jsonOf(read)).toEqual(answer)
  })

  it('lists who may be meant, and decides for nobody', async () => {
    const answer = await jsonOf(check({ name: 'Marshfield' }, clinic))
    expect(answer.practitioner_id).toBeNull()
    expect(answer.subject.identified).not.toBe('one')
    expect(answer.elements.license.verdict).not.toBe('current')
  })

  it.each([
    ['npi', { npi: '1234567890' }],
    ['name', {}],
    ['state', { name: 'Jordan Levine', state: 'PA' }],
    ['as_of', { ...LEVINE, as_of: '2027-01-01' }],
    ['as_of', { ...LEVINE, as_of: '1850-01-01' }],
    ['as_of', { ...LEVINE, as_of: '0050-01-01' }],
    ['live', { ...LEVINE, live: true }],
    ['name', { name: 'x'.repeat(201) }],
  ])('names the field %s that cannot be used', async (parameter, body) => {
    const refused = await check(body)
    expect(refused.status).toBe(400)
    expect((await jsonOf(refused)).errors).toMatchObject([{ parameter }])
  })

  it('lets visitors ask twenty times an hour, and clinics more often', async () => {
    const statuses: number[] = []
    for (let index = 0; index < 21; index += 1) statuses.push((await check(LEVINE)).status)
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429])
    expect((await check(LEVINE)).headers.get('Retry-After')).toBe('3600')
    expect((await check(LEVINE, clinic)).status).toBe(201)
  })
})

describe('a clinic’s checks', () => {
  it('are nobody else’s, in any form', async () => {
    const { id } = await jsonOf(check(LEVINE, clinic))
    for (const path of [`/api/v1/checks/${id}`, `/receipts/${id}`]) {
      for (const ending of ['', '.pdf', '.jws', '.vc']) {
        expect((await desk.get(path + ending, clinic)).status).toBe(200)
        expect((await desk.get(path + ending, other)).status).toBe(404)
        expect((await desk.get(path + ending)).status).toBe(404)
      }
    }
    const signOff = { reviewer: 'Eve', decision: 'accepted' }
    const path = `/api/v1/checks/${id}`
    expect((await desk.send('POST', `${path}/sign-offs`, signOff, other)).status).toBe(404)
    expect((await desk.send('DELETE', path, {}, other)).status).toBe(404)
    expect((await desk.send('DELETE', path, {})).status).toBe(401)
  })

  it('are listed page by page, the newest first', async () => {
    const owner = bearer(await desk.key('clinic'))
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.push((await jsonOf(check(LEVINE, owner))).id)
    const seen: string[] = []
    let path: string | null = '/api/v1/checks?limit=2'
    while (path !== null) {
      const answer = await jsonOf(desk.get(path, owner))
      seen.push(...answer.items.map((item: { id: string }) => item.id))
      path = answer.next_cursor && `/api/v1/checks?limit=2&cursor=${answer.next_cursor}`
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
    const { next_cursor: cursor } = await jsonOf(desk.get('/api/v1/checks?limit=2', owner))
    expect((await desk.get(`/api/v1/checks?cursor=${cursor}`, clinic)).status).toBe(400)
    expect((await desk.get('/api/v1/checks')).status).toBe(401)
  })

  it('are signed off, and deleted', async () => {
    const { id } = await jsonOf(check(LEVINE, clinic))
    const path = `/api/v1/checks/${id}`
    const signOff = { reviewer: 'Ida Bell', title: 'Manager', decision: 'accepted', note: '' }
    const signed = await desk.send('POST', `${path}/sign-offs`, signOff, clinic)
    expect(signed.status).toBe(201)
    expect((await jsonOf(signed)).sign_offs).toEqual([{ ...signOff, at: NOW.toISOString() }])
    const refused = await desk.send('POST', `${path}/sign-offs`, { decision: 'accepted' }, clinic)
    expect(refused.status).toBe(400)
    expect((await desk.send('DELETE', path, {}, clinic)).status).toBe(204)
    expect((await desk.get(path, clinic)).status).toBe(404)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { addRecords, empty, named, publish, whoIsWho } from '#tests/services/linkage-fixture.ts'

const NPI = '2000000002'

let database: TestDatabase
let desk: DeskApp
let ada: { cookie: string; actor: string }
let bob: { cookie: string; actor: string }

beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  ada = await desk.signIn('ada@example.org')
  bob = await desk.signIn('bob@example.org')
})
afterAll(() => database.close())

/** `a1` and `a2` are one by the NPI; `c1` is alone and older. */
beforeEach(async () => {
  await empty(database.db)
  const ids = await addRecords(database.db, [
    ['ct-elicense', 'c1', named('Carla Example')],
    ['nppes', 'a1', named('Ann Specimen', { npi: NPI })],
    ['ncbahm', 'a2', named('Ann Specimen', { npi: NPI })],
  ])
  await publish(desk.ctx, ids)
})

const groups = async () => (await whoIsWho(database.db)).map(({ keys }) => keys)
const pathOf = async (key: string): Promise<string> => {
  const all = await whoIsWho(database.db)
  return `/admin/practitioners/${all.find(({ keys }) => keys.split(' ').includes(key))?.id}`
}
const read = async (path: string): Promise<string> =>
  (await desk.get(path, { Cookie: ada.cookie })).text()
const post = (path: string, fields: Record<string, string>, { cookie } = ada) =>
  desk.post(path, fields, { Cookie: cookie })
const undoIn = (page: string): string =>
  /action="(\/admin\/judgements\/[^"]+\/undo)"/.exec(page)?.[1] ?? ''

describe('the page of a practitioner', () => {
  it('shows the records, why they are here, and the public page of a past day', async () => {
    const path = await pathOf('a1')
    const page = await read(path)
    for (const text of [
      'Ann Specimen',
      `NPI ${NPI}`,
      'record a2',
      'the same NPI',
      'name="as_of"',
    ]) {
      expect(page).toContain(text)
    }
    expect(page).toContain(`action="${path.replace('/admin', '')}"`)
    expect((await desk.get('/admin/practitioners/none', { Cookie: ada.cookie })).status).toBe(404)
  })

  it('is found by an id or an address', async () => {
    const path = await pathOf('a1')
    for (const id of [path.split('/').at(-1) ?? '', `https://x.example${path.slice(6)}?as_of=1`]) {
      const asked = `/admin/practitioners?id=${encodeURIComponent(id)}`
      const answer = await desk.get(asked, { Cookie: ada.cookie })
      expect(answer.headers.get('Location')).toBe(path)
    }
    expect(await read('/admin/practitioners?id=none')).toContain('No practitioner has this id.')
  })
})

describe('a merge', () => {
  it('shows the other first, says why, and is undone from the page', async () => {
    const [ann, carla] = [await pathOf('a1'), await pathOf('c1')]
    const other = carla.split('/').at(-1) ?? ''
    const preview = await read(`${ann}?with=${encodeURIComponent(`https://x.example${carla}`)}`)
    expect(preview).toContain('Records of Carla Example')
    expect((await post(`${ann}/merge`, { with: other, note: ' ' })).status).toBe(400)
    const merged = await post(`${ann}/merge`, { with: other, note: 'one diploma' })
    expect(merged.headers.get('Location')).toBe(`${carla}?done=merged`)
    expect(await groups()).toEqual(['a1 a2 c1'])
    const moved = await desk.get(ann, { Cookie: ada.cookie })
    expect(moved.headers.get('Location')).toBe(carla)
    const page = await read(`${carla}?done=merged`)
    expect(page).toContain('The two are one practitioner now.')
    expect(page).toMatch(/merge practitioners<\/a> by ada.*one diploma/s)
    const late = await post(`${ann}/merge`, { with: other, note: 'so I think' }, bob)
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('one practitioner already: ada has judged so'),
    ])
    const undone = await post(undoIn(page), { practitioner: other })
    expect(undone.headers.get('Location')).toBe(`${carla}?done=undone`)
    expect(await groups()).toEqual(['a1 a2', 'c1'])
  })

  it('with nobody or with oneself shows that', async () => {
    const ann = await pathOf('a1')
    for (const id of ['none', ann.split('/').at(-1) ?? '']) {
      expect(await read(`${ann}?with=${id}`)).toContain('No other practitioner has this id.')
    }
  })
})

describe('a split', () => {
  it('takes the marked records away; who comes later is told by whom', async () => {
    const ann = await pathOf('a1')
    const form = { records: 'ncbahm a2', note: 'another face' }
    expect((await post(`${ann}/split`, { note: 'another face' })).status).toBe(400)
    const all = await desk.post(`${ann}/split`, form, { Cookie: ada.cookie })
    expect(all.headers.get('Location')).toBe(`${ann}?done=split`)
    expect(await groups()).toEqual(['a1', 'a2', 'c1'])
    const late = await post(`${ann}/split`, form, bob)
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('ada has taken ncbahm a2 away'),
    ])
    await post(undoIn(await read(ann)), {})
    expect(await groups()).toEqual(['a1 a2', 'c1'])
  })

  it('and a merge are calls as well, with the links that they are about', async () => {
    const key = bearer(await desk.key('admin'))
    const ann = (await pathOf('a1')).split('/').at(-1) ?? ''
    const carla = (await pathOf('c1')).split('/').at(-1) ?? ''
    const call = (path: string, body: object) =>
      desk.send('POST', `/api/v1/practitioners/${ann}/${path}`, body, key)
    const links = await desk.get(`/api/v1/links?practitioner=${ann}`, key)
    expect(await links.json()).toMatchObject({
      items: [{ record: { key: 'a1' } }, { record: { key: 'a2' }, method: 'npi' }],
    })
    const records = [{ registry: 'ncbahm', key: 'a2' }]
    expect((await call('split', { records })).status).toBe(400)
    const split = await call('split', { records, note: 'n' })
    const left = (await pathOf('a2')).split('/').at(-1)
    expect(await split.json()).toMatchObject({ practitioners: [ann, left] })
    const merged = await call('merge', { with: carla, note: 'n' })
    expect(await merged.json()).toMatchObject({ practitioner: carla })
    expect((await call('merge', { with: 'none', note: 'n' })).status).toBe(404)
  })
})

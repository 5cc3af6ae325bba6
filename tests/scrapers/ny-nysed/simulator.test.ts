/** What the registry does on the wire, which the scraper must not depend on by accident. */
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createSimulator } from '#scrapers/ny-nysed/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'

const { app, controls } = createSimulator(createPopulation({ size: 2500 }))
beforeEach(() => {
  controls.requests.length = 0
})

const ROW = z.record(z.string(), z.unknown())
const PAGE = z.object({ content: z.array(ROW), totalPages: z.number(), totalElements: z.number() })
const get = async (path: string, query: Record<string, string> = {}, key = 'any') =>
  await app.request(`/rosa/V2/${path}?${new URLSearchParams(query).toString()}`, {
    headers: { 'x-oapi-key': key },
  })
const names = async (query: Record<string, string>) =>
  PAGE.parse(await (await get('byProfessionAndName', query)).json())
const detail = async (licenseNumber: string, professionCode = '025') =>
  await get('byProfessionAndLicenseNumber', { licenseNumber, professionCode })
const text = (field: unknown): string => z.object({ value: z.string() }).parse(field).value
const everybody = async (): Promise<Record<string, unknown>[]> => {
  const query = { name: '', professionCode: '025', pageSize: '100000' }
  return (await names(query)).content
}

test('no key or a wrong one is refused, as set', async () => {
  expect((await get('professions', {}, '')).status).toBe(401)
  controls.key = 'the-key'
  controls.refusalStatus = 403
  expect((await get('professions', {}, 'another')).status).toBe(403)
  expect((await get('professions', {}, 'the-key')).status).toBe(200)
  expect(controls.requests.join()).not.toContain('the-key')
  controls.key = null
})

test('two professions have acupuncture in their label', async () => {
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(await (await get('professions')).json())
  expect(rows.filter(({ profession }) => /acupunct/i.test(profession ?? ''))).toHaveLength(2)
})

test('a page has ten rows where its size is missing or misspelt, and is the first', async () => {
  const query = { name: 'L', professionCode: '025' }
  const first = await names(query)
  expect(first.content).toHaveLength(10)
  expect(await names({ ...query, size: '100', page: '2' })).toEqual(first)
  const second = await names({ ...query, pageSize: '10', pageNumber: '1' })
  expect(second.content).not.toEqual(first.content)
})

test('rows have no status, come twice over pages, and wrap some of their codes', async () => {
  const rows = await everybody()
  expect(rows.some((row) => 'status' in row || 'registeredThroughDate' in row)).toBe(false)
  const numbers = rows.map(({ licenseNumber }) => text(licenseNumber))
  expect(new Set(numbers).size).toBeLessThan(numbers.length)
  expect(new Set(rows.map(({ professionCode }) => typeof professionCode)).size).toBe(2)
  const all = await names({ name: '', professionCode: 'ALL' })
  expect(all.totalElements).toBeGreaterThan(rows.length)
})

test('a detail is an object, nobody is 204, and ALL is refused', async () => {
  const [row] = await everybody()
  const number = text(row?.licenseNumber)
  const found = await detail(number)
  expect(found.status).toBe(200)
  expect(ROW.parse(await found.json())).toMatchObject({ professionCode: '025', index: 0 })
  const nobody = await detail('999999')
  expect([nobody.status, await nobody.text()]).toEqual([204, ''])
  expect((await detail(number, '060')).status).toBe(204)
  expect((await detail(number, 'ALL')).status).toBe(408)
})

test('nothing to say comes in three shapes', async () => {
  const rows = await everybody()
  const shapes = new Set<string>()
  for (const { licenseNumber } of rows.slice(0, 200)) {
    const one = ROW.parse(await (await detail(text(licenseNumber))).json())
    const { schoolName } = one
    shapes.add('schoolName' in one ? JSON.stringify(schoolName).slice(0, 4) : 'absent')
    if (/"value":null/.test(JSON.stringify(schoolName) ?? '')) shapes.add('no value')
  }
  expect(shapes).toEqual(new Set(['{"la', 'null', 'absent', 'no value']))
})

test('actions are shown where that is set, and those who have applied are on no roll', async () => {
  const { people } = controls
  const all = people.flatMap(({ licenses }) => licenses.filter(({ state }) => state === 'NY'))
  const disciplined = all.find((one) => one.hasDiscipline && one.status === 'active')
  const pending = all.find(({ status }) => status === 'pending')
  expect(await (await detail(disciplined?.number ?? '')).text()).toContain(
    '"enforcementActions":[]',
  )
  controls.hasActions = true
  expect(await (await detail(disciplined?.number ?? '')).text()).toContain('"actionType":"Censure"')
  expect((await detail(pending?.number ?? '')).status).toBe(204)
  controls.hasActions = false
})

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { places } from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function placeAt(postalCode: string) {
  const [place] = await database.db.select().from(places).where(eq(places.postalCode, postalCode))
  return place
}

it('takes a ZIP for its own state, not for that of its prefix', async () => {
  // Fishers Island lies in New York and gets its mail by way of Connecticut.
  expect(await placeAt('06390')).toMatchObject({ state: 'NY' })
})

it('has a point for a ZIP that is one building', async () => {
  const place = await placeAt('10118')
  expect(place).toMatchObject({ state: 'NY' })
  expect(place?.lat).toBeCloseTo(40.75, 1)
  expect(place?.lng).toBeCloseTo(-73.98, 1)
})

it('finds a town by its folded name', async () => {
  const towns = await database.db.select().from(places).where(eq(places.cityKey, 'flushing'))
  const states = new Set(towns.map((town) => town.state))
  expect(states).toContain('NY')
})

it('knows the three states whole', async () => {
  const rows = await database.db.select({ state: places.state }).from(places)
  const count = (state: string) => rows.filter((row) => row.state === state).length
  expect(count('NY')).toBeGreaterThan(1700)
  expect(count('NJ')).toBeGreaterThan(590)
  expect(count('CT')).toBeGreaterThan(280)
})

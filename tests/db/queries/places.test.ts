import { afterAll, beforeAll, expect, it } from 'vitest'
import { findTown, findZip, loadLocate } from '#db/queries/places.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

it('knows ZIPs', async () => {
  expect(await findZip(database.db, '10011')).toMatchObject({ label: 'New York, NY 10011' })
  expect(await findZip(database.db, '00000')).toBeNull()
})

it('knows towns however they are written', async () => {
  const saint = await findTown(database.db, 'Saint James', 'NY')
  expect(saint?.lat).toBeCloseTo(40.9, 1)
  expect(await findTown(database.db, 'st. james', 'NY')).toEqual(saint)
  expect((await findTown(database.db, 'HARTFORD', 'CT'))?.label).toBe('Hartford, CT')
  expect(await findTown(database.db, 'Hartford', 'NJ')).toBeNull()
})

it('locates by ZIP, else by town, else not at all', async () => {
  const zip = { postalCode: '06103', city: 'Elsewhere', state: 'CT' }
  const town = { postalCode: null, city: 'New Haven', state: 'CT' }
  const nowhere = { postalCode: '99999', city: 'Atlantis', state: 'NY' }
  const locate = await loadLocate(database.db, [zip, town, nowhere])
  expect(locate(zip)).toMatchObject(await point('06103'))
  expect(locate(town)?.lat).toBeCloseTo(41.3, 1)
  expect(locate(nowhere)).toBeNull()
})

const point = async (zip: string) => {
  const found = await findZip(database.db, zip)
  return { lat: found?.lat, lng: found?.lng }
}

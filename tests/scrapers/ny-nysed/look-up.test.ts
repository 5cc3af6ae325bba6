/** Questions about one person. */
import { expect, test } from 'vitest'
import { UnavailableError } from '#scrapers/lib/errors.ts'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import type { Capture, PersonQuery } from '#scrapers/source.ts'
import { licensesOf, useSite } from './site.ts'

const { asked, context, controls, people } = useSite()

const ask = async (query: PersonQuery): Promise<Capture[]> =>
  (await nyNysed.lookUp?.(context(), query)) ?? []
const lookUp = async (query: PersonQuery): Promise<string[]> =>
  (await ask(query)).flatMap((capture) => nyNysed.parse(capture).records.map(({ key }) => key))

const holders = licensesOf(people)
const number = holders[0]?.license.number ?? ''

test.each([
  ['the number', number],
  ['the number without zeros', String(Number(number))],
  ['the number as on an older card', `F${number}-1`],
])('finds a license by %s, with two questions', async (_, licenseNumber) => {
  expect(await lookUp({ licenseNumber })).toEqual([`025-${number}`])
  expect(controls.requests).toHaveLength(3)
})

test('finds a person by name, with the details of nobody else', async () => {
  for (const { person, license } of holders.slice(0, 40)) {
    const { given, family } = license.nameOnRoll ?? person.name
    controls.requests.length = 0
    const found = await lookUp({ givenName: given, familyName: family, state: 'NY' })
    expect(found).toContain(`025-${license.number}`)
    expect(asked('byProfessionAndLicenseNumber')).toHaveLength(found.length)
    expect(found.length).toBeLessThan(5)
  }
})

test('finds a person whose double name is written otherwise', async () => {
  const [holder] = holders
  if (!holder) throw new Error('Nobody has a license.')
  const name = { given: 'Ana María', middle: null, family: 'Núñez-Example', suffix: null }
  const license = { ...holder.license, nameOnRoll: { ...name, family: 'Nunez Example' } }
  controls.people = [{ ...holder.person, licenses: [license] }]
  const query = { givenName: 'Ana', familyName: 'Núñez-Example' }
  expect(await lookUp(query)).toEqual([`025-${license.number}`])
  expect(await lookUp({ ...query, givenName: 'Eva' })).toEqual([])
})

test('of nobody is an answer with nobody', async () => {
  const [capture, ...others] = await ask({ licenseNumber: '999998' })
  expect(capture).toMatchObject({ kind: 'look-up', status: 204 })
  expect(others).toEqual([])
  expect(capture && nyNysed.parse(capture)).toMatchObject({ records: [], problems: [] })
  expect(await ask({ familyName: 'Nobody-at-all', givenName: 'X' })).toHaveLength(1)
  expect(await lookUp({ familyName: 'Nobody-at-all', givenName: 'X' })).toEqual([])
})

test('asks nothing where the registry cannot know', async () => {
  expect(await ask({ npi: '2000000000' })).toEqual([])
  expect(await ask({ licenseNumber: 'not a number' })).toEqual([])
  expect(await ask({ givenName: 'Alex' })).toEqual([])
  expect(await ask({ familyName: 'Example', state: 'CT' })).toEqual([])
  expect(controls.requests).toEqual([])
})

test('is unavailable, not empty, where the name is everybody’s or a page is missing', async () => {
  controls.people = people.map((person) => ({
    ...person,
    licenses: person.licenses.map((license) => ({
      ...license,
      nameOnRoll: { given: 'Alex', middle: null, family: 'Example', suffix: null },
    })),
  }))
  await expect(lookUp({ familyName: 'Example' })).rejects.toThrow(UnavailableError)
  await expect(lookUp({ familyName: 'Example' })).rejects.toThrow(/too many licenses under that/)
  expect(asked('byProfessionAndLicenseNumber')).toEqual([])
  controls.pagesMax = 0
  await expect(lookUp({ familyName: 'Example' })).rejects.toThrow(/empty page, 1 of 1/)
})

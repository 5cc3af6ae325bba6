/** Asking New Jersey about one person. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BlockedError, UnavailableError } from '#scrapers/lib/errors.ts'
import { njDca } from '#scrapers/nj-dca/index.ts'
import { createSimulator } from '#scrapers/nj-dca/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { PersonQuery } from '#scrapers/source.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'
import { runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 700 })
const simulator = createSimulator(people)
const { controls } = simulator
const PLAIN = { ...controls }

let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(controls, PLAIN, { requests: [] })
})

const context = () => createTestContext('nj-dca', site.baseUrl)
const ask = async (query: PersonQuery) => (await njDca.lookUp?.(context(), query)) ?? []
const lookUp = async (query: PersonQuery) =>
  (await ask(query)).flatMap((capture) => njDca.parse(capture).records)
const keys = async (query: PersonQuery) => (await lookUp(query)).map(({ key }) => key)

const holders = people.flatMap((person) =>
  person.licenses
    .filter(({ state, status }) => state === 'NJ' && status !== 'pending')
    .map((license) => ({ name: license.nameOnRoll ?? person.name, license, id: person.id })),
)
const active = holders.find(({ license, id }) => license.status === 'active' && id % 9 !== 0)
const number = active?.license.number ?? ''

describe('a look-up', () => {
  test.each([
    ['as printed', number],
    ['in small letters with spaces', number.toLowerCase().replace('25mz', '25mz ')],
    ['without the two zeros at the end', number.slice(0, -2)],
  ])(
    'finds a license by its number, %s, and says what the sweep says',
    async (_, licenseNumber) => {
      const records = await lookUp({ licenseNumber })
      expect(records.map(({ key }) => key)).toEqual([number])
      const { people: found } = await runSweep(njDca, context())
      expect(records[0]?.content).toEqual(found.get(number))
    },
  )

  test('asks for the form, the list and the details', async () => {
    const captures = await ask({ licenseNumber: number })
    expect(captures.map(({ kind }) => kind)).toEqual(['results', 'details'])
    expect(controls.requests).toEqual([
      'GET /robots.txt',
      'GET /verification/Search.aspx?facility=N',
      'POST /verification/Search.aspx?facility=N',
      'GET /verification/SearchResults.aspx',
      expect.stringMatching(/^GET \/verification\/Details\.aspx\?result=[\da-f-]{36}$/),
    ])
  })

  test('shows every row of a number; the one of highest rank speaks', async () => {
    const lapsed = holders.find(({ license, id }) => license.status === 'lapsed' && id % 2 === 0)
    const records = await lookUp({ licenseNumber: lapsed?.license.number })
    const words = records
      .toSorted((one, other) => other.rank - one.rank)
      .map(({ content }) => content.licenses[0]?.registryStatus)
    expect(words).toEqual(['Expired', 'Reinstatement Pending', 'Deleted'])
  })

  test('finds a person by name, and nobody whose name only begins the same', async () => {
    const name = { givenName: active?.name.given, familyName: active?.name.family }
    expect(await keys({ ...name, state: 'NJ' })).toContain(number)
    for (const { content } of await lookUp({ familyName: 'Li' })) {
      expect(content.name.full.split(/[\s-]/)).toContain('Li')
    }
  })

  test('of nobody is an answer with nobody', async () => {
    for (const query of [{ licenseNumber: '25MZ99999900' }, { familyName: 'Nobody-Here' }]) {
      const captures = await ask(query)
      expect(captures.map(({ kind }) => kind)).toEqual(['results'])
      expect(captures.flatMap((capture) => njDca.parse(capture).records)).toEqual([])
    }
  })

  test('of too many asks for a number instead of the details of all', async () => {
    controls.people = createPopulation({ size: 6000 })
    const asked = ask({ familyName: 'Kim' })
    await expect(asked).rejects.toThrow(UnavailableError)
    await expect(asked).rejects.toThrow(/too many licenses of that name/)
    expect(controls.requests.filter((request) => request.includes('Details'))).toEqual([])
  })

  test('asks nothing where the registry cannot know', async () => {
    expect(await ask({ npi: '2000000000' })).toEqual([])
    expect(await ask({ licenseNumber: 'no number' })).toEqual([])
    expect(await ask({ givenName: 'Alex' })).toEqual([])
    expect(await ask({ familyName: 'Example', state: 'NY' })).toEqual([])
    expect(controls.requests).toEqual([])
  })

  test('begins again where its session was forgotten', async () => {
    for (const before of [3, 4, 5]) {
      Object.assign(controls, { requests: [], forgetsBefore: before })
      expect(await keys({ licenseNumber: number })).toEqual([number])
    }
  })

  test('is blocked by a captcha and unavailable without an answer', async () => {
    controls.asksCaptcha = true
    await expect(ask({ licenseNumber: number })).rejects.toThrow(BlockedError)
    Object.assign(controls, { asksCaptcha: false, fault: 'unavailable' })
    await expect(ask({ licenseNumber: number })).rejects.toThrow(UnavailableError)
  })
})

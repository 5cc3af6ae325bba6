import { describe, expect, test } from 'vitest'
import { fold } from '#src/core/names.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'

const AS_OF = '2026-11-22'
const people = createPopulation()
const share = (test: (person: InventedPerson) => unknown): number =>
  people.filter((person) => Boolean(test(person))).length / people.length
const licenses = people.flatMap((person) => person.licenses)
const fullName = ({ name }: InventedPerson): string =>
  fold(`${name.given} ${name.middle ?? ''} ${name.family} ${name.suffix ?? ''}`)
const townOf = (person: InventedPerson): string => (person.practices[0] ?? person.home).city
const isUnique = (values: (string | number)[]): boolean => new Set(values).size === values.length

describe('the population', () => {
  test('is the same for the same options, and another for another seed', () => {
    expect(createPopulation()).toEqual(people)
    expect(createPopulation({ seed: 8 })[40]).not.toEqual(people[40])
  })

  test('begins with the smaller one when it is made larger', () => {
    expect(createPopulation({ size: 700 }).slice(0, 640)).toEqual(people)
  })

  test('moves its dates with the day it is made for', () => {
    const later = createPopulation({ asOf: '2028-11-22' })
    const current = later.flatMap((person) =>
      person.licenses.filter(
        ({ status, expiresOn }) => status === 'active' && (expiresOn ?? '') >= '2028-11-22',
      ),
    )
    expect(current.length).toBeGreaterThan(later.length * 0.6)
  })

  test('gives every number once', () => {
    const numbersOf = (state: string): string[] =>
      licenses.filter((license) => license.state === state).map(({ number }) => number)
    expect(['NY', 'NJ', 'CT'].map((state) => isUnique(numbersOf(state)))).toEqual([
      true,
      true,
      true,
    ])
    expect(isUnique(people.flatMap(({ npi }) => npi?.number ?? []))).toBe(true)
    expect(isUnique(people.flatMap(({ diplomate }) => diplomate?.number ?? []))).toBe(true)
    expect(people.map(({ id }) => id)).toEqual(people.map((_, index) => index + 1))
  })

  test('writes numbers as the states print them, NPIs that start with 2, and phones of nobody', () => {
    const shapes = { NY: /^\d{6}$/, NJ: /^25MZ\d{6}00$/, CT: /^42\.\d{6}$/ }
    for (const { state, number } of licenses) expect(number).toMatch(shapes[state])
    for (const { npi } of people) {
      if (npi) expect([npi.number[0], isValidNpi(npi.number)]).toEqual(['2', true])
    }
    for (const { phone } of people.flatMap(({ practices }) => practices)) {
      expect(phone).toMatch(/^[2-9]\d{2}-555-01\d{2}$/)
    }
  })

  test('has dates of the calendar in a possible order', () => {
    for (const { licensedOn, expiresOn, status } of licenses) {
      for (const day of [licensedOn, expiresOn ?? licensedOn]) {
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
      }
      expect(licensedOn < AS_OF && (expiresOn === null || licensedOn < expiresOn)).toBe(true)
      if (status === 'lapsed') expect((expiresOn ?? '') < AS_OF).toBe(true)
    }
  })

  test('has the shares of the three states and of the registries', () => {
    const holds = (state: string) => (person: InventedPerson) =>
      person.licenses.some((license) => license.state === state)
    expect(share(holds('NY'))).toBeCloseTo(0.45, 1)
    expect(share(holds('NJ'))).toBeCloseTo(0.3, 1)
    expect(share(holds('CT'))).toBeCloseTo(0.2, 1)
    expect(share(({ npi }) => npi)).toBeCloseTo(0.65, 1)
    expect(share(({ diplomate }) => diplomate)).toBeCloseTo(0.5, 1)
    expect(share(({ diplomate }) => diplomate?.isListed)).toBeCloseTo(0.4, 1)
    expect(share(({ licenses }) => licenses.length > 1)).toBeGreaterThan(0.04)
    expect(share(({ practices }) => practices.length > 1)).toBeGreaterThan(0.04)
    expect(share(({ exclusion }) => exclusion)).toBeGreaterThan(0.002)
  })

  test('has every standing, mostly active ones, and a few that ran out though the roll says active', () => {
    const statuses = new Set(licenses.map(({ status }) => status))
    expect(statuses).toEqual(
      new Set(['active', 'lapsed', 'inactive', 'suspended', 'revoked', 'pending', 'deceased']),
    )
    const active = licenses.filter(({ status }) => status === 'active')
    const years = active.filter(({ expiresOn }) => /^20(28|29|30)-/.test(expiresOn ?? ''))
    expect(years.length / active.length).toBeGreaterThan(0.85)
    expect(active.some(({ expiresOn }) => (expiresOn ?? '') < AS_OF)).toBe(true)
    expect(licenses.some(({ hasDiscipline, status }) => hasDiscipline && status === 'active')).toBe(
      true,
    )
  })

  test('puts everybody into some registry and many into one only', () => {
    const places = ({ licenses, npi, diplomate }: InventedPerson): number =>
      licenses.length + (npi ? 1 : 0) + (diplomate?.isListed ? 1 : 0)
    expect(people.every((person) => places(person) > 0)).toBe(true)
    expect(share((person) => places(person) === 1)).toBeGreaterThan(0.1)
  })

  test('has namesakes in one town, of whom one is on a roll and another a diplomate only', () => {
    const inTown = Map.groupBy(people, (person) => `${fullName(person)} · ${townOf(person)}`)
    expect(inTown.get('jin kim · Flushing')?.length).toBe(2)
    const [onRoll, diplomate] = inTown.get('min lee · Fort Lee') ?? []
    expect([onRoll?.licenses.length, onRoll?.diplomate]).toEqual([1, null])
    expect([diplomate?.licenses.length, diplomate?.diplomate?.isListed]).toEqual([0, true])
    const byName = Map.groupBy(people, fullName)
    expect((byName.get('wei chen') ?? []).length).toBeGreaterThan(1)
  })

  test('has typed license numbers that are right, wrong, missing, and somebody else’s', () => {
    const owners = new Map(
      people.flatMap((person) =>
        person.licenses.map((one) => [`${one.state} ${one.number}`, person.id]),
      ),
    )
    const typed = people.flatMap((person) =>
      (person.npi?.typedLicenses ?? []).map(({ state, number }) => {
        const owner = number === null ? null : owners.get(`${state} ${number}`)
        return owner === person.id
          ? 'right'
          : owner === null
            ? 'missing'
            : owner
              ? 'another’s'
              : 'wrong'
      }),
    )
    expect(new Set(typed)).toEqual(new Set(['right', 'missing', 'another’s', 'wrong']))
  })

  test('writes some names differently from registry to registry', () => {
    const spaced = people.filter(({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name.given))
    expect(spaced.length).toBeGreaterThan(20)
    expect(licenses.some(({ nameOnRoll }) => nameOnRoll)).toBe(true)
    expect(people.some(({ npi }) => npi?.nameInNppes)).toBe(true)
    expect(share(({ name }) => /-/.test(name.family))).toBeGreaterThan(0.01)
    expect(share(({ name }) => /[^\p{ASCII}]/u.test(name.given + name.family))).toBeGreaterThan(
      0.01,
    )
    expect(share(({ name }) => name.suffix)).toBeGreaterThan(0.002)
    expect(share(({ otherNames }) => otherNames.length > 0)).toBeGreaterThan(0.1)
  })

  test('has diplomates of the Tri-State College and words about training, for and against', () => {
    const diplomates = people.flatMap(({ diplomate }) => diplomate ?? [])
    const triState = diplomates.filter(({ education }) =>
      education.some(({ school }) => /tri.?state/i.test(school)),
    )
    expect(triState.length / diplomates.length).toBeGreaterThan(0.04)
    expect(triState.length / diplomates.length).toBeLessThan(0.18)
    expect(diplomates.some(({ about }) => /I do not use trigger point/.test(about ?? ''))).toBe(
      true,
    )
  })

  test('makes thirty thousand people in a moment, numbers still unique', () => {
    const started = performance.now()
    const many = createPopulation({ size: 30_000 })
    expect(performance.now() - started).toBeLessThan(5000)
    expect(isUnique(many.flatMap(({ npi }) => npi?.number ?? []))).toBe(true)
    expect(isUnique(many.flatMap(({ diplomate }) => diplomate?.number ?? []))).toBe(true)
    const numbers = many.flatMap(({ licenses }) => licenses.map(({ number }) => number))
    expect(isUnique(numbers)).toBe(true)
  })
})

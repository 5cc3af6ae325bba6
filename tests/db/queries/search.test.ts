import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchQuery } from '#src/core/search/query.ts'
import { createDirectory, searchPractitioners } from '#db/queries/search.ts'
import { toSearchText } from '#src/core/search/text.ts'
import { milesBetween } from '#src/core/geo.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { EVERYBODY } from '#tests/helpers/search-query.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { NPI_OF_LEVINE, SAMPLE_PEOPLE } from '#tests/helpers/sample-people.ts'

let database: TestDatabase
const directory = createDirectory(true)
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
})
afterAll(() => database.close())

const MANHATTAN = { lat: 40.742, lng: -74.0 }

const search = (query: Partial<SearchQuery>) =>
  searchPractitioners(database.db, directory, { ...EVERYBODY, ...query })
const ids = async (query: Partial<SearchQuery>): Promise<string[]> =>
  (await search(query)).items.map(({ publicId }) => publicId)
const named = (q: string) => ids({ text: toSearchText(q) })

describe('names', () => {
  it.each([
    ['levine', 'p-levine'],
    ['LEVINE, Jordan', 'p-levine'],
    ['jordan levine', 'p-levine'],
    ['Dr. Jordan K. Levine, L.Ac.', 'p-levine'],
    ['Jordan Q. Levine', 'p-levine'],
    ['j levine', 'p-levine'],
    ['lev', 'p-levine'],
    ['levnie', 'p-levine'],
    ['lavine', 'p-levine'],
    ['jorden levin', 'p-levine'],
    ['castelanos', 'p-lapsed'],
    ['kastelanos', 'p-lapsed'],
    ['nguyen', 'p-nguyen-smith'],
    ['Nguyễn-Smith', 'p-nguyen-smith'],
    ['smith mai', 'p-nguyen-smith'],
    ['kinam', 'p-kinam'],
    ['ki nam', 'p-kinam'],
    ['park ki-nam', 'p-kinam'],
    ['kinam park', 'p-kinam'],
    ['wen li zhao', 'p-excluded'],
    ['wenli', 'p-excluded'],
    ['okonkwo reyes', 'p-two-states'],
    ['still point', 'p-levine'],
    ['levine brooklyn', 'p-levine'],
  ])('finds %s first', async (q, expected) => {
    expect((await named(q))[0]).toBe(expected)
  })

  it('wants every word to fit', async () => {
    expect(await named('levine zhao')).toEqual([])
    expect(await named('zzyzx')).toEqual([])
  })

  it('puts the exact name before the prefix before the misspelt one', async () => {
    const { items } = await search({ text: toSearchText('ada marshfield') })
    expect(items[0]?.publicId).toBe('p-marsh-ada')
    expect(await named('mai')).toEqual(['p-nguyen-smith'])
  })

  it('bears a very long word', async () => {
    expect(await named('a'.repeat(190))).toEqual([])
  })
})

describe('numbers', () => {
  it.each([
    [NPI_OF_LEVINE, 'p-levine'],
    ['001234', 'p-levine'],
    ['F001234', 'p-levine'],
    ['25MZ00012300', 'p-kinam'],
    ['25mz000123-00', 'p-kinam'],
    ['42.000123', 'p-nguyen-smith'],
    ['levine 001234', 'p-levine'],
  ])('finds %s', async (q, expected) => {
    expect(await named(q)).toEqual([expected])
  })

  it('does not guess a number', async () => {
    expect(await named('001235')).toEqual([])
    expect(await named('zhao 001234')).toEqual([])
  })
})

describe('places', () => {
  it('measures to the nearest practice', async () => {
    const { items } = await search({ near: { ...MANHATTAN, radiusMiles: 20 }, sort: 'distance' })
    expect(items.map(({ publicId }) => publicId)).toEqual([
      'p-levine',
      'p-two-states',
      'p-kinam',
      'p-excluded',
    ])
    const miles = items.map(({ distanceMiles }) => distanceMiles ?? -1)
    expect(miles[0]).toBeLessThan(1)
    const fortLee = items[2]?.view.locations[0]
    expect(miles[2]).toBeCloseTo(
      milesBetween(MANHATTAN, { lat: fortLee?.lat ?? 0, lng: fortLee?.lng ?? 0 }),
      6,
    )
    expect(miles).toEqual(miles.toSorted((a, b) => a - b))
  })

  it('finds everybody within the radius and nobody beyond it', async () => {
    const far = await search({ near: { ...MANHATTAN, radiusMiles: 200 }, sort: 'distance' })
    const cut = (far.items[5]?.distanceMiles ?? 0) + 1e-6
    const near = await search({ near: { ...MANHATTAN, radiusMiles: cut } })
    const expected = far.items.filter(({ distanceMiles }) => (distanceMiles ?? 0) <= cut)
    expect(near.total).toBe(expected.length)
    expect(far.total).toBeGreaterThan(expected.length)
  })
})

describe('filters', () => {
  const cases: [Partial<SearchQuery>, string[]][] = [
    [{ states: ['NJ'] }, ['p-kinam', 'p-revoked', 'p-two-states']],
    [{ states: ['NJ'], license: 'active' }, ['p-kinam']],
    [{ states: ['NJ'], license: 'lapsed' }, ['p-two-states']],
    [{ license: 'lapsed' }, ['p-lapsed', 'p-two-states', 'p-unregistered']],
    [{ license: 'revoked' }, ['p-revoked']],
    [{ license: 'unknown' }, ['p-delisted']],
    [{ certification: { standing: 'lapsed', designation: null } }, ['p-lapsed']],
    [{ certification: { standing: null, designation: 'Dipl. O.M.' } }, ['p-kinam']],
    [{ training: 'apm' }, ['p-excluded', 'p-levine', 'p-revoked']],
    [{ training: 'trigger-point' }, ['p-kinam', 'p-two-states']],
    [{ training: 'documented' }, ['p-excluded', 'p-levine', 'p-revoked', 'p-two-states']],
    [{ training: 'confirmed' }, ['p-two-states']],
    [{ recommended: true }, ['p-levine', 'p-two-states']],
    [{ recommended: true, states: ['NJ'] }, []],
    [{ recommended: true, states: ['NY'] }, ['p-levine', 'p-two-states']],
  ]
  it.each(cases)('%j', async (query, expected) => {
    expect((await ids(query)).toSorted()).toEqual(expected)
  })

  it('judges by the day: what was active lapses at midnight', async () => {
    expect(await ids({ states: ['CT'], license: 'active', today: '2027-10-01' })).toEqual([])
    expect(await ids({ recommended: true, today: '2028-01-01' })).toEqual([])
  })
})

describe('order and pages', () => {
  it.each(['best', 'distance', 'name', 'credentials'] as const)(
    'shows every row once, by %s',
    async (sort) => {
      const query = { sort, near: { ...MANHATTAN, radiusMiles: 200 }, limit: 3 }
      const seen: string[] = []
      for (let after: SearchQuery['after'] = null; ;) {
        const { items, next } = await search({ ...query, after })
        seen.push(...items.map(({ publicId }) => publicId))
        if (!next) break
        after = next
      }
      expect(seen).toEqual(await ids({ ...query, limit: 100 }))
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBeGreaterThan(12)
    },
  )

  it('pages through a name that many share', async () => {
    const query = { text: toSearchText('marshfeild'), limit: 5 }
    const first = await search(query)
    const second = await search({ ...query, after: first.next })
    const third = await search({ ...query, after: second.next })
    expect(first.total).toBe(12)
    expect([first, second, third].flatMap(({ items }) => items)).toHaveLength(12)
    expect(third.next).toBeNull()
  })

  it('puts the best credentials first and the excluded last', async () => {
    const order = await ids({ sort: 'credentials' })
    expect(order.slice(0, 2)).toEqual(['p-two-states', 'p-levine'])
    expect(order.at(-1)).toBe('p-excluded')
    expect(order).toHaveLength(SAMPLE_PEOPLE.length)
  })
})

describe('facets', () => {
  it('count what each other choice would find', async () => {
    const base: Partial<SearchQuery>[] = [
      {},
      { states: ['NY'] },
      { states: ['NJ', 'CT'], license: 'active' },
      { training: 'documented', certification: { standing: 'active', designation: null } },
      { recommended: true },
    ]
    for (const query of base) {
      const { facets } = await search(query)
      const found = async (more: Partial<SearchQuery>) =>
        (await search({ ...query, ...more })).total
      expect(facets.state.NY).toBe(await found({ states: ['NY'] }))
      expect(facets.state.CT).toBe(await found({ states: ['CT'] }))
      expect(facets.license.active).toBe(await found({ license: 'active' }))
      expect(facets.license.lapsed).toBe(await found({ license: 'lapsed' }))
      expect(facets.training.apm).toBe(await found({ training: 'apm' }))
      expect(facets.recommended.true).toBe(await found({ recommended: true }))
      expect(facets.certification['Dipl. Ac.']).toBe(
        await found({ certification: { standing: null, designation: 'Dipl. Ac.' } }),
      )
    }
  })
})

/** Searches by place against looking at everybody one by one. */
import { expect, it } from 'vitest'
import { createRandom, type Random } from '#scrapers/population/random.ts'
import { milesBetween } from '#src/core/geo.ts'
import { searchPeople } from '#src/core/search/index.ts'
import { flagsOf } from '#src/core/search/flags.ts'
import { People, type SearchEntry } from '#src/core/search/people.ts'
import type { SearchQuery, Sort } from '#src/core/search/query.ts'
import { STATES } from '#src/core/words.ts'
import { EVERYBODY } from '#tests/helpers/search-query.ts'

const SIZE = 600
const SORTS: Sort[] = ['best', 'distance', 'name', 'credentials']

const pointOf = (random: Random) => ({
  lat: 40.4 + random.int(0, 1200) / 1000,
  lng: -74.4 + random.int(0, 1600) / 1000,
})

function entryOf(random: Random, id: number): SearchEntry {
  const state = random.pick([...STATES])
  return {
    id,
    nameKey: `name ${random.int(1, 99)}`,
    nameTokens: [],
    placeTokens: [],
    numbers: [],
    languages: random.chance(0.3) ? ['Korean'] : [],
    points: Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () => pointOf(random)),
    flags: flagsOf({
      states: [state],
      licenseStandings: random.chance(0.6) ? [`${state}:active`] : [],
      certificationStandings: random.chance(0.5) ? ['active'] : [],
      designations: [],
      apmTier: random.int(0, 3),
      triggerPointTier: 0,
      isExcluded: random.chance(0.05),
    }),
    through: { NY: '2030-01-01', NJ: '2030-01-01', CT: '2030-01-01', certification: '2030-01-01' },
  }
}

it.each(SORTS)('finds whoever is near, once, page after page, by %s', (sort) => {
  const random = createRandom(SORTS.indexOf(sort) + 1)
  const people = new People()
  const entries = new Map<number, SearchEntry>()
  const put = (id: number): void => {
    const entry = entryOf(random, id)
    entries.set(id, entry)
    people.put(entry)
  }
  for (let id = 1; id <= SIZE; id += 1) put(id)
  for (let round = 0; round < 40; round += 1) {
    // Some move, and some go.
    put(random.int(1, SIZE))
    const gone = random.int(1, SIZE)
    people.remove(gone)
    entries.delete(gone)
    const near = { ...pointOf(random), radiusMiles: random.pick([1, 5, 15, 60]) }
    const language = random.chance(0.3) ? 'korean' : null
    const within = new Map<number, number>()
    for (const { id, points, languages } of entries.values()) {
      const miles = Math.min(...points.map((point) => milesBetween(near, point)))
      if (miles <= near.radiusMiles && (!language || languages.length > 0)) within.set(id, miles)
    }
    const found = readAll(people, { ...QUESTION, near, language, sort })
    expect(new Map(found)).toEqual(within.size === 0 ? new Map() : toCloseTo(within))
    expect(found).toHaveLength(within.size)
    if (sort !== 'distance') continue
    const miles = found.map(([, each]) => each)
    expect(miles).toEqual(miles.toSorted((one, other) => one - other))
  }
})

const QUESTION: SearchQuery = { ...EVERYBODY, limit: 7 }

const toCloseTo = (miles: Map<number, number>): Map<number, unknown> =>
  new Map([...miles].map(([id, each]) => [id, expect.closeTo(each, 3)]))

/** All pages, each total being the same. */
function readAll(people: People, query: SearchQuery): [id: number, miles: number][] {
  const found: [number, number][] = []
  for (let after: SearchQuery['after'] = null; ;) {
    const { items, next, total } = searchPeople(people, { ...query, after })
    found.push(...items.map(({ id, distanceMiles }): [number, number] => [id, distanceMiles ?? -1]))
    if (next === null) {
      expect(found).toHaveLength(total)
      return found
    }
    after = next
  }
}

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, jsonRows } from '#db/client.ts'
import type { SearchQuery } from '#src/core/search/query.ts'
import { createDirectory, searchPractitioners } from '#db/queries/search.ts'
import { toSearchText } from '#src/core/search/text.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import { createRandom, type Random } from '#scrapers/population/random.ts'
import { fold } from '#src/core/names.ts'
import { buildView, type LinkedRecord } from '#src/core/practitioner.ts'
import { emptyContent } from '#src/core/record.ts'
import { toSearchRow } from '#src/core/search/row.ts'
import { writeSearchRows } from '#src/services/write-search-rows.ts'
import { given, toLicense, toRecord } from '#tests/core/facts.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { EVERYBODY } from '#tests/helpers/search-query.ts'

const NOW = new Date('2026-11-22T17:00:00Z')
const QUERY: SearchQuery = { ...EVERYBODY, limit: 10 }

/** Invented for single rules, behind the population. */
const EXTRA: [name: string, city: string, postalCode: string, practice: string | null][] = [
  ['Whang Quillon', 'Flushing', '11354', null],
  ['Robert Vandermolen', 'Jersey City', '07302', null],
  ['Ottoline De La Crux', 'Hartford', '06103', null],
  ['Clinton Brackwater', 'New Haven', '06510', null],
  ['Perpetua Oddlington', 'Clinton', '06413', null],
  ['Zebulon Katzenbach', 'New York', '10016', 'Sports Needle Studio'],
  ['Ottokar Tiberius Ma', 'Albany', '12207', null],
  ['Ottokar Tiberius Bo', 'Albany', '12207', null],
]

let database: TestDatabase
const directory = createDirectory(true)
const people = createPopulation({ size: 1500, seed: 5 })

beforeAll(async () => {
  database = await openTestDatabase()
  await write([...people.map(toLinked), ...EXTRA.map(toExtra)])
}, 60_000)
afterAll(() => database.close())

const toLinked = ({ id, name, practices, licenses }: InventedPerson): LinkedRecord =>
  toRecord(id, {
    ...emptyContent({ full: `${name.given} ${name.family}`, ...name }),
    licenses: licenses.slice(0, 1).map(({ state, number }) => toLicense({ state, number })),
    locations: practices.map((practice) => ({ ...practice })),
  })

const toExtra = (
  [full, city, postalCode, name]: (typeof EXTRA)[number],
  index: number,
): LinkedRecord =>
  toRecord(people.length + 1 + index, {
    ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
    locations: [
      {
        name,
        street: '7 Sample Street',
        city,
        state: stateOf(postalCode),
        postalCode,
        phone: null,
      },
    ],
  })

const stateOf = (postalCode: string): string =>
  postalCode.startsWith('06') ? 'CT' : postalCode.startsWith('07') ? 'NJ' : 'NY'

async function write(records: LinkedRecord[], db: Db = database.db): Promise<void> {
  const ids = records.map(({ id }) => id)
  await db.execute(sql`
    insert into practitioners (id, public_id, created_at) overriding system value
    select id::bigint, 'p' || id, now() from jsonb_array_elements_text(${jsonRows(ids)}) ids(id)
    on conflict do nothing`)
  const rows = records.map((record) =>
    toSearchRow(
      record.id,
      `p${record.id}`,
      false,
      buildView([record], given(), () => null),
    ),
  )
  await writeSearchRows(db, ids, rows, NOW)
}

const search = (q: string) =>
  searchPractitioners(database.db, directory, { ...QUERY, text: toSearchText(q) })
const names = async (q: string) => (await search(q)).items.map(({ view }) => view.name)

/** Share of people found among the first ten; who cannot be asked for is left out. */
async function shareFound(ask: (person: InventedPerson) => string | null): Promise<number> {
  let asked = 0
  let found = 0
  for (const person of people.slice(0, 150)) {
    const q = ask(person)
    if (q === null) continue
    asked += 1
    const { items } = await search(q)
    const wanted = fold(`${person.name.given} ${person.name.family}`)
    if (items.some(({ view }) => fold(view.name) === wanted)) found += 1
  }
  expect(asked).toBeGreaterThan(20)
  return found / asked
}

function misspell(random: Random, text: string): string | null {
  const word = fold(text)
  if (word.includes(' ') || word.length < 5) return null
  const at = random.int(1, word.length - 2)
  const head = word.slice(0, at)
  return random.pick([
    head + word.slice(at + 1),
    `${head}e${word.slice(at)}`,
    `${head}e${word.slice(at + 1)}`,
    `${head}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`,
  ])
}

describe('the right person is among the first ten', () => {
  it('by the exact name, in any order', async () => {
    expect(await shareFound(({ name }) => `${name.given} ${name.family}`)).toBe(1)
    expect(await shareFound(({ name }) => `${name.family}, ${name.given}`)).toBe(1)
  })

  it('by a misspelt surname', async () => {
    const random = createRandom(11)
    const share = await shareFound(({ name }) => {
      const family = misspell(random, name.family)
      return family && `${name.given} ${family}`
    })
    expect(share).toBeGreaterThanOrEqual(0.99)
  })

  it('by two misspelt names', async () => {
    const random = createRandom(12)
    const share = await shareFound(({ name }) => {
      const [first, last] = [misspell(random, name.given), misspell(random, name.family)]
      return first && last && `${first} ${last}`
    })
    expect(share).toBeGreaterThanOrEqual(0.95)
  })

  it('by joined and split names', async () => {
    const joined = ({ name }: InventedPerson) =>
      /[ -]/.test(name.given) ? `${name.given.replaceAll(/[ -]/g, '')} ${name.family}` : null
    expect(await shareFound(joined)).toBe(1)
  })
})

describe('other ways to write a name', () => {
  it.each([
    ['hwang quillon', 'Whang Quillon'],
    ['bob vandermolen', 'Robert Vandermolen'],
    ['dela crux', 'Ottoline De La Crux'],
    ['catsenback', 'Zebulon Katzenbach'],
    ['vandarmolin', 'Robert Vandermolen'],
    ['vander molen robert', 'Robert Vandermolen'],
    ['rob vand', 'Robert Vandermolen'],
  ])('%s', async (q, expected) => {
    expect((await names(q))[0]).toBe(expected)
  })
})

describe('places in the same box', () => {
  it.each([
    ['quillon flushing', 'Whang Quillon'],
    ['vandermolen 07302', 'Robert Vandermolen'],
    ['vandermolen new jersey', 'Robert Vandermolen'],
    ['vandermolen jersey city nj', 'Robert Vandermolen'],
    ['vandermoln nj', 'Robert Vandermolen'],
    ['sports needle 10016', 'Zebulon Katzenbach'],
    ['katzenbach ny', 'Zebulon Katzenbach'],
  ])('%s', async (q, expected) => {
    expect(await names(q)).toEqual([expected])
  })

  it.each([
    ['dr zebulon katzenbach lac new york', 'Zebulon Katzenbach'],
    ['acupuncturist near 10016 katzenbach', 'Zebulon Katzenbach'],
    ['katzenbach acupuncture', 'Zebulon Katzenbach'],
    ['ottokar tiberius ma', 'Ottokar Tiberius Ma'],
    ['tiberius ma', 'Ottokar Tiberius Ma'],
    ['ma ottokar albany', 'Ottokar Tiberius Ma'],
  ])('%s: what stands around a name leaves nobody out', async (q, expected) => {
    expect((await names(q))[0]).toBe(expected)
  })

  it('takes a word for a name and for a town', async () => {
    const found = await names('clinton')
    expect(found).toEqual(expect.arrayContaining(['Clinton Brackwater', 'Perpetua Oddlington']))
    expect(found.indexOf('Clinton Brackwater')).toBeLessThan(found.indexOf('Perpetua Oddlington'))
  })

  it('finds nobody for a name in the wrong town', async () => {
    expect(await names('quillon hartford')).toEqual([])
  })
})

it('shows the bearer of a number alone', async () => {
  const bearer = people.find(({ licenses }) => licenses[0]?.state === 'NJ')
  const { items, total } = await search(bearer?.licenses[0]?.number ?? '')
  expect(items.map(({ publicId }) => publicId)).toEqual([`p${bearer?.id}`])
  expect(total).toBe(1)
})

it.each(['a b c d e f g h i j', '%_%', `'; drop table search_rows; --`, 'a'.repeat(190), '{a,b}'])(
  'answers %s quickly',
  async (q) => {
    await search(q)
    const startedAt = performance.now()
    await search(q)
    expect(performance.now() - startedAt).toBeLessThan(500)
  },
)

describe('what changes while the directory is searched', () => {
  const NEWCOMER = 900_001
  const named = (full: string) =>
    toRecord(NEWCOMER, {
      ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
    })

  it('is found at once, under the new name and no longer under the old one', async () => {
    expect(await names('quendrida ashgrovel')).toEqual([])
    await write([named('Quendrida Ashgrovel')])
    expect(await names('quendrida ashgrovel')).toEqual(['Quendrida Ashgrovel'])
    await write([named('Quendrida Birchmantle')])
    expect(await names('ashgrovel')).toEqual([])
    expect(await names('birchmantle')).toEqual(['Quendrida Birchmantle'])
  })

  it('is gone at once when it is taken away', async () => {
    await write([named('Quendrida Birchmantle')])
    expect(await names('birchmantle')).toEqual(['Quendrida Birchmantle'])
    await database.db.transaction((tx) => writeSearchRows(tx, [NEWCOMER], [], NOW))
    expect(await names('birchmantle')).toEqual([])
  })

  it('leaves the same answers as reading everything anew', async () => {
    for (let round = 0; round < 3; round += 1) {
      await database.db.transaction((tx) => write(people.map(toLinked), tx))
      await search('kim')
    }
    const anew = createDirectory(true)
    for (const q of ['kim', 'lee', 'park', 'new haven', 'acupuncture']) {
      const query = { ...QUERY, text: toSearchText(q), limit: 100 }
      expect(await searchPractitioners(database.db, directory, query)).toEqual(
        await searchPractitioners(database.db, anew, query),
      )
    }
    expect(directory.people.left).toBeLessThanOrEqual(people.length + 10)
  })

  it('is read once for many who ask at the same moment', async () => {
    const anew = createDirectory(true)
    const query = { ...QUERY, text: toSearchText('kim') }
    const results = await Promise.all(
      Array.from({ length: 20 }, () => searchPractitioners(database.db, anew, query)),
    )
    for (const result of results) expect(result).toEqual(results[0])
    expect(anew.people.ids).toHaveLength(anew.people.size)
  })
})

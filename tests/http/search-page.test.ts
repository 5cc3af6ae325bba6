/** The page around the results: map, empty results, links that keep every choice. */
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrowedTo, withParam } from '#src/http/views/search-links.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { testApp } from './helpers.ts'

let database: TestDatabase
let site: ReturnType<typeof testApp>
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  site = testApp(database.db)
})
afterAll(() => database.close())

type Html = ReturnType<typeof load>

async function open(path: string): Promise<Html> {
  const { status, text } = await site.get(path)
  expect([path, status]).toEqual([path, 200])
  return load(text)
}

/** Addresses of all links to searches within the element. */
const searchesIn = ($: Html, where: string): string[] =>
  $(where)
    .find('a[href^="/practitioners?"]')
    .toArray()
    .map((link) => $(link).attr('href') ?? '')

const words = ($: Html, where: string) => $(where).text().replaceAll(/\s+/g, ' ').trim()

describe('links to other searches', () => {
  const params = new URLSearchParams(
    'q=park&near=10011&radius=25&state=NY&state=NJ&sort=distance&license=active&training=&cursor=x&utm_source=y',
  )

  it('keep every choice, and leave out what was open, unknown or of this page only', () => {
    expect(withParam(params, 'license', 'lapsed')).toBe(
      '/practitioners?q=park&near=10011&radius=25&state=NY&state=NJ&sort=distance&license=lapsed',
    )
    expect(withParam(new URLSearchParams('q='), 'q', null)).toBe('/practitioners')
  })

  it('drop the order by distance together with the place', () => {
    expect(withParam(params, 'near', null)).not.toContain('sort')
  })

  it.each([
    [0, '1'],
    [3.2, '4'],
    [340, '200'],
  ])('of the map lead to a circle of %d miles as radius %s', (miles, radius) => {
    const [query = '', fragment] = narrowedTo(params, { lat: 40.7, lng: -74, miles }).split('#')
    const narrowed = new URL(query, 'http://localhost').searchParams
    expect(fragment).toBe('found')
    expect([narrowed.get('near'), narrowed.get('radius')]).toEqual(['40.7,-74', radius])
    expect(narrowed.getAll('state')).toEqual(['NY', 'NJ'])
  })

  it('are all answered, from facets, map and pager alike', async () => {
    const $ = await open('/practitioners?state=CT&license=active&limit=5&sort=name&radius=50')
    const found = searchesIn($, 'main')
    expect(found.some((href) => href.includes('cursor='))).toBe(true)
    expect(found.some((href) => href.includes('near='))).toBe(true)
    for (const href of found) {
      expect(href).toContain('state=CT')
      expect(href).toContain('limit=5')
      expect(href).toContain('sort=name')
      expect([href, (await site.get(href)).status]).toEqual([href, 200])
    }
  })
})

describe('the form', () => {
  it('says how many each state would find', async () => {
    const $ = await open('/practitioners?q=park&state=NY')
    expect(words($, '.boxes')).toBe('StateNew York 0New Jersey 1Connecticut 0')
  })

  it('keeps a radius that a link of the map has set', async () => {
    const $ = await open('/practitioners?near=10011&radius=13')
    expect($('#f-radius option[selected]').attr('value')).toBe('13')
    expect($('#f-radius option').length).toBe(8)
  })

  it('keeps the choices that could be read when another could not', async () => {
    const { text } = await site.get('/practitioners?near=nowhere&license=active&training=best')
    const $ = load(text)
    expect($('input[name=license]').attr('value')).toBe('active')
    expect($('input[name=training]').length).toBe(0)
  })
})

describe('the map', () => {
  it('has a mark for each place of the people found, under the name of their card', async () => {
    const $ = await open('/practitioners?q=levine')
    expect(words($, '#on-map > .source')).toBe(
      '1 of 1 shown. Places are those of the ZIP or town. Who has several places is counted at each.',
    )
    const name = words($, '.card h3 > a')
    expect($(`.map-marks a[aria-label="${name}"]`).attr('href')).toBe('/practitioners/p-levine')
  })

  it('says that it shows one page of many, after the list and behind a link that skips it', async () => {
    const $ = await open('/practitioners?limit=5&sort=name')
    expect(words($, '#on-map > .source')).toMatch(/^\d of 22 shown: those of this page\./)
    const order = $('.cards, .skip-map, .map, #after-map')
      .toArray()
      .map((part) => $(part).attr('class') ?? '')
    expect(order).toEqual(['cards', 'skip-map', 'map', ''])
    expect($('.skip-map').attr('href')).toBe('#after-map')
  })

  it('says for how many no place is known, and is left out when that is everybody', async () => {
    const $ = await open('/practitioners?limit=100')
    expect(words($, '#on-map > .source')).toMatch(/For \d no place is known/)
    const nowhere = await open('/practitioners?q=castellanos')
    expect(nowhere('.card').length).toBe(1)
    expect(nowhere('#on-map, .to-map, .with-map').length).toBe(0)
  })

  it('around a place shows the places within the circle', async () => {
    const $ = await open('/practitioners?q=levine&near=10011&radius=2')
    expect($('.map-marks a').length).toBe(1)
    expect($('.map-circle').length).toBe(1)
  })
})

describe('distances', () => {
  it('are rough, and say what they run between', async () => {
    const $ = await open('/practitioners?near=06511&radius=100&limit=100')
    const distances = $('.distance')
      .toArray()
      .map((part) => $(part).text())
    expect(distances).toContain('within about a mile')
    expect(distances).toContain('about 34 miles')
    expect(distances.join()).not.toMatch(/\d\.\d/)
    expect(words($, '.results')).toContain(
      'Distances are rough: a ZIP or a town, yours as well as theirs, stands for its middle.',
    )
    expect(words(await open('/practitioners'), '.results')).not.toContain('Distances')
    expect(words(await open('/about'), 'main')).toContain('It is rough: a ZIP or a town')
  })

  it('to the address on a license are called that', async () => {
    const $ = await open('/practitioners?q=nguyen-smith&near=06103')
    expect(words($, '.card .where')).toContain(
      'Hartford, CT 06103 (address on the license; where they practice is not known)',
    )
  })
})

describe('the order by distance without a place', () => {
  it('becomes the best match, and the page says so', async () => {
    const $ = await open('/practitioners?q=park&near=&sort=distance')
    expect($('.card').length).toBe(1)
    expect(words($, '.panel')).toContain('Without a place there is no distance to sort by')
    expect($('#f-sort option[selected]').attr('value')).toBe('best')
    const paged = await open('/practitioners?sort=distance&limit=5')
    const next = paged('.pager a').attr('href') ?? ''
    expect((await open(next))('.card').length).toBe(5)
  })

  it('is refused by the API', async () => {
    expect((await site.get('/api/v1/practitioners?sort=distance')).status).toBe(400)
  })
})

describe('a card', () => {
  it('judges the license by the state asked about', async () => {
    const $ = await open('/practitioners?q=okonkwo&state=NJ')
    expect(words($, '.mark-line li:first-child')).toBe(
      'Licensed: no. Lapsed in New Jersey; licensed in New York',
    )
  })
})

describe('an empty result', () => {
  it('says which choice excludes how many, that one first', async () => {
    const $ = await open('/practitioners?state=NY&q=marshfield&license=active')
    expect(words($, '.panel')).toContain('at once: “marshfield”; in New York; license “Active”.')
    expect(words($, '.loosen li:first-child')).toBe(
      'Look in all three states: this limit alone excludes at least 12 practitioners',
    )
  })

  it.each([
    '/practitioners?near=06103&radius=2&recommended=true&state=CT&sort=distance',
    '/practitioners?q=xyzzy+quux&certification=Dipl.+Ac.&training=confirmed&license=revoked',
    '/practitioners?near=40,-100&radius=200',
  ])('%s is no dead end', async (path) => {
    const $ = await open(path)
    expect($('.card').length).toBe(0)
    for (const href of searchesIn($, '.loosen')) {
      expect([href, (await site.get(href)).status]).toEqual([href, 200])
    }
    expect($('.loosen a[href="/practitioners"]').length).toBe(1)
  })
})

it('links to the guides, and to how results are ordered', async () => {
  const $ = await open('/practitioners?q=levine')
  expect($('.results a[href="/guides/sciatica"]').length).toBe(1)
  expect($('.results a[href="/about#ordering"]').length).toBe(1)
  expect((await open('/about'))('#ordering').length).toBe(1)
})

/** The guides and the words about ranking: what a patient reads on the way, and that its links lead on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createSampleApp } from '#tests/helpers/sample-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

const GUIDES = ['/guides/sciatica', '/guides/choosing']

let database: TestDatabase
let app: ReturnType<typeof createSampleApp>['app']
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  app = createSampleApp(database, { registries: SAMPLE_REGISTRIES, now: () => NOW }).app
})
afterAll(() => database.close())

async function get(path: string): Promise<{ status: number; html: string; text: string }> {
  const response = await app.request(`http://localhost${path}`)
  const html = await response.text()
  const main = /<main.*?<\/main>/s.exec(html)?.[0] ?? ''
  const text = main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,:])/g, '')
  return { status: response.status, html: main, text }
}

const linksIn = (html: string, prefix: string): string[] => [
  ...new Set(
    [...html.matchAll(/href="([^"]+)"/g)]
      .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))
      .filter((href) => href.startsWith(prefix)),
  ),
]

describe.each(['/guides', ...GUIDES])('%s', (path) => {
  it('is a page with one heading of the first level', async () => {
    const { status, html } = await get(path)
    expect(status).toBe(200)
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  it('leads only to pages that exist', async () => {
    const { html } = await get(path)
    const links = linksIn(html, '/')
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect([link, (await get(link)).status]).toEqual([link, 200])
  })
})

describe.each(GUIDES)('%s', (path) => {
  it('leads into the search, by link and by place, and to the other guide', async () => {
    const { html } = await get(path)
    expect(linksIn(html, '/practitioners?')).toEqual(
      expect.arrayContaining([
        '/practitioners?recommended=true',
        '/practitioners?training=trigger-point&sort=credentials',
      ]),
    )
    expect(html).toMatch(/<form[^>]* action="\/practitioners" method="get"/)
    const { status, text } = await get('/practitioners?training=any&near=10011')
    expect(status).toBe(200)
    expect(text).toContain('Levine')
    const other = GUIDES.filter((guide) => guide !== path)
    expect(linksIn(html, '/guides/')).toEqual(other)
  })

  it('names every source it leans on, and the day of its review', async () => {
    const { html, text } = await get(path)
    const sources = linksIn(html, '#source-')
    expect(sources.length).toBeGreaterThan(2)
    for (const source of sources) expect(html).toContain(`id="${source.slice(1)}"`)
    expect(text).toContain('Last reviewed 24 Nov 2026.')
  })

  it('promises nothing', async () => {
    const { text } = await get(path)
    expect(text).not.toMatch(/\bcures\b|guarantee|proven to|will (help|heal|relieve)/i)
  })
})

describe('/guides/sciatica', () => {
  it('links both reviews at PubMed and says how far they reach', async () => {
    const { html, text } = await get('/guides/sciatica')
    for (const id of ['35985442', '36845439']) {
      expect(html).toContain(`href="https://pubmed.ncbi.nlm.nih.gov/${id}/">PMID ${id}</a>`)
    }
    expect(text).toContain('We read their abstracts')
    expect(text).toContain('the grade is not for how much the pain eased')
    expect(text).toContain(
      'there was not enough evidence that acupuncture works for sciatica and is safe',
    )
    expect(text).toContain('The limits')
  })

  it('says before anything else when to see a doctor at once', async () => {
    const { text } = await get('/guides/sciatica')
    const signs = [
      'Call 911',
      'cauda equina',
      'on a saddle',
      'trouble passing urine',
      'control over your bowels',
      'weakness or numbness in both legs',
      'weakness that is getting worse',
      'fever',
      'cancer',
      'a fall, a crash',
    ]
    const [before = ''] = text.split('What sciatica is')
    for (const sign of signs) expect(before).toContain(sign)
  })

  it.each([
    'piriformis',
    'gluteus minimus',
    'pneumothorax',
    'blood thinner',
    'pregnant',
    'Bleeding',
  ])('speaks of %s', async (word) => {
    expect((await get('/guides/sciatica')).text).toContain(word)
  })
})

describe('/guides/choosing', () => {
  it.each([
    ['New Jersey', 'Allowed since April 18, 2022', 'lawserver.com, myopainseminars, njsendems.org'],
    ['New York', 'Outside the scope of physical therapy', 'legalclarity.org'],
    ['Connecticut', 'Not expressly allowed by the General Statutes, section 20-66', 'ctpt.org'],
  ])(
    'says what holds for dry needling in %s, with source and date',
    async (state, rule, source) => {
      const { html } = await get('/guides/choosing')
      const section = html
        .split('<section class="fact">')
        .find((part) => part.startsWith(`<h3>${state}</h3>`))
      expect(section).toContain(rule)
      expect(section).toContain(source)
      expect(section).toContain('as of October 2026')
    },
  )

  it('says what a license asks for, and what training rests on', async () => {
    const { text, html } = await get('/guides/choosing')
    expect(html).toContain('<a href="#source-formats">Connecticut asks for it</a>')
    expect(text).not.toMatch(/more than a license asks for|no public register/)
    expect(text).toContain('That rests on the name of the school and on nothing else.')
    const home = await get('/')
    expect(home.text).not.toContain('beyond what a license asks for')
    expect(home.html).toContain('href="/guides/choosing#source-formats"')
  })

  it('names recent bills with their days and source', async () => {
    const { text } = await get('/guides/choosing')
    expect(text).toContain(
      'New Jersey, 2024 to 2025: a bill on the scope of practice in section 45:2C-6',
    )
    expect(text).toContain('New York, February 2026: S9223')
  })

  it('knows two names of one board, and a license apart from its registration', async () => {
    const { text } = await get('/guides/choosing')
    expect(text).toContain('NCCAOM became NCBAHM in January 2026.')
    expect(text).toContain('A New York license is for life. What lapses is the registration')
    expect(text).toContain('No public list of its graduates exists')
    expect(text.match(/Does not prove:/g)).toHaveLength(3)
  })
})

describe('/about', () => {
  it('says how results are ordered and that nobody can pay for it', async () => {
    const { text, html } = await get('/about')
    expect(html).toContain('id="ordering"')
    expect(text).toContain('Nobody can pay for a place.')
    expect(text).toContain('Best match: words, credentials, distance.')
    expect(text).toMatch(/Ties are broken by name/)
    expect(text).toMatch(/excludes is never recommended/)
    for (const way of ['a nickname', 'another spelling', 'written together or apart', 'sounds'])
      expect(text).toContain(way)
    expect(text).toMatch(/a hundred people or more fit as typed.* not shown/)
  })
})

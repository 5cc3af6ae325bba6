/** Pages that must not be believed, and files that are no pages. */
import { describe, expect, test } from 'vitest'
import { ncbahm, pageFacts } from '#scrapers/ncbahm/index.ts'
import { BlockedError, LayoutError } from '#scrapers/lib/errors.ts'
import { renderDetail } from '#scrapers/ncbahm/simulated-detail.ts'
import { toEntries, type Entry } from '#scrapers/ncbahm/simulated-entries.ts'
import { renderChallenge } from '#scrapers/ncbahm/simulated-frame.ts'
import { renderResults } from '#scrapers/ncbahm/simulated-results.ts'
import { fromSavedPage } from '#scrapers/ncbahm/saved-page.ts'
import { parse } from '#scrapers/ncbahm/parse.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture } from '#scrapers/source.ts'

const entries = toEntries(createPopulation()).filter(({ state }) => state === 'NY')
const QUERY = {
  searchType: '2',
  stateCode: 'NY',
  cityName: '',
  firstName: '',
  lastName: '',
  pageNo: 1,
} as const

const render = (found: Entry[], pageNo = 1): string =>
  renderResults({
    query: { ...QUERY, pageNo },
    found,
    form: 'raw',
    visit: 1,
    baseUrl: 'https://directory.example',
  })

const save = (content: string | Uint8Array, fileName = 'page.html'): Capture =>
  fromSavedPage({
    fileName,
    body: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    savedAt: new Date('2026-11-22T12:00:00Z'),
    savedBy: 'tests',
  })

const page = render(entries.slice(0, 45))
const found = entries.find(({ locations, tags }) => locations.length === 1 && tags.length > 0)
if (!found) throw new Error('Nobody in the population has one address and a certification.')
const person: Entry = found

describe('a challenge page', () => {
  test('is blocked, not empty', () => {
    const capture = save(renderChallenge())
    expect(capture.kind).toBe('challenge:raw')
    expect(() => parse(capture)).toThrow(BlockedError)
    expect(ncbahm.completeScopes?.([capture])).toEqual([])
  })

  test('is one too when it is the directory’s own, with the list not there', () => {
    const withoutList = page.replace(/<section id="searchContent"[\s\S]*<\/section>/, '')
    expect(save(withoutList).kind).toBe('challenge:raw')
  })
})

describe('a page that contradicts itself', () => {
  const refused: [string, (html: string) => string, RegExp][] = [
    [
      'a card is missing',
      (html) =>
        html.replace(/<div class="result-card__item">[\s\S]*?<div class="cert-box">/, '<div>'),
      /shows 19 of them where 20/,
    ],
    [
      'the last page is another',
      (html) => html.replace('id="hdnlastpage" value="3"', 'id="hdnlastpage" value="4"'),
      /names 4 as the last page/,
    ],
    [
      'the banner is another',
      (html) => html.replace('45 Practitioners', '95 Practitioners'),
      /95 practitioners were found/,
    ],
    [
      'it is beyond the last',
      (html) => html.replace('id="hdncurrpage" value="1"', 'id="hdncurrpage" value="9"'),
      /calls itself page 9 of 3/,
    ],
    [
      'it is the last and full',
      (html) => html.replace('id="hdncurrpage" value="1"', 'id="hdncurrpage" value="3"'),
      /where 5 belong/,
    ],
    ['no banner', (html) => html.replace('45 Practitioners found', ''), /does not say how many/],
    [
      'two banners differ',
      (html) => html.replace('Search again', '44 Practitioners found'),
      /two different numbers/,
    ],
    [
      'a number is none',
      (html) => html.replace('id="hdnlastpage" value="3"', 'id="hdnlastpage" value="three"'),
      /no number/,
    ],
    ['it breaks off', (html) => html.replace('</html>', ''), /breaks off/],
  ]
  test.each(refused)('is refused: %s', (_, change, sentence) => {
    const changed = change(page)
    expect(changed).not.toBe(page)
    const capture = save(changed)
    expect(() => parse(capture)).toThrow(LayoutError)
    expect(() => parse(capture)).toThrow(sentence)
  })

  test('is not one that leaves its own number out', () => {
    const capture = save(page.replace('id="hdncurrpage" value="1"', 'id="hdncurrpage"'))
    expect(pageFacts(capture)).toMatchObject({ currentPage: null, lastPage: 3, cards: 20 })
    expect(parse(capture).records).toHaveLength(20)
  })
})

describe('an odd card', () => {
  const parsePage = (html: string) => parse(save(html))

  test('two people whom nothing tells apart become a problem each, and no record', () => {
    const twins = [person, { ...person, id: person.id + 1 }, ...entries.slice(100, 105)]
    const { records, problems } = parsePage(render(twins))
    expect(records).toHaveLength(5)
    expect(problems).toHaveLength(2)
    expect(problems[0]?.detail).toMatch(/2 people on one page are called/)
  })

  test('one person listed twice is a problem, too', () => {
    const { records, problems } = parsePage(render([person, person, ...entries.slice(100, 105)]))
    expect([records.length, problems.length]).toEqual([5, 2])
    expect(problems[0]?.detail).toMatch(/listed 2 times/)
  })

  test('an unknown certification, gender, phone or country is reported and left out', () => {
    const html = render([person, ...entries.slice(100, 106)])
      .replace(/<p class="copy">[A-Z]+ Certification/, '<p class="copy">XQ Certification')
      .replace(/\| (Female|Male)</, '| Robot<')
      .replace(/<em>[^<]*<\/em>/, '<em>call me</em>')
      .replace(/(id="addressdata_1">)[^<]*/, '$1 1 Rue Inventée , Exampleville, QC, Canada')
    const { problems, unknownWords, records } = parsePage(html)
    expect(unknownWords).toEqual(['XQ Certification'])
    expect(problems.map(({ detail }) => detail).join('\n')).toMatch(
      /"Robot" is no gender[\s\S]*"XQ Certification" is no[\s\S]*"call me" is no phone[\s\S]*Canada" is no address/,
    )
    expect(records).toHaveLength(7)
    expect(records[0]?.content.locations).toEqual([])
  })

  test('a card without a name or without a line that all have is no record', () => {
    const html = render([person, ...entries.slice(100, 106)]).replace(
      '<i class="icon-globe">',
      '<i class="icon-star">',
    )
    const { records, problems } = parsePage(html)
    expect(records).toHaveLength(6)
    expect(problems[0]?.detail).toContain('icon-globe')
  })

  test('something new on every card is named', () => {
    const html = render([person]).replace(
      '<div class="iconic-callout">',
      '<p class="waiting">Accepts patients</p><div class="iconic-callout">',
    )
    const [problem, ...others] = parsePage(html).problems
    expect([problem?.level, others]).toEqual(['page', []])
    expect(problem?.detail).toContain('The field waiting')
  })

  test('a page on which no card can be read fails', () => {
    expect(() => parsePage(page.replaceAll('p class="gendar"', 'p class="state"'))).toThrow(
      /None of the 20 rows/,
    )
  })
})

describe('a file that is no page', () => {
  const files: [string, string | Uint8Array, RegExp][] = [
    ['nothing', '', /an empty file/],
    ['a PDF', '%PDF-1.7 invented', /a PDF/],
    ['a web archive', 'From: <Saved by Blink>\r\nMIME-Version: 1.0', /MHTML/],
    ['a web archive of Safari', 'bplist00 invented', /Safari/],
    ['JSON', '{"people":[]}', /JSON/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /a picture/],
    [
      'another page',
      '<html><head><title>Recipes</title></head><body>Soup</body></html>',
      /titled "Recipes"/,
    ],
    ['other text', 'Dear diary, today nothing happened.', /begins "Dear diary/],
  ]
  test.each(files)('%s is refused by name', (_, content, sentence) => {
    expect(() => save(content, 'notes.bin')).toThrow(LayoutError)
    expect(() => save(content, 'notes.bin')).toThrow(sentence)
    expect(() => save(content, 'notes.bin')).toThrow(/^notes\.bin: /)
  })
})

describe('a file in another character set', () => {
  const html = render([{ ...person, name: 'Zoë Núñez-Example' }])
  const nameIn = (body: Uint8Array): string | undefined =>
    parse(save(body)).records[0]?.content.name.full

  test('is read as UTF-8, UTF-16 or Windows text', () => {
    const codes = Array.from({ length: html.length }, (_, place) => html.charCodeAt(place))
    const utf16 = new Uint8Array([0xff, 0xfe, ...codes.flatMap((code) => [code & 255, code >> 8])])
    const windows = new Uint8Array(codes)
    const bom = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(html)])
    for (const body of [utf16, windows, bom]) expect(nameIn(body)).toBe('Zoë Núñez-Example')
  })
})

describe('a details page', () => {
  const detail = renderDetail(
    { ...person, about: 'I listen.' },
    'https://directory.example/',
    'raw',
  )

  test('that has a section nobody reads says so', () => {
    const { problems, records } = parse(
      save(detail.replace('</main>', '<section><h4>Insurance</h4><p>Any</p></section></main>')),
    )
    expect(problems[0]?.detail).toBe('Nothing reads the section "Insurance".')
    expect(records[0]?.content.raw['about']).toBe('I listen.')
  })

  test('with a badge link of another place is refused', () => {
    const strange = detail.replace(
      /https:\/\/digitalbadge\.[^"]*|(?=<section><h4>Practitioner)/,
      (found) =>
        found === ''
          ? '<a href="https://digitalbadge.example/x">b</a>'
          : 'https://digitalbadge.example/x',
    )
    expect(() => parse(save(strange))).toThrow(/no badge link/)
  })

  test('without its heading is no details page', () => {
    expect(() => save(detail.replace(/<h6>[\s\S]*?<\/h6>/, ''))).toThrow(/no details page/)
  })
})

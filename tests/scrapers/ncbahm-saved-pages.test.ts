/** What a person saved, back into the people it was made from. */
import { describe, expect, test } from 'vitest'
import { fold, stripDegrees } from '#src/core/names.ts'
import { ncbahm } from '#scrapers/ncbahm/index.ts'
import { completeScopes } from '#scrapers/ncbahm/completeness.ts'
import { parse } from '#scrapers/ncbahm/parse.ts'
import { fromSavedPage } from '#scrapers/ncbahm/saved-page.ts'
import { renderSavedPages } from '#scrapers/ncbahm/simulated-saved-pages.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import type { Fault } from '#scrapers/lib/simulator.ts'
import type { Capture, ParsedCapture } from '#scrapers/source.ts'

const people = createPopulation()
const capturesOf = (all: InventedPerson[], fault: Fault | null = null): Capture[] =>
  renderSavedPages(all, fault).map(({ fileName, html }) =>
    fromSavedPage({
      fileName,
      body: new TextEncoder().encode(html),
      savedAt: new Date('2026-11-22T12:00:00Z'),
      savedBy: 'tests',
    }),
  )
const captures = capturesOf(people)
const parsed = captures.map((capture) => ({ capture, ...parse(capture) }))
const ofKind = (kind: RegExp): (ParsedCapture & { capture: Capture })[] =>
  parsed.filter(({ capture }) => kind.test(capture.kind))

const listed = people.filter(({ diplomate }) => diplomate?.isListed)
const plainName = ({ diplomate }: InventedPerson): string =>
  fold(stripDegrees(diplomate?.displayName ?? '').replace(/"[^"]*"/, ' '))
const sorted = (values: string[]): string[] => values.toSorted()

describe('pages saved by hand', () => {
  test('hold every listed person once among the cards, without a problem', () => {
    const cards = ofKind(/^results:/)
    const names = cards.flatMap(({ records }) =>
      records.map(({ content }) => fold(content.name.full)),
    )
    expect(sorted(names)).toEqual(sorted(listed.map(plainName)))
    expect(parsed.flatMap(({ problems, unknownWords }) => [...problems, ...unknownWords])).toEqual(
      [],
    )
    const keys = cards.flatMap(({ records }) => records.map(({ key }) => key))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('say of each person what the person is', () => {
    const records = new Map(
      ofKind(/^results:/).flatMap(({ records }) => records.map((record) => [record.key, record])),
    )
    for (const person of listed) {
      const [practice] = person.practices
      const record = [...records.values()].find(
        ({ content }) =>
          fold(content.name.full) === plainName(person) &&
          content.gender === person.gender &&
          (content.locations[0]?.city ?? null) === (practice?.city ?? null) &&
          (content.locations[0]?.street ?? null) === (practice?.street ?? null),
      )
      expect({ id: person.id, isFound: record !== undefined }).toEqual({
        id: person.id,
        isFound: true,
      })
      expect(new Set(record?.content.certifications.map(({ designation }) => designation))).toEqual(
        new Set(person.diplomate?.designations),
      )
      expect(record?.content.certifications.every(({ standing }) => standing === 'active')).toBe(
        true,
      )
      expect(record?.scope).toBe(`state:${practice?.state ?? person.home.state}`)
      const phone = record?.content.locations[0]?.phone ?? null
      expect([null, practice?.phone ?? null]).toContain(phone)
      if (!practice) expect(record?.content.placeOfRecord?.state).toBe(person.home.state)
    }
  })

  test('have details with ZIP, languages, badge and training, as the person gave them', () => {
    const details = ofKind(/^detail:/)
    expect(details.length).toBeGreaterThan(100)
    const byFile = new Map(
      renderSavedPages(people).map(({ fileName }, index) => [fileName, parsed[index]?.records[0]]),
    )
    for (const person of listed) {
      const record = byFile.get(`detail-${String(person.id).padStart(6, '0')}.html`)
      if (!record) continue
      const { content } = record
      expect(content.locations.map(({ city, postalCode }) => `${city} ${postalCode}`)).toEqual(
        person.practices.map(({ city, postalCode }) => `${city} ${postalCode}`),
      )
      expect(content.languages).toEqual(person.languages)
      expect(content.link).toBe(person.diplomate?.badgeUrl)
      expect(content.raw['about']).toBe(person.diplomate?.about)
      const isTriState = person.diplomate?.education.some(({ school }) =>
        /^tri.?state/i.test(school),
      )
      const documented = content.training.filter(({ tier }) => tier === 'documented')
      expect({ id: person.id, count: documented.length }).toEqual({
        id: person.id,
        count: isTriState ? 1 : 0,
      })
    }
  })

  test('make no claim out of a sentence that denies it', () => {
    const training = ofKind(/^detail:/).flatMap(({ records }) =>
      records.flatMap(({ content }) => content.training),
    )
    expect(training.some(({ tier }) => tier === 'mentioned')).toBe(true)
    expect(training.filter(({ evidence }) => /do not|never/.test(evidence))).toEqual([])
  })

  test('in the older layout say what the present one says of the same people', () => {
    const present = new Map(
      ofKind(/^results:/).flatMap(({ records }) => records.map((record) => [record.key, record])),
    )
    const old = ofKind(/^results-old:/).flatMap(({ records }) => records)
    expect(old.length).toBeGreaterThan(1)
    for (const record of old) expect(record).toEqual(present.get(record.key))
  })

  test('remember whether a server or a browser wrote them, and where they come from', () => {
    const kinds = new Set(captures.map(({ kind }) => kind))
    expect(kinds).toEqual(
      new Set(['results:dom', 'results:raw', 'detail:dom', 'detail:raw', 'results-old:raw']),
    )
    const [first] = captures
    expect(first).toMatchObject({ via: 'saved', savedBy: 'tests', status: 200, registry: 'ncbahm' })
    expect(first?.url).toContain('StateCode=NY')
    const raw = captures.find(({ kind }) => kind === 'results:raw')
    expect(raw?.url).toMatch(/SearchResultWithoutMap\?CountryCode=USA&StateCode=NJ.*PageNo=1$/)
  })

  test('name a person after a quoted nickname as well', () => {
    const withNickname = listed.filter(({ diplomate }) => diplomate?.displayName.includes('"'))
    const others = ofKind(/^results:/).flatMap(({ records }) =>
      records.flatMap(({ content }) => content.otherNames.map(({ full }) => full)),
    )
    expect(withNickname.length).toBeGreaterThan(0)
    expect(others.length).toBe(withNickname.length)
    expect(others.every((name) => !name.includes('"'))).toBe(true)
  })
})

describe('what the pages cover', () => {
  test('is each state whose people are all there', () => {
    expect(completeScopes(captures)).toEqual(['state:CT', 'state:NJ', 'state:NY'])
    expect(ncbahm.completeScopes?.(captures)).toEqual(['state:CT', 'state:NJ', 'state:NY'])
  })

  test('is not a state of which one page is missing, or saved twice in place of another', () => {
    const [first, ...others] = captures
    expect(completeScopes(others)).toEqual(['state:CT', 'state:NJ'])
    const again = first ? [first, first, ...others.slice(1)] : []
    expect(completeScopes(again)).toEqual(['state:CT', 'state:NJ'])
  })

  test('is not a state that lists nobody', () => {
    const empty = capturesOf([]).filter(({ kind }) => kind.startsWith('results:'))
    expect(empty.map((capture) => parse(capture).records.length)).toEqual([0, 0, 0])
    expect(completeScopes(empty)).toEqual([])
  })

  test('is not a state whose pages are of two days with different totals', () => {
    const fewer = capturesOf(people.filter(({ id }) => id % 9 !== 0))
    const mixed = [...captures.slice(0, 2), ...fewer.slice(2)]
    expect(completeScopes(mixed)).not.toContain('state:NY')
  })

  test('shows when a registry lists far fewer people, or uses a new word', () => {
    const fewer = capturesOf(people, 'fewer').flatMap((capture) => parse(capture).records)
    expect(fewer.length).toBeLessThan(parsed.flatMap(({ records }) => records).length / 2)
    const odd = capturesOf(people, 'new-status').map(parse)
    expect(odd.flatMap(({ unknownWords }) => unknownWords)).toContain('Diplomate On Hold')
    const standings = odd.flatMap(({ records }) =>
      records.flatMap(({ content }) => content.certifications.map(({ standing }) => standing)),
    )
    expect(standings).toContain('unknown')
  })

  test('counts nothing where the certifications are gone', () => {
    const bare = capturesOf(people, 'missing-column').filter(({ kind }) =>
      kind.startsWith('results:'),
    )
    expect(bare.every((capture) => parse(capture).filled['certifications'] === undefined)).toBe(
      true,
    )
  })
})

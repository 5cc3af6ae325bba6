/** Parts of the parser, and what the real samples say where they are on this machine. */
import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { currentThrough } from '#src/core/standing.ts'
import { LayoutError } from '#scrapers/lib/errors.ts'
import { parseLongDate } from '#scrapers/ny-nysed/dates.ts'
import { readDetail } from '#scrapers/ny-nysed/detail.ts'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import { packNumbers, unpackNumbers } from '#scrapers/ny-nysed/numbers.ts'
import { readNamesPage } from '#scrapers/ny-nysed/pages.ts'
import { getProfession, readProfessions } from '#scrapers/ny-nysed/professions.ts'
import { trainingFromSchool } from '#scrapers/ny-nysed/training.ts'
import { STATUS_WORDS } from '#scrapers/ny-nysed/words.ts'
import type { Capture } from '#scrapers/source.ts'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

const toCapture = (
  kind: string,
  body: Uint8Array | string,
  more: Partial<Capture> = {},
): Capture => ({
  registry: 'ny-nysed',
  kind,
  via: 'http',
  method: 'GET',
  url: 'https://nysed.example/rosa/V2/x',
  requestBody: null,
  status: 200,
  mediaType: 'application/json',
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  etag: null,
  lastModified: null,
  savedBy: null,
  ...more,
})

/** The least that the registry says of everybody, plain and labelled. */
const toDetail = (status: string, through: string | null, more: Record<string, unknown> = {}) => ({
  name: { label: 'Name', value: 'EXAMPLE ALEX' },
  profession: { label: 'Profession', value: 'Acupuncture (025)' },
  professionCode: '025',
  licenseNumber: { label: 'License Number', value: '001234' },
  status: { label: 'Status', value: status },
  registeredThroughDate: { label: 'Registered through Date', value: through },
  enforcementActions: [],
  ...more,
})
const licenseOf = (detail: Record<string, unknown>) =>
  readDetail(detail, null).record.content.licenses[0]

describe('a status', () => {
  test('permits practice only as Registered with a day', () => {
    const day = 'January 08, 2030'
    const current = ['Unheard Of', 'unknown', 'none', ...Object.keys(STATUS_WORDS)].filter(
      (word) => {
        const license = licenseOf(toDetail(word, day))
        return license && currentThrough(license) !== null
      },
    )
    expect(current).toEqual(['REGISTERED'])
    const endless = licenseOf(toDetail('Registered', null))
    expect(endless && currentThrough(endless)).toBeNull()
    const good = licenseOf(toDetail('Registered', day))
    expect(good && currentThrough(good)).toBe('2030-01-08')
  })

  test('is read whatever its capitals, and none of the words for none', () => {
    expect(licenseOf(toDetail('REGISTERED', 'May 01, 2030'))?.registration?.standing).toBe('active')
    expect(readDetail(toDetail('Unknown', null), null)).toMatchObject({ unknownWords: ['Unknown'] })
    expect(() => readDetail(toDetail('', null), null)).toThrow(/field status is missing/)
  })
})

test('actions must be a list, and what they look like is told without what they say', () => {
  for (const enforcementActions of [undefined, null, 'none', {}]) {
    const detail = toDetail('Registered', null, { enforcementActions })
    expect(() => readDetail(detail, null)).toThrow(LayoutError)
  }
  const detail = toDetail('Registered', 'May 01, 2030', {
    enforcementActions: ['Fined by the Regents', { b: 'a person', a: 1 }],
  })
  const { record, unknownWords } = readDetail(detail, null)
  expect(unknownWords).toEqual(['enforcementActions with a, b, string'])
  expect(record.content.licenses[0]?.hasDiscipline).toBe(true)
  expect(record.content.raw.enforcementActions).toBe(
    '["Fined by the Regents",{"b":"a person","a":1}]',
  )
})

test.each([
  ['BROOKLYN NY', { city: 'Brooklyn', state: 'NY', postalCode: null }],
  ['new york  NY', { city: 'New York', state: 'NY', postalCode: null }],
  ['NY', { city: null, state: 'NY', postalCode: null }],
  ['SEOUL KOREA', { city: 'Seoul Korea', state: null, postalCode: null }],
  ['TORONTO ZZ', { city: 'Toronto Zz', state: null, postalCode: null }],
  ['Not on file', null],
])('the address %s', (address, place) => {
  const detail = toDetail('Inactive', null, { address: { label: 'Address', value: address } })
  expect(readDetail(detail, null).record.content.placeOfRecord).toEqual(place)
})

test.each([
  ['January 08, 1998', '1998-01-08'],
  ['December 31, 2030', '2030-12-31'],
  ['may 1, 2001', '2001-05-01'],
  ['February 30, 2001', null],
  ['Smarch 01, 2001', null],
  ['01/08/1998', null],
  ['Jan 08, 1998', null],
])('the date %s', (text, date) => {
  if (date === null) expect(() => parseLongDate(text)).toThrow(LayoutError)
  else expect(parseLongDate(text)).toBe(date)
})

test.each([
  ['TRI-STATE COLLEGE OF ACUPUNCTURE', 'Tri-State College of Acupuncture'],
  ['TRI STATE COLL OF ACUPUN', 'Tri State Coll of Acupun'],
  ['TRISTATE COLLEGE OF ACUPUNCTURE', 'Tristate College of Acupuncture'],
  ['TRI-STATE COLLEGE OF NURSING', null],
  ['STATE COLLEGE OF ACUPUNCTURE', null],
  [null, null],
])('the school %s', (school, shown) => {
  const evidence = `School on the license record: ${shown}`
  expect(trainingFromSchool(school)).toEqual(
    shown === null ? [] : [{ program: 'apm', tier: 'documented', evidence }],
  )
})

test('numbers come out of a cursor as they went in, sorted', () => {
  const number = fc.integer({ min: 1, max: 999_999 }).map((one) => String(one).padStart(6, '0'))
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      expect(unpackNumbers(packNumbers(numbers))).toEqual([...new Set(numbers)].sort())
    }),
  )
})

describe('an answer of another shape', () => {
  test.each([
    ['professions', '{}'],
    ['professions', '[{"professionCode":25,"profession":"Acupuncture"}]'],
    ['names', '[]'],
    ['names', '{"content":[],"totalPages":"1"}'],
    ['names', '{"content":[{"name":"A"}],"totalPages":1}'],
    ['detail', '[]'],
    ['detail', ''],
    ['look-up', '"none"'],
  ])('%s %s is refused', (kind, body) => {
    expect(() => nyNysed.parse(toCapture(kind, body))).toThrow(LayoutError)
  })

  test('a page that is not there has nobody', () => {
    for (const status of [204, 400]) {
      expect(readNamesPage(toCapture('names', '', { status }))).toMatchObject({ totalPages: 0 })
    }
  })

  test('a field that nobody has seen is news about its row', () => {
    const detail = JSON.stringify(toDetail('Registered', 'May 01, 2030', { probation: 'Yes' }))
    expect(nyNysed.parse(toCapture('detail', detail)).problems).toEqual([
      {
        level: 'row',
        key: '025-001234',
        detail: 'Never seen before and left aside: the field probation.',
      },
    ])
  })
})

describe.skipIf(!hasSamples('ny-nysed'))('the samples', () => {
  const sample = (name: string) => readSample(`ny-nysed/${name}_RECONSTRUCTED.json`)

  test('of a detail: read with no problem, and refused as no acupuncturist', () => {
    const body = sample('detail_byLicenseNumber')
    const detail: Record<string, unknown> = JSON.parse(new TextDecoder().decode(body))
    const reading = readDetail(detail, null)
    expect(reading).toMatchObject({ problems: [], unknownWords: [], leftovers: [] })
    expect(reading.record.content.licenses[0]).toMatchObject({
      standing: 'active',
      registration: { standing: 'active' },
    })
    expect(nyNysed.parse(toCapture('detail', body))).toMatchObject({
      records: [],
      problems: [{ detail: expect.stringContaining('not of acupuncture') }],
    })
  })

  test('of a list: every row has its number', () => {
    const page = readNamesPage(toCapture('names', sample('search_byProfessionAndName')))
    expect(page).toMatchObject({ problems: [], totalPages: 1 })
    expect(page.licenses).toHaveLength(page.rows)
  })

  test('of the professions: the default setting fits', () => {
    const capture = toCapture('professions', sample('professions'))
    expect(readProfessions(capture).length).toBeGreaterThan(3)
    expect(getProfession(capture, {})).toBe(nyNysed.info.settings.profession?.default)
  })

  test('of values as displayed: dates and place are read', () => {
    const text = new TextDecoder().decode(readSample('ny-nysed/modal_values_real_2026-03-16.json'))
    const values: Record<string, string> = JSON.parse(text)
    const labelled = Object.entries(values).map(([name, value]) => [name, { label: name, value }])
    const detail = {
      ...Object.fromEntries(labelled),
      professionCode: '060',
      enforcementActions: [],
    }
    const { record, problems } = readDetail(detail, null)
    expect(problems).toEqual([expect.stringMatching(/left aside: the fields _note, degreeDate\.$/)])
    expect(record.content.placeOfRecord?.state).toBe('NY')
    expect(record.content.licenses[0]).toMatchObject({
      licensedOn: parseLongDate(values.dateOfLicensure ?? ''),
      registration: { registeredThrough: parseLongDate(values.registeredThroughDate ?? '') },
    })
  })
})

/** What New Jersey's answers say, row by row and word by word. */
import { describe, expect, test } from 'vitest'
import { LayoutError } from '#scrapers/lib/errors.ts'
import { BULK_COLUMNS } from '#scrapers/nj-dca/license-row.ts'
import { parse } from '#scrapers/nj-dca/parse.ts'
import { toRank, toStanding } from '#scrapers/nj-dca/standing.ts'
import { SPEAKING_AFTER, SPEAKING_FIRST } from '#scrapers/nj-dca/words.ts'
import type { Capture } from '#scrapers/source.ts'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

const capture = (kind: string, body: string | Uint8Array, mediaType = 'text/plain'): Capture => ({
  registry: 'nj-dca',
  kind,
  via: 'http',
  method: 'POST',
  url: 'https://registry.example/Verification_Bulk/PrefDetails.aspx',
  requestBody: null,
  status: 200,
  mediaType,
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  etag: null,
  lastModified: null,
  savedBy: null,
})

const ROW = {
  full_name: 'ALEX EXAMPLE',
  profession_name: 'Acupuncture',
  license_type_name: 'Acupuncturist',
  license_no: '25MZ00900100',
  issue_date: '6/1/2015',
  expiration_date: '6/30/2027',
  addr_city: 'HOBOKEN',
  addr_state: 'NJ',
  addr_zipcode: '07030',
  license_status_name: 'Active',
}
type Row = Record<string, string>
const withNumber = (index: number, more: Row = {}): Row => ({
  ...ROW,
  license_no: `25MZ0090${String(index).padStart(2, '0')}00`,
  ...more,
})
const toFile = (rows: Row[], columns: readonly string[] = BULK_COLUMNS): string =>
  [
    columns.map((column) => `${column}|`).join(''),
    ...rows.map((row) => columns.map((column) => `${row[column] ?? ''}|`).join('')),
    '',
  ].join('\r\n')
const parseRows = (rows: Row[], columns = BULK_COLUMNS) =>
  parse(capture('bulk', toFile(rows, columns)))
const spoken = (rows: Row[]) =>
  parseRows(rows).records.map(({ content }) => content.licenses[0]?.registryStatus)

describe('the bulk file', () => {
  test.each(BULK_COLUMNS)('without the column %s is a changed layout', (column) => {
    const columns = BULK_COLUMNS.filter((name) => name !== column)
    expect(() => parseRows([ROW], columns)).toThrow(`lacks the column ${column}.`)
  })

  test('that breaks off, even at the end of a cell, is a changed layout', () => {
    const text = toFile([ROW, withNumber(2)])
    const lastRow = text.trimEnd().lastIndexOf('\n') + 1
    for (let cut = lastRow + 1; cut < text.trimEnd().length; cut += 1) {
      expect(() => parse(capture('bulk', text.slice(0, cut)))).toThrow('breaks off in line 3.')
    }
    expect(() => parse(capture('bulk', text.slice(0, 20)))).toThrow(/lacks the column/)
    expect(() => parse(capture('bulk', ''))).toThrow(LayoutError)
  })

  test('with columns in another order says the same', () => {
    expect(parseRows([ROW], BULK_COLUMNS.toReversed())).toEqual(parseRows([ROW]))
  })

  test('with a new column goes to review and keeps its people', () => {
    const { records, problems } = parseRows([{ ...ROW, age: '7' }], [...BULK_COLUMNS, 'age'])
    expect(records).toHaveLength(1)
    expect(problems).toEqual([expect.objectContaining({ level: 'page' })])
  })

  test('whose cells have all shifted is a changed layout', () => {
    const shifted = toFile(Array.from({ length: 6 }, (_, index) => withNumber(index + 1)))
      .split('\r\n')
      .map((line, index) => (index > 0 && line !== '' ? `x|${line}` : line))
    expect(() => parse(capture('bulk', shifted.join('\n')))).toThrow(/None of the \d rows/)
  })

  test('in another form of dates is a changed layout; one odd date is one problem', () => {
    const rows = Array.from({ length: 6 }, (_, index) => withNumber(index + 1))
    const odd = rows.map((row) => ({ ...row, issue_date: '2015-06-01' }))
    expect(() => parseRows(odd)).toThrow(/"2015-06-01" is not a date of the form M\/D\/YYYY/)
    const { records, problems } = parseRows([...rows, withNumber(7, { issue_date: '13/1/2015' })])
    expect(records).toHaveLength(6)
    expect(problems).toEqual([expect.objectContaining({ level: 'row', key: '25MZ00900700' })])
    const settings = { dateFormat: 'YYYY-MM-DD' }
    const iso = odd.map((row) => ({ ...row, expiration_date: '2027-06-30' }))
    expect(parse(capture('bulk', toFile(iso)), settings).problems).toEqual([])
  })

  test('with bytes that are no UTF-8 is refused, and read where it says what it is', () => {
    const text = toFile([{ ...ROW, full_name: 'JOSÉ EXAMPLE' }])
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(() => parse(capture('bulk', latin))).toThrow(/not readable as utf-8/)
    const { records } = parse(capture('bulk', latin, 'text/plain; charset=windows-1252'))
    expect(records[0]?.content.name.full).toBe('José Example')
  })

  test('says nothing of e-mail and street', () => {
    const row = { ...ROW, addr_email: 'PRIVATE', addr_line_1: 'PRIVATE 1', addr_county: 'PRIVATE' }
    expect(parseRows([row])).toEqual(parseRows([ROW]))
  })

  test('is the only thing that is read as a file', () => {
    expect(() => parse(capture('form', ''))).toThrow(/no answer of the kind "form"/)
  })
})

describe('several rows of one number', () => {
  const row = (license_status_name: string, expiration_date: string): Row => ({
    ...ROW,
    license_status_name,
    expiration_date,
  })

  test.each([
    [
      'Active before a later Expired',
      [row('Expired', '6/30/2029'), row('Active', '6/30/2027')],
      'Active',
    ],
    ['the later of two Active', [row('Active', '6/30/2025'), row('Active', '6/30/2027')], 'Active'],
    [
      'a suspension of the same term',
      [row('Active', '6/30/2027'), row('Suspended', '6/30/2027')],
      'Suspended',
    ],
    [
      'no suspension that is over',
      [row('Suspended', '6/30/2021'), row('Active', '6/30/2027')],
      'Active',
    ],
    [
      'a word nobody knows, of the same term',
      [row('Active', '6/30/2027'), row('Odd', '6/30/2027')],
      'Odd',
    ],
    [
      'what it is before what is asked for',
      [
        row('Reinstatement Pending', '6/30/2021'),
        row('Expired', '6/30/2021'),
        row('Deleted', '6/30/2021'),
      ],
      'Expired',
    ],
    ['any word before none', [row('', '6/30/2027'), row('Expired', '6/30/2021')], 'Expired'],
  ])('%s', (_, rows, status) => {
    expect(spoken(rows)).toEqual([status])
    expect(spoken(rows.toReversed())).toEqual([status])
  })

  test('speak for nobody where one of them cannot be read', () => {
    const rows = [row('Active', '6/31/2027'), row('Expired', '6/30/2021')]
    expect(parseRows(rows)).toMatchObject({ records: [], problems: [{ key: ROW.license_no }] })
  })

  test('speak for nobody where they are two people’s', () => {
    const other = { ...ROW, full_name: 'BLAKE SPECIMEN' }
    expect(parseRows([ROW, other]).problems[0]?.detail).toContain('stands for two people')
    const namesake = { ...ROW, full_name: 'BLAKE EXAMPLE', issue_date: '1/1/2020' }
    expect(parseRows([ROW, namesake]).records).toEqual([])
    const married = { ...ROW, full_name: 'ALEX SPECIMEN', expiration_date: '6/30/2025' }
    expect(parseRows([ROW, married]).records[0]?.content.name.full).toBe('Alex Example')
  })

  test('that are equal count once', () => {
    expect(parseRows([ROW, ROW])).toEqual(parseRows([ROW]))
  })
})

describe('a status word', () => {
  const read = (status: string | null) => toStanding(status, '2027-06-30').standing

  test.each([
    ['Active', 'active'],
    ['ACTIVE', 'active'],
    ['Expired', 'lapsed'],
    ['Reinstatement Pending', 'lapsed'],
    ['Pending', 'pending'],
    ['Deleted', 'inactive'],
    ['Withdrawn', 'inactive'],
    ['Denied', 'inactive'],
    ['Inactive', 'inactive'],
    ['Suspended', 'suspended'],
    ['Suspended - Non-Renewal', 'lapsed'],
    ['Revoked', 'revoked'],
    ['Deceased', 'deceased'],
    ['Probation', 'restricted'],
    ['Active-ish', 'unknown'],
    [null, 'unknown'],
  ])('%s is %s', (status, standing) => {
    expect(read(status)).toBe(standing)
  })

  test('but Active is never active, and that one only with a last day', () => {
    const all = [...SPEAKING_FIRST, ...SPEAKING_AFTER]
    expect(all.filter(([, standing]) => standing === 'active')).toEqual([['ACTIVE', 'active']])
    expect(toStanding('Active', null)).toMatchObject({
      standing: 'unknown',
      problems: [expect.stringContaining('without an expiration date')],
    })
  })

  test('stands in one place only, and ranks fit the database', () => {
    const words = [...SPEAKING_FIRST, ...SPEAKING_AFTER].map(([word]) => word)
    expect(new Set(words).size).toBe(words.length)
    for (const day of ['1800-01-01', '2199-12-31', null]) {
      for (const word of [...words, 'Odd', null]) {
        const rank = toRank(word, day)
        expect(Number.isInteger(rank) && rank >= 0 && rank < 2 ** 31).toBe(true)
      }
    }
  })
})

describe('a details page', () => {
  const SPANS: Row = {
    full_name: 'ALEX EXAMPLE',
    profession_id: 'Acupuncture',
    license_type: 'Acupuncturist',
    license_no: '25MZ00900100',
    sec_lic_status: 'Active',
    issue: '6/1/2015',
    expiration_date: '6/30/2027',
  }
  const parsePage = (spans: Row) => {
    const html = Object.entries(spans).map(([id, text]) => `<span id="${id}">${text}</span>`)
    return parse(capture('details', `<html><body>${html.join('')}</body></html>`, 'text/html'))
  }

  test.each(['license_no', 'sec_lic_status', 'full_name', 'license_type'])(
    'without %s is a changed layout',
    (id) => {
      const { [id]: _gone, ...rest } = SPANS
      expect(() => parsePage(rest)).toThrow(`has no element "${id}"`)
      expect(() => parsePage({ ...rest, [`${id}_2`]: 'x', [`Label_${id}`]: 'x' })).toThrow(
        LayoutError,
      )
    },
  )

  test('may have its ids in a control, but each once', () => {
    const inControl = Object.fromEntries(
      Object.entries(SPANS).map(([id, text]) => [`_ctl23__ctl1_${id}`, text]),
    )
    expect(parsePage(inControl)).toEqual(parsePage(SPANS))
    expect(() => parsePage({ ...SPANS, ...inControl })).toThrow(/has 2 elements/)
  })

  test('without a date for an active license is unknown, and a blank status too', () => {
    const { expiration_date: _gone, ...rest } = SPANS
    for (const spans of [rest, { ...SPANS, sec_lic_status: '' }]) {
      const { records, problems } = parsePage(spans)
      expect(records[0]?.content.licenses[0]?.standing).toBe('unknown')
      expect(problems).toHaveLength(1)
    }
  })

  test('of another profession or type is nobody’s here', () => {
    expect(parsePage({ ...SPANS, profession_id: 'Dentistry' }).records).toEqual([])
    expect(parsePage({ ...SPANS, license_type: 'Guest Instructor' }).records).toEqual([])
  })
})

describe.skipIf(!hasSamples('nj-dca'))('the samples', () => {
  test('the real header is the one expected, and the rows below it are understood', () => {
    const body = readSample('nj-dca/nj_bulk_Data_txt_header_REAL_rows_RECONSTRUCTED.txt')
    const [header = ''] = new TextDecoder().decode(body).split(/\r?\n/)
    expect(header.split('|').filter(Boolean).sort()).toEqual([...BULK_COLUMNS].sort())
    const { records, problems, unknownWords } = parse(capture('bulk', body))
    expect([...problems, ...unknownWords]).toEqual([])
    const standings = records.map(({ content }) => content.licenses[0]?.standing)
    expect(standings).toEqual(['active', 'lapsed'])
  })

  test('the reconstructed pages are understood', () => {
    const text = new TextDecoder().decode(
      readSample('nj-dca/nj_mylicense_pages_RECONSTRUCTED.html'),
    )
    const [, , results = '', details = ''] = text.split(/<!-- PAGE \d/)
    expect(parse(capture('results', results, 'text/html')).problems).toEqual([])
    const { records, problems } = parse(capture('details', details, 'text/html'))
    expect(problems).toEqual([])
    expect(records.map(({ content }) => content.licenses[0]?.standing)).toEqual(['active'])
  })
})

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parse } from '#scrapers/ct-elicense/parse.ts'
import { toStanding } from '#scrapers/ct-elicense/standing.ts'
import { parseFloatingTimestamp } from '#scrapers/lib/dates.ts'
import { LayoutError } from '#scrapers/lib/errors.ts'
import type { Capture } from '#scrapers/source.ts'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

const capture = (body: string): Capture => ({
  registry: 'ct-elicense',
  kind: 'page',
  via: 'http',
  method: 'GET',
  url: 'https://data.example/resource',
  requestBody: null,
  status: 200,
  mediaType: 'application/json',
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body: new TextEncoder().encode(body),
  etag: null,
  lastModified: null,
  savedBy: null,
})

const row = (number: number): Record<string, string> => ({
  credentialid: `${900_000 + number}`,
  name: 'ALEX EXAMPLE',
  type: 'INDIVIDUAL',
  fullcredentialcode: `42.${String(number).padStart(6, '0')}`,
  credentialtype: '42',
  credentialnumber: `${number}`,
  credential: 'Acupuncturist',
  status: 'ACTIVE',
  active: '1',
  issuedate: '2011-05-31T00:00:00.000',
  expirationdate: '2027-06-30T00:00:00.000',
  address: '12 INVENTED LN',
  city: 'HARTFORD',
  state: 'CT',
  zip: '061031234',
  recordrefreshedon: '2026-11-20T00:00:00.000',
})
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1))
const without = (column: string, list: Record<string, string>[]) =>
  list.map(({ [column]: _gone, ...rest }) => rest)
const parseRows = (list: unknown) => parse(capture(JSON.stringify(list)))

test.each(['status', 'active', 'credential', 'fullcredentialcode', 'type'])(
  'a page without the column %s is a changed layout',
  (column) => {
    expect(() => parseRows(without(column, rows(3)))).toThrow(
      new LayoutError(`The column ${column} is gone from all 3 rows.`),
    )
  },
)

test('a column that may be null is missed on a page of some size', () => {
  expect(() => parseRows(without('expirationdate', rows(20)))).toThrow(/expirationdate is gone/)
  const few = parseRows(without('expirationdate', rows(3)))
  expect(few.records.map(({ content }) => content.licenses[0]?.standing)).toEqual(
    Array.from({ length: 3 }, () => 'unknown'),
  )
  expect(few.problems).toHaveLength(3)
  expect(few.filled.expirationdate).toBeUndefined()
})

test('an answer that is no list of rows is a changed layout', () => {
  for (const answer of [{ error: true }, [[]], ['x'], null]) {
    expect(() => parseRows(answer)).toThrow(LayoutError)
  }
  expect(() => parse(capture('[{"name":'))).toThrow(/not JSON/)
})

test('neither a refresh date nor a row id nor a street is in a record', () => {
  const one = parseRows([row(1)])
  const other = parseRows([
    { ...row(1), credentialid: '1', recordrefreshedon: '2030-01-01', address: '99 MOVED ST' },
  ])
  expect(other).toEqual(one)
  expect(JSON.stringify(one)).not.toMatch(/INVENTED LN|061031234/i)
})

test('the registry’s stand-in for no date is none', () => {
  const { records } = parseRows([{ ...row(1), issuedate: '1800-12-27T00:00:00.000' }])
  expect(records[0]?.content.licenses[0]?.licensedOn).toBeNull()
})

test('a count says nothing of anybody', () => {
  expect(parse({ ...capture('[{"count":"12"}]'), kind: 'count' }).records).toEqual([])
})

describe.skipIf(!hasSamples('ct-elicense'))('the real excerpt', () => {
  const text = (): string =>
    new TextDecoder().decode(readSample('ct-elicense/ngch-56tr_excerpt_5_of_21_columns_real.csv'))

  test('has values that are understood', () => {
    const [header, ...lines] = text().trim().split(/\r?\n/).map(cellsOf)
    expect(lines.length).toBeGreaterThan(0)
    const found = lines.map((line) =>
      Object.fromEntries(line.map((cell, index) => [header?.[index] ?? '', cell])),
    )
    for (const { status = '', expirationdate = '', credentialnumber = '' } of found) {
      const expiresOn = parseFloatingTimestamp(expirationdate)
      const reading = toStanding({ status, statusReason: null, isActive: true, expiresOn })
      expect(reading).toEqual({ standing: 'active', unknownWords: [], problems: [] })
      expect(credentialnumber).toMatch(/^[1-9]\d*$/)
    }
  })

  test('fills in rows that parse, where its columns take the place of invented ones', () => {
    const [, ...lines] = text().trim().split(/\r?\n/)
    const mixed = lines.map((line, index) => {
      const [credentialnumber, name, credential, status, expirationdate] = cellsOf(line)
      return { ...row(index + 1), credentialnumber, name, credential, status, expirationdate }
    })
    const { records, problems } = parseRows(mixed)
    expect(problems).toEqual([])
    expect(records).toHaveLength(lines.length)
  })
})

/** Every cell of the excerpt is quoted, so a line reads as JSON. */
const cellsOf = (line: string): string[] => z.array(z.string()).parse(JSON.parse(`[${line}]`))

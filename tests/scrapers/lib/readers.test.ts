/** The strict readers: fields, dates, phones, ZIPs, states, bytes, addresses of registries. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLoopback, joinUrl } from '#scrapers/lib/base-url.ts'
import { parseFloatingTimestamp, parseIsoDate, parseUsDate } from '#scrapers/lib/dates.ts'
import { decodeJson, decodeText } from '#scrapers/lib/decode.ts'
import { LayoutError } from '#scrapers/lib/errors.ts'
import { readFields } from '#scrapers/lib/fields.ts'
import { toPhone } from '#scrapers/lib/phones.ts'
import { toPostalCode } from '#scrapers/lib/postal.ts'
import { toStateCode } from '#scrapers/lib/us-states.ts'

describe('fields', () => {
  test('are read, ignored by name, or left over', () => {
    const fields = readFields(
      { a: ' x  y ', b: null, c: 7, d: '--', e: 1, f: {}, list: [{ g: 'h', i: '' }, { g: 'j' }] },
      { noneWords: ['--'] },
    )
    expect(fields.required('a')).toBe('x y')
    expect(fields.optional('b')).toBeNull()
    expect(fields.optional('c')).toBe('7')
    expect(fields.optional('d')).toBeNull()
    expect(fields.optional('absent')).toBeNull()
    fields.ignore('e')
    expect(fields.list('list').map((item) => item.required('g'))).toEqual(['h', 'j'])
    expect(fields.leftovers()).toEqual(['f', 'list.i'])
    expect(fields.filled()).toEqual(['a', 'c', 'list', 'list.g'])
  })

  test('complain with their full name', () => {
    const fields = readFields({ basic: { status: 'A', is: 'no' }, list: 'x', text: [] })
    const basic = fields.object('basic')
    expect(() => basic.required('name')).toThrow('The field basic.name is missing.')
    expect(() => basic.oneOf('status', ['B', 'C'])).toThrow('is "A"; known are "B", "C".')
    expect(() => basic.boolean('is')).toThrow('The field basic.is is a string')
    expect(() => fields.list('list')).toThrow('The field list is no list but a string.')
    expect(() => fields.object('gone')).toThrow('The field gone is no object but absent.')
    expect(() => fields.optional('text')).toThrow('The field text is no text but a list.')
    expect(() => readFields(null)).toThrow(LayoutError)
  })

  test('of a nested part can be ignored together', () => {
    const fields = readFields({ part: { a: 1, b: 2 } })
    fields.object('part').ignoreAll()
    expect(fields.leftovers()).toEqual([])
  })
})

describe('dates', () => {
  test('have one form each', () => {
    expect(parseIsoDate('2024-02-29')).toBe('2024-02-29')
    expect(parseFloatingTimestamp('2027-06-30T00:00:00.000')).toBe('2027-06-30')
    expect(parseUsDate('6/5/2027')).toBe('2027-06-05')
    for (const text of ['2027-06-30', '6/30/27', '2027-06-30T00:00:00Z', '', '30/6/2027']) {
      expect(() => parseFloatingTimestamp(text)).toThrow(LayoutError)
      expect(() => parseUsDate(text)).toThrow(LayoutError)
    }
  })

  test.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-01-00'])(
    '%s is no day',
    (text) => {
      expect(() => parseIsoDate(text)).toThrow(/not a day of the calendar/)
    },
  )

  test('of the calendar all come through, in every form', () => {
    const day = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2199-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const us = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
        expect(parseIsoDate(iso)).toBe(iso)
        expect(parseUsDate(us)).toBe(iso)
        expect(parseFloatingTimestamp(`${iso}T00:00:00.000`)).toBe(iso)
      }),
    )
  })
})

test.each([
  ['212-555-0123', '212-555-0123'],
  ['(212) 555 0123', '212-555-0123'],
  ['+1 212.555.0123', '212-555-0123'],
  ['2125550123 ext. 45', '212-555-0123'],
  ['#(212) 555-0123', '212-555-0123'],
  ['555-0123', null],
  ['000-000-0000', null],
  ['112-555-0123', null],
  ['212-055-0123', null],
  ['2125550123456', null],
  ['', null],
])('the phone %j is %j', (text, phone) => {
  expect(toPhone(text)).toBe(phone)
})

test.each([
  ['06103', '06103'],
  ['06103-0001', '06103'],
  ['061030001', '06103'],
  ['6103', '06103'],
  ['61030001', '06103'],
  ['06103-', '06103'],
  ['00000', null],
  ['610', null],
  ['M5V 1A1', null],
])('the ZIP %j is %j', (text, zip) => {
  expect(toPostalCode(text)).toBe(zip)
})

test('states are known by code and by name', () => {
  expect(['ny', 'NEW YORK', 'GEORGIA', 'PR'].map(toStateCode)).toEqual(['NY', 'NY', 'GA', 'PR'])
  expect(['GAS', 'ONTARIO', ''].map(toStateCode)).toEqual([null, null, null])
})

describe('bytes', () => {
  const capture = (body: number[] | string, mediaType = 'text/plain') => ({
    body: typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body),
    mediaType,
    url: 'https://registry.example/a?name=secret',
  })

  test('are read by the character set that is named', () => {
    expect(decodeText(capture([0xc3, 0xa9]))).toBe('é')
    expect(decodeText(capture([0xe9], 'text/html; charset=ISO-8859-1'))).toBe('é')
    expect(decodeText(capture([0xef, 0xbb, 0xbf, 0x61], 'text/csv; charset=ISO-8859-1'))).toBe('a')
  })

  test('that do not fit are a layout error, not a question mark', () => {
    expect(() => decodeText(capture([0xe9]))).toThrow(LayoutError)
    expect(() => decodeText(capture('a', 'text/html; charset=klingon'))).toThrow(LayoutError)
  })

  test('that are no JSON say where', () => {
    expect(decodeJson(capture('{"a":1}'))).toEqual({ a: 1 })
    expect(() => decodeJson(capture('{"a":1,}'))).toThrow('at character 7 of 8')
    expect(() => decodeJson(capture('[1,2'))).toThrow('at character 4 of 4')
    expect(() => decodeJson(capture('{"a":tea}'))).not.toThrow('secret')
  })
})

describe('addresses', () => {
  test('join a base with and without prefix and slash', () => {
    expect(joinUrl('https://a.example', '/b')).toBe('https://a.example/b')
    expect(joinUrl('https://a.example/', 'b')).toBe('https://a.example/b')
    expect(joinUrl('https://a.example/p/', '/b/', { x: 1, y: null, $z: "o'n" })).toBe(
      'https://a.example/p/b/?x=1&%24z=o%27n',
    )
    expect(() => joinUrl('data.ct.gov', '/b')).toThrow(/REGISTRY_<ID>_URL/)
    expect(() => joinUrl('ftp://a.example', '/b')).toThrow(/not an http address/)
  })

  test('of this machine are known', () => {
    const own = ['http://127.0.0.1:1/', 'http://127.9.9.9/', 'http://localhost/', 'http://[::1]:3/']
    expect(own.map(isLoopback)).toEqual([true, true, true, true])
    const others = ['https://127.0.0.1.example/', 'https://localhost.example/', 'http://10.0.0.1/']
    expect(others.map(isLoopback)).toEqual([false, false, false])
  })
})

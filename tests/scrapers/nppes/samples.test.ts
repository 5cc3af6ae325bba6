/** Real answers of the NPI registry, where they are on this machine. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectRows } from '#scrapers/lib/collect.ts'
import { npiOf, readResults } from '#scrapers/nppes/answer.ts'
import { parse } from '#scrapers/nppes/parse.ts'
import { parseResult } from '#scrapers/nppes/person.ts'
import type { Capture } from '#scrapers/source.ts'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

const capture = (body: Uint8Array): Capture => ({
  registry: 'nppes',
  kind: 'page',
  via: 'http',
  method: 'GET',
  url: 'https://npiregistry.example/api/',
  requestBody: null,
  status: 200,
  mediaType: 'application/json',
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body,
  etag: null,
  lastModified: null,
  savedBy: null,
})

const list = (folder: string): string[] =>
  readdirSync(path.resolve('..', 'shared', 'registries', folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file}`)

describe.skipIf(!hasSamples('nppes'))('real answers', () => {
  const files = hasSamples('nppes') ? [...list('nppes'), ...list('nppes/old_2018-2022')] : []
  const answers = files.filter((file) => !file.includes('error_'))

  test.each(answers)('every person in %s is read with no problem', (file) => {
    const one = capture(readSample(file))
    const results = readResults(one)
    const people = results.filter(({ enumeration_type }) => enumeration_type === 'NPI-1')
    const parsed = collectRows(results, npiOf, parseResult)
    expect(parsed.problems).toEqual([])
    expect(parsed.unknownWords).toEqual([])
    expect(parsed.records.map(({ key }) => key).sort()).toEqual(people.map(npiOf).sort())
    expect(parse(one).problems).toEqual([])
  })

  test('keep mailing addresses, endpoints and e-mails out of every record', () => {
    for (const file of answers) {
      const results = readResults(capture(readSample(file)))
      for (const result of results) {
        const reading = parseResult(result)
        expect(JSON.stringify(reading) ?? '').not.toMatch(/@|direct\./)
      }
    }
  })

  test('give the one acupuncturist among them, with the license as a raw text only', () => {
    const file = 'nppes/v21_acupuncturist_AK_extracted_derived.json'
    const { records } = parse(capture(readSample(file)))
    expect(records).toHaveLength(1)
    expect(records[0]?.content).toMatchObject({ licenses: [], licenseHints: [] })
    expect(records[0]?.content.raw.taxonomies).toMatch(/^171100000X AK \d+ primary$/)
    expect(records[0]?.scope).toBe('elsewhere')
    const all = parse(capture(readSample('nppes/v21_150_individuals_real_2026-05-17.json')))
    expect(all.records).toEqual(records)
  })

  test('with errors say code, field and what is wrong', () => {
    const messages = files
      .filter((file) => file.includes('error_'))
      .map((file) => messageOf(readSample(file)))
    const bodies = new TextDecoder()
      .decode(readSample('nppes/v21_error_and_empty_bodies_real.jsonl'))
      .trim()
      .split('\n')
    const all = [...messages, ...bodies.map((body) => messageOf(new TextEncoder().encode(body)))]
    expect(all).toEqual([
      expect.stringContaining('error 04 in field generic: No valid search criteria'),
      expect.stringContaining('error 09 in field enumeration_type: enumeration_type requires'),
      expect.stringContaining('error 06 in field number: NPI must be 10 digits'),
      expect.stringContaining('error 17 in field version: Unsupported Version'),
      'read',
    ])
  })
})

function messageOf(body: Uint8Array): string {
  try {
    parse(capture(body))
    return 'read'
  } catch (error) {
    return String(error)
  }
}

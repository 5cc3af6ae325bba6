/** Real answers of the academy's directory, where they are on this machine. */
import { describe, expect, test } from 'vitest'
import { readForm, readPage } from '#scrapers/aama/answers.ts'
import { aama } from '#scrapers/aama/index.ts'
import { isElsewhere, parseMember } from '#scrapers/aama/member.ts'
import type { Capture } from '#scrapers/source.ts'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

const capture = (kind: string, file: string): Capture => ({
  registry: 'aama',
  kind,
  via: 'http',
  method: 'POST',
  url: 'https://directory.example/',
  requestBody: null,
  status: 200,
  mediaType: 'application/json',
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body: readSample(`aama/${file}`),
  etag: null,
  lastModified: null,
  savedBy: null,
})

describe.skipIf(!hasSamples('aama'))('real answers', () => {
  test('the form gives the number of the directory', () => {
    const form = capture('form', 'aama_search_form_real_2026-05-27.json')
    expect(readForm(form)).toBe(2_002_770)
    expect(aama.parse(form).records).toEqual([])
  })

  test.each([1, 5, 10])('every member on page %i is read with no problem', (number) => {
    const one = capture('page', `aama_results_page_${number}_real_2026-05-27.json`)
    const page = readPage(one)
    expect(page).toMatchObject({ number, pages: 25, total: 246, pageSize: 10, strange: [] })
    const parsed = aama.parse(one)
    expect(parsed.problems).toEqual([])
    expect(parsed.records).toHaveLength(page.members.filter((one) => !isElsewhere(one)).length)
    // The others are read as well, as if they were in New York.
    const readings = page.members.map((member) => parseMember(moveToNewYork(member)))
    for (const reading of readings) {
      expect(reading).toMatchObject({ leftovers: [], problems: [], unknownWords: [] })
      const { locations, name, raw } = reading?.record.content ?? {}
      expect(name?.full).toMatch(/^\S+( \S+)+$/)
      expect(name?.full).not.toMatch(/,|\b(MD|DO|LAc|DABMA|FAAMA)\b/)
      expect(raw?.credentials).toMatch(/\b(MD|DO|LAc)\b/)
      expect(locations?.[0]).toMatchObject({
        postalCode: expect.stringMatching(/^\d{5}$/),
        phone: expect.stringMatching(/^\d{3}-\d{3}-\d{4}$/),
        street: expect.stringMatching(/\S/),
      })
    }
  })
})

const moveToNewYork = (member: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(member).replace(/, [A-Z]{2} (?=\d)/, ', NY '))

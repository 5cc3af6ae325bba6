/** The filter by language: named, found in any spelling, and always to be removed again. */
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { SAMPLE_PEOPLE } from '#tests/helpers/sample-people.ts'
import { testApp } from './helpers.ts'

/** Of the sample, these speak something besides English. */
const SPOKEN: Record<string, string[]> = {
  'p-kinam': ['Korean'],
  'p-levine': ['Korean', 'Spanish'],
  'p-nguyen-smith': ['Vietnamese'],
}

let database: TestDatabase
let site: ReturnType<typeof testApp>
beforeAll(async () => {
  database = await openTestDatabase()
  const people = SAMPLE_PEOPLE.map(({ publicId, records }) => ({
    publicId,
    records: records.map((record) => ({
      ...record,
      content: { ...record.content, languages: SPOKEN[publicId] ?? [] },
    })),
  }))
  await fillSampleDirectory(database.db, people)
  site = testApp(database.db)
})
afterAll(() => database.close())

const open = async (path: string) => load((await site.get(path)).text)

const removals = ($: ReturnType<typeof load>) =>
  $('.facets a[aria-current=true]')
    .toArray()
    .map((link) => [$(link).text(), $(link).attr('href')])

describe('a language in force', () => {
  it.each(['Korean', 'korean', 'KOREAN '])('as %s can be removed', async (language) => {
    const $ = await open(`/practitioners?language=${encodeURIComponent(language)}&limit=50`)
    expect($('.card').length).toBe(2)
    expect(removals($)).toEqual([['Koreanremove', '/practitioners?limit=50']])
  })

  it('that nobody speaks can be removed, and is named as the reason', async () => {
    const $ = await open('/practitioners?language=Klingon&license=active')
    expect($('.card').length).toBe(0)
    expect(removals($)).toContainEqual(['Klingonremove', '/practitioners?license=active'])
    expect($('.panel').text()).toContain('at once: license “Active”; language “Klingon”')
    expect($('.loosen li:first-child').text()).toBe(
      'Leave out the language “Klingon”: this limit alone excludes at least 2 practitioners',
    )
    expect($('.loosen a').attr('href')).toBe('/practitioners?license=active')
  })
})

/** The section of a practitioner's page that says why their records are one person. */
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { FETCHED_AT, fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { testApp } from './helpers.ts'

let database: TestDatabase
let ids: Map<string, number>
beforeAll(async () => {
  database = await openTestDatabase()
  ids = await fillSampleDirectory(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(t.linkPairs)
  await database.db.delete(t.judgements)
})

/** What the section says of a practitioner, on one line. */
async function sectionOf(publicId: string): Promise<string> {
  const { text } = await testApp(database.db).get(`/practitioners/${publicId}`)
  const [section = ''] = /<details class="who">.*?<\/details>/s.exec(text) ?? []
  return section.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

/** Record ids of the practitioner by registry. */
async function recordsOf(publicId: string): Promise<Map<string, number>> {
  const rows = await database.db
    .select({ id: t.records.id, registry: t.records.registry })
    .from(t.links)
    .innerJoin(t.records, eq(t.records.id, t.links.recordId))
    .where(and(eq(t.links.practitionerId, ids.get(publicId) ?? -1), isNull(t.links.supersededAt)))
    .orderBy(t.records.id)
  return new Map(rows.map(({ id, registry }) => [registry, id]))
}

async function pairOf(one: string, other: string): Promise<[left: number, right: number]> {
  const records = await recordsOf('p-levine')
  const pair = [records.get(one) ?? -1, records.get(other) ?? -1].toSorted((a, b) => a - b)
  return [pair[0] ?? -1, pair[1] ?? -1]
}

const decided = { decision: 'match', modelVersion: 'a-version', decidedAt: FETCHED_AT } as const

it('says of one record that nothing had to be joined', async () => {
  expect((await recordsOf('p-nppes-only')).size).toBe(1)
  expect(await sectionOf('p-nppes-only')).toContain('There is only one record')
})

it('says who typed the number and who proves it', async () => {
  const [left, right] = await pairOf('ny-nysed', 'nppes')
  await database.db.insert(t.linkPairs).values({
    ...decided,
    leftRecordId: left,
    rightRecordId: right,
    method: 'license',
    reasons: [],
  })
  const section = await sectionOf('p-levine')
  expect(section).toContain(
    'The license number that this person typed into Register nppes is the one on Register ny-nysed',
  )
  expect(section).toContain('Register ny-nysed seen on 20 Nov 2026')
  expect(section).toContain('Decided by a fixed rule, version a-version, on 20 Nov 2026.')
})

it('says what two records share, what fits less, and no numbers of evidence', async () => {
  const [left, right] = await pairOf('ny-nysed', 'ncbahm')
  await database.db.insert(t.linkPairs).values({
    ...decided,
    leftRecordId: left,
    rightRecordId: right,
    method: 'model',
    weight: 17.25,
    probability: 0.9991,
    reasons: [
      { words: 'the same rare name', weight: 19.5 },
      { words: 'the same phone', weight: 8 },
      { words: 'different states', weight: -3.25 },
    ],
  })
  const section = await sectionOf('p-levine')
  expect(section).toMatch(/It shares with Register \S+: the same rare name and the same phone\./)
  expect(section).toContain('What fits less: different states.')
  expect(section).not.toMatch(/17|19\.5|0\.99|3\.25/)
})

it('names nobody who judged, and lets their word stand before all else', async () => {
  const [left, right] = await pairOf('ny-nysed', 'nppes')
  const pair = { leftRecordId: left, rightRecordId: right }
  await database.db.insert(t.linkPairs).values({ ...decided, ...pair, method: 'npi', reasons: [] })
  await database.db.insert(t.judgements).values({
    ...pair,
    actId: 'an-act',
    verdict: 'same',
    by: 'ada',
    note: 'telephoned 212-555-0100',
    at: FETCHED_AT,
  })
  const section = await sectionOf('p-levine')
  expect(section).toContain('found that they are one. Decided by a person on 20 Nov 2026.')
  expect(section).not.toMatch(/ada|telephoned|number that is given/)
})

it('is not there as of an earlier day, whose reasons are not kept', async () => {
  const { text } = await testApp(database.db).get('/practitioners/p-levine?as_of=2026-11-21')
  expect(text).toContain('As the directory knew it')
  expect(text).not.toContain('Why we think')
})

/** What the database itself holds of pairs and judgements. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { insertRecord } from '#tests/helpers/rows.ts'

const AT = new Date('2026-11-22T12:00:00Z')
let database: TestDatabase
/** Two records, the older first. */
let pair: { leftRecordId: number; rightRecordId: number }
let reversed: typeof pair

beforeAll(async () => {
  database = await openTestDatabase()
  const left = await insertRecord(database.db, 'one')
  const right = await insertRecord(database.db, 'other')
  pair = { leftRecordId: left.recordId, rightRecordId: right.recordId }
  reversed = { leftRecordId: right.recordId, rightRecordId: left.recordId }
})
afterAll(() => database.close())

const storePair = (which: typeof pair) =>
  database.db.insert(t.linkPairs).values({
    ...which,
    decision: 'match',
    method: 'npi',
    reasons: [],
    modelVersion: 'rules',
    decidedAt: AT,
  })
const judge = (which: typeof pair) =>
  database.db
    .insert(t.judgements)
    .values({ ...which, actId: 'act', verdict: 'same', by: 'ada', note: '', at: AT })

it('keeps a pair once, the lower record left', async () => {
  await storePair(pair)
  await expect(storePair(pair)).rejects.toMatchObject({ cause: expect.anything() })
  await expect(storePair(reversed)).rejects.toMatchObject({ cause: expect.anything() })
  expect(await database.db.select().from(t.linkPairs)).toMatchObject([pair])
})

it('keeps one judgement in force a pair, and says who ended another', async () => {
  await judge(pair)
  await expect(judge(pair)).rejects.toMatchObject({ cause: expect.anything() })
  await expect(judge(reversed)).rejects.toMatchObject({ cause: expect.anything() })
  const end = (by: string | null) =>
    database.db
      .update(t.judgements)
      .set({ supersededAt: AT, supersededBy: by })
      .where(eq(t.judgements.actId, 'act'))
  await expect(end(null)).rejects.toMatchObject({ cause: expect.anything() })
  await end('bob')
  await judge(pair)
  expect(await database.db.select().from(t.judgements)).toHaveLength(2)
})

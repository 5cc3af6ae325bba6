/** Who asked to be left out of searches, while records come together and apart. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { findHistory } from '#db/queries/changes.ts'
import { findCorrection, listOpenCorrections, listPublicAnswers } from '#db/queries/corrections.ts'
import { listLeftOut } from '#db/queries/left-out.ts'
import { findDeskPractitioner } from '#db/queries/practitioner-desk.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import * as t from '#db/schema/index.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { decideCorrection, undoRemoval } from '#src/services/decide-correction.ts'
import { mergePractitioners } from '#src/services/merge-practitioners.ts'
import { splitPractitioner } from '#src/services/split-practitioner.ts'
import { submitCorrection } from '#src/services/submit-correction.ts'
import { undoJudgement } from '#src/services/undo-judgement.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { addRecords, createContext, empty, named, publish, whoIsWho } from './linkage-fixture.ts'

const NPI = '2000000002'
const word = { by: 'ada', note: 'telephoned' }

let database: TestDatabase
let ctx: ServiceContext
let a2: number

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** `a1` and `a2` are one by the NPI; `b1` and `c1` are alone and older. */
beforeEach(async () => {
  await empty(database.db)
  ctx = createContext(database.db)
  const added = await addRecords(database.db, [
    ['ct-elicense', 'c1', named('Carla Example')],
    ['nj-dca', 'b1', named('Ben Sample')],
    ['nppes', 'a1', named('Ann Specimen', { npi: NPI })],
    ['ncbahm', 'a2', named('Ann Specimen', { npi: NPI })],
  ])
  a2 = added[3] ?? -1
  await publish(ctx, added)
})

async function idOf(key: string): Promise<string> {
  const all = await whoIsWho(database.db)
  return all.find(({ keys }) => keys.split(' ').includes(key))?.id ?? 'nobody'
}
const numberOf = async (publicId: string): Promise<number> =>
  (await findIdentity(database.db, publicId))?.id ?? -1

let asked = 0
async function ask(practitioner: string): Promise<number> {
  asked += 1
  const wish = { practitioner, kind: 'remove' as const, text: '', contact: null }
  return (await submitCorrection(ctx, { ...wish, nonce: `asked ${asked}` })).id
}
const answer = (id: number, outcome: 'done' | 'declined') =>
  decideCorrection(ctx, { id, outcome, answer: `answer to ${id}`, by: 'ada' })
const undo = (id: number) => undoRemoval(ctx, { id, answer: 'undone', by: 'bob' })
async function remove(practitioner: string): Promise<number> {
  const id = await ask(practitioner)
  await answer(id, 'done')
  return id
}
/** First keys of those whom searches leave out, as the rows say and as the marks say. */
async function leftOut(): Promise<string[]> {
  const rows = await rowsOf<{ key: string; marked: number; shown: boolean }>(
    database.db,
    sql`select min(r.key) as key, l.practitioner_id::int as marked, bool_or(s.is_left_out) as shown
        from links l join records r on r.id = l.record_id
        join search_rows s on s.practitioner_id = l.practitioner_id
        where l.superseded_at is null group by 2 order by 1`,
  )
  const marks = await listLeftOut(database.db)
  for (const { marked, shown } of rows) expect(shown).toBe(marks.has(marked))
  return rows.filter(({ shown }) => shown).map(({ key }) => key)
}
const splitA2 = async () =>
  splitPractitioner(ctx, {
    practitioner: await idOf('a2'),
    records: [{ registry: 'ncbahm', key: 'a2' }],
    ...word,
  })
const merge = async (one: string, other: string) =>
  mergePractitioners(ctx, { practitioners: [await idOf(one), await idOf(other)], ...word })
const waiting = async () => listOpenCorrections(database.db, 10, null)

describe('a wish to be left out, when records come apart,', () => {
  it('holds for both after a refresh, until an admin decides', async () => {
    const ann = await idOf('a1')
    await remove(ann)
    const content = named('Wilhelmina Placeholder')
    const [version] = await database.db
      .update(t.recordVersions)
      .set({ replacedAt: ctx.now() })
      .where(eq(t.recordVersions.recordId, a2))
      .returning()
    if (!version) throw new Error('The record has no version.')
    const { recordId, parserVersion, runId, captureId } = version
    const next = { recordId, parserVersion, runId, captureId, content, firstSeenAt: ctx.now() }
    await database.db.insert(t.recordVersions).values(next)
    await publish(ctx, [a2])
    const other = await idOf('a2')
    expect(other).not.toBe(ann)
    expect(await leftOut()).toEqual(['a1', 'a2'])
    const shown = await findDeskPractitioner(database.db, await numberOf(other))
    expect(shown?.leftOutAt).toBeInstanceOf(Date)
    const [told, ...more] = await waiting()
    expect(more).toEqual([])
    expect(told).toMatchObject({ practitioner: { id: other }, kind: 'remove', isLeftOut: true })
    expect(told?.text).toContain(ann)
    await publish(ctx, [a2])
    expect(await waiting()).toHaveLength(1)
    await answer(told?.id ?? 0, 'declined')
    expect(await leftOut()).toEqual(['a1'])
  })

  it('holds for both after a split, and for good once it is granted', async () => {
    const first = await remove(await idOf('a1'))
    await splitA2()
    expect(await leftOut()).toEqual(['a1', 'a2'])
    const [told] = await waiting()
    await undo(first)
    expect(await leftOut()).toEqual(['a2'])
    await answer(told?.id ?? 0, 'done')
    expect(await leftOut()).toEqual(['a2'])
  })

  it('holds for who comes back from a merge that was there before it', async () => {
    const { judgement } = await merge('a1', 'c1')
    await remove(await idOf('a1'))
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await leftOut()).toEqual(['a1', 'c1'])
    expect(await waiting()).toHaveLength(1)
  })

  it('stays with the one it was said of when a later merge is undone', async () => {
    await remove(await idOf('b1'))
    const { judgement } = await merge('b1', 'c1')
    expect(await leftOut()).toEqual(['b1'])
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await leftOut()).toEqual(['b1'])
    expect(await waiting()).toEqual([])
  })
})

describe('after a merge of a merge', () => {
  it('answers, history and the wish of the first are the last one’s', async () => {
    const ann = await idOf('a1')
    const id = await remove(ann)
    const before = await findHistory(database.db, await numberOf(ann), 50, null)
    await merge('a1', 'b1')
    await merge('b1', 'c1')
    const [row] = await rowsOf<{ hops: number }>(
      database.db,
      sql`select count(*)::int as hops from practitioners p
          join practitioners q on q.id = p.merged_into_id and q.merged_into_id is not null`,
    )
    expect(row?.hops).toBe(1)
    const last = await numberOf(await idOf('c1'))
    expect(await listPublicAnswers(database.db, last, 10)).toMatchObject([
      { kind: 'remove', answer: `answer to ${id}` },
    ])
    const kept = (await findHistory(database.db, last, 50, null)).map((change) => change.id)
    expect(before.length).toBeGreaterThan(0)
    expect(kept).toEqual(expect.arrayContaining(before.map((change) => change.id)))
    expect(await findCorrection(database.db, id)).toMatchObject({ isLeftOut: true })
    expect((await findDeskPractitioner(database.db, last))?.leftOutAt).toBeInstanceOf(Date)
    await undo(id)
    expect(await findCorrection(database.db, id)).toMatchObject({ isLeftOut: false })
    expect(await leftOut()).toEqual([])
  })
})

describe('of two removals that were granted', () => {
  it.each([
    ['the first', 0],
    ['the second', 1],
  ])('undoing %s leaves the other in force', async (_name, which) => {
    const ann = await idOf('a1')
    const ids = [await ask(ann), await ask(ann)]
    for (const id of ids) await answer(id, 'done')
    const [one = 0, other = 0] = which === 0 ? ids : ids.toReversed()
    expect(await undo(one)).toEqual({ keptOutBy: other })
    expect(await leftOut()).toEqual(['a1'])
    expect(await undo(other)).toEqual({ keptOutBy: null })
    expect(await leftOut()).toEqual([])
  })

  it('undoing one of another practitioner merged since leaves the own one', async () => {
    const [first, second] = [await remove(await idOf('b1')), await remove(await idOf('c1'))]
    const { judgement } = await merge('b1', 'c1')
    expect(await undo(first)).toEqual({ keptOutBy: second })
    expect(await leftOut()).toEqual(['b1'])
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await leftOut()).toEqual(['c1'])
  })

  it('declining a third brings nobody back', async () => {
    const ann = await idOf('a1')
    const ids = [await ask(ann), await ask(ann)]
    await answer(ids[0] ?? 0, 'done')
    await answer(ids[1] ?? 0, 'declined')
    expect(await leftOut()).toEqual(['a1'])
  })
})

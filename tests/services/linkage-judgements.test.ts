import { desc, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { auditEntries } from '#db/schema/index.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { NotFoundError, RefusedError } from '#src/services/errors.ts'
import { giveTraining } from '#src/services/give-training.ts'
import { judgePair } from '#src/services/judge-pair.ts'
import { mergePractitioners } from '#src/services/merge-practitioners.ts'
import { rebuildLinks } from '#src/services/rebuild-links.ts'
import { splitPractitioner } from '#src/services/split-practitioner.ts'
import { undoJudgement } from '#src/services/undo-judgement.ts'
import { verifyAudit } from '#src/services/verify-audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import {
  addRecords,
  createContext,
  empty,
  named,
  publish,
  stored,
  whoIsWho,
} from './linkage-fixture.ts'

const NPI = { ann: '2000000002', ben: '2000000010', ida: '2000000028' }
const word = { by: 'ada', note: 'telephoned' }

let database: TestDatabase
let ctx: ServiceContext
/** Record ids by key. */
let ids: Map<string, number>

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** `a1` and `a2` are one by the NPI; `b1`, `c1` and `l1`, on an exclusion list, are alone. */
beforeEach(async () => {
  await empty(database.db)
  ctx = createContext(database.db)
  const keys = ['c1', 'a1', 'a2', 'b1', 'l1']
  const added = await addRecords(database.db, [
    ['ct-elicense', 'c1', named('Carla Example')],
    ['nppes', 'a1', named('Ann Specimen', { npi: NPI.ann })],
    ['ncbahm', 'a2', named('Ann Specimen', { npi: NPI.ann })],
    ['nppes', 'b1', named('Ben Sample', { npi: NPI.ben })],
    ['leie', 'l1', named('Ida Placeholder')],
  ])
  ids = new Map(keys.map((key, index) => [key, added[index] ?? -1]))
  await publish(ctx, added)
})
const groups = async (): Promise<string[]> => (await whoIsWho(database.db)).map(({ keys }) => keys)
async function idOf(key: string): Promise<string> {
  const all = await whoIsWho(database.db)
  return all.find(({ keys }) => keys.split(' ').includes(key))?.id ?? 'nobody'
}
const record = (key: string): number => ids.get(key) ?? -1
const judge = (left: string, right: string, verdict: 'same' | 'different' | 'unsure') =>
  judgePair(ctx, { left: record(left), right: record(right), verdict, ...word })
const inForce = (): Promise<object[]> =>
  rowsOf(
    database.db,
    sql`select left_record_id::int as left, right_record_id::int as right, verdict from judgements
        where superseded_at is null order by 1, 2`,
  )
const shown = (): Promise<object[]> =>
  rowsOf(
    database.db,
    sql`select public_id, jsonb_array_length(view->'records') as records from search_rows order by 1`,
  )

describe('a merge', () => {
  it('joins two, the older public id stays, and undoing it brings both back', async () => {
    const before = await whoIsWho(database.db)
    const [carla, ann, rows] = [await idOf('c1'), await idOf('a1'), await shown()]
    const merged = await mergePractitioners(ctx, { practitioners: [ann, carla], ...word })
    expect(await groups()).toEqual(['a1 a2 c1', 'b1'])
    expect(merged.practitioner).toBe(carla)
    expect(await findIdentity(database.db, ann)).toMatchObject({ publicId: carla })
    expect(await shown()).toHaveLength(rows.length - 1)
    await undoJudgement(ctx, { judgement: merged.judgement, by: 'bob' })
    expect(await whoIsWho(database.db)).toEqual(before)
    expect(await findIdentity(database.db, ann)).toMatchObject({ publicId: ann })
    expect(await shown()).toEqual(rows)
  })

  it('shows what people handed in about either, and undoing it leaves each with its own', async () => {
    const [carla, ann] = [await idOf('c1'), await idOf('a1')]
    const [row] = await rowsOf<{ id: number }>(
      database.db,
      sql`select id::int as id from practitioners where public_id = ${ann}`,
    )
    const claim = {
      program: 'trigger-point' as const,
      tier: 'documented' as const,
      evidence: 'An invented diploma',
      evidenceUrl: null,
    }
    await giveTraining(database.db, row?.id ?? -1, claim, {
      givenBy: 'ada',
      actor: 'ada',
      at: ctx.now(),
    })
    const evidenceOf = async (publicId: string): Promise<number> => {
      const [found] = await rowsOf<{ count: number }>(
        database.db,
        sql`select jsonb_array_length(view->'training') as count from search_rows
            where public_id = ${publicId}`,
      )
      return found?.count ?? 0
    }
    const merged = await mergePractitioners(ctx, { practitioners: [ann, carla], ...word })
    expect(await evidenceOf(carla)).toBe(1)
    await undoJudgement(ctx, { judgement: merged.judgement, by: 'bob' })
    expect([await evidenceOf(carla), await evidenceOf(ann)]).toEqual([0, 1])
  })

  it('joins even whom the rules keep apart, with all their records', async () => {
    await mergePractitioners(ctx, { practitioners: [await idOf('a2'), await idOf('b1')], ...word })
    expect(await groups()).toEqual(['a1 a2 b1', 'c1'])
  })

  it('of one with itself or with nobody is refused', async () => {
    const ann = await idOf('a1')
    const merge = (one: string, other: string) =>
      mergePractitioners(ctx, { practitioners: [one, other], ...word })
    await expect(merge(ann, ann)).rejects.toThrow(RefusedError)
    await expect(merge(ann, 'nobody')).rejects.toThrow(NotFoundError)
  })

  it('outlives a rebuild and is told in the change history', async () => {
    await mergePractitioners(ctx, { practitioners: [await idOf('a2'), await idOf('c1')], ...word })
    const before = [await stored(database.db), await shown()]
    expect(await rebuildLinks(ctx, word)).toEqual({ records: 4, practitioners: 2, changed: 0 })
    expect([await stored(database.db), await shown()]).toEqual(before)
    expect(
      await rowsOf(
        database.db,
        sql`select kind, actor, count(*)::int as count from changes where actor = 'ada'
            group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { kind: 'linked', actor: 'ada', count: 2 },
      { kind: 'unlinked', actor: 'ada', count: 2 },
    ])
  })
})

describe('a rebuild', () => {
  it('is in the audit log, with who had it done, why, and what it came to', async () => {
    await database.db.execute(sql`
      update record_versions
      set content = jsonb_set(jsonb_set(content, '{npi}', 'null'), '{name,full}', '"Gus Fiction"')
      where record_id = ${record('a2')}`)
    await rebuildLinks(ctx, word)
    const [entry] = await database.db
      .select()
      .from(auditEntries)
      .orderBy(desc(auditEntries.seq))
      .limit(1)
    expect(entry).toMatchObject({ actor: 'ada', action: 'rebuild-links', why: 'telephoned' })
    expect(JSON.parse(entry?.before ?? '')).toEqual({ records: 4, practitioners: 3 })
    expect(JSON.parse(entry?.after ?? '')).toMatchObject({ records: 4, practitioners: 4 })
    expect(await verifyAudit(database.db)).toMatchObject({ broken: null })
  })
})

describe('a split', () => {
  const split = async (key: string, registry: string) =>
    splitPractitioner(ctx, {
      practitioner: await idOf(key),
      records: [{ registry, key }],
      ...word,
    })

  it('takes a record away though an identifier says otherwise, until it is undone', async () => {
    const before = await whoIsWho(database.db)
    const { judgement, practitioners } = await split('a2', 'ncbahm')
    expect(await groups()).toEqual(['a1', 'a2', 'b1', 'c1'])
    expect(practitioners).toEqual([await idOf('a1'), await idOf('a2')])
    expect(before.map(({ id }) => id)).toContain(await idOf('a1'))
    await publish(ctx, [...ids.values()])
    await rebuildLinks(ctx, word)
    expect(await groups()).toEqual(['a1', 'a2', 'b1', 'c1'])
    const left = await idOf('a2')
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await whoIsWho(database.db)).toEqual(before)
    expect(await findIdentity(database.db, left)).toMatchObject({ publicId: await idOf('a1') })
  })

  it('gives the record the public id again that it had after an earlier one', async () => {
    const first = await split('a2', 'ncbahm')
    await undoJudgement(ctx, { judgement: first.judgement, by: 'bob' })
    const second = await split('a2', 'ncbahm')
    expect(second.practitioners).toEqual(first.practitioners)
  })

  it('has to leave something and to name records that are there', async () => {
    await expect(split('c1', 'ct-elicense')).rejects.toThrow('leaves at least one')
    await expect(split('c1', 'nppes')).rejects.toThrow('has no record nppes c1')
  })
})

describe('judgements', () => {
  it('keep apart through a third as well', async () => {
    await judge('a1', 'c1', 'different')
    await judge('c1', 'b1', 'same')
    expect(await groups()).toEqual(['a1 a2', 'b1 c1'])
    await expect(judge('b1', 'a1', 'same')).rejects.toThrow(
      /contradicts .* by ada.*Undo that first/,
    )
    await judge('a2', 'b1', 'different')
    expect(await groups()).toEqual(['a1 a2', 'b1 c1'])
  })

  it('that contradict each other are refused, and nothing is kept of them', async () => {
    const { judgement } = await judge('a1', 'b1', 'same')
    await judge('b1', 'c1', 'same')
    const before = await rowsOf(database.db, sql`select * from judgements order by id`)
    await expect(judge('a1', 'c1', 'different')).rejects.toThrow(judgement)
    expect(await rowsOf(database.db, sql`select * from judgements order by id`)).toEqual(before)
  })

  it('of one pair replace each other, and what was replaced comes back', async () => {
    await judge('a1', 'a2', 'different')
    const { judgement } = await judge('a2', 'a1', 'same')
    expect(await groups()).toEqual(['a1 a2', 'b1', 'c1'])
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await groups()).toEqual(['a1', 'a2', 'b1', 'c1'])
    await expect(undoJudgement(ctx, { judgement, by: 'bob' })).rejects.toThrow('not in force')
    await expect(undoJudgement(ctx, { judgement: 'none', by: 'bob' })).rejects.toThrow(
      NotFoundError,
    )
  })

  it.each([
    ['looked at before', true],
    ['never looked at before', false],
  ])('of an act are taken back from the last, with a pair %s', async (_name, isLookedAt) => {
    const third = named('Ann Specimen', { npi: NPI.ann })
    await publish(ctx, await addRecords(database.db, [['ny-nysed', 'a3', third]]))
    if (isLookedAt) await judge('a2', 'a1', 'unsure')
    const whole = await whoIsWho(database.db)
    const before = await inForce()
    const split = await splitPractitioner(ctx, {
      practitioner: await idOf('a2'),
      records: [{ registry: 'ncbahm', key: 'a2' }],
      ...word,
    })
    const apart = await whoIsWho(database.db)
    expect(await groups()).toEqual(['a1 a3', 'a2', 'b1', 'c1'])
    const later = await judge('a1', 'a2', 'unsure')
    const undo = (judgement: string) => undoJudgement(ctx, { judgement, by: 'bob' })
    const refused = undo(split.judgement)
    await expect(refused).rejects.toThrow(RefusedError)
    await expect(refused).rejects.toThrow(
      `ada has judged anew. Undo judgement ${later.judgement} first.`,
    )
    await undo(later.judgement)
    expect(await whoIsWho(database.db)).toEqual(apart)
    await undo(split.judgement)
    expect(await inForce()).toEqual(before)
    expect(await whoIsWho(database.db)).toEqual(whole)
  })

  it('of the unsure change nothing', async () => {
    const before = await whoIsWho(database.db)
    await judge('a1', 'c1', 'unsure')
    expect(await whoIsWho(database.db)).toEqual(before)
  })

  it('of records that are not there, or of one alone, are refused', async () => {
    await expect(judge('a1', 'gone', 'same')).rejects.toThrow('There is no record -1.')
    await expect(judge('a1', 'a1', 'same')).rejects.toThrow(RefusedError)
  })

  it('show an exclusion that has no identifier, for as long as they are in force', async () => {
    const { judgement } = await judge('l1', 'b1', 'same')
    expect(await groups()).toEqual(['a1 a2', 'b1 l1', 'c1'])
    await rebuildLinks(ctx, word)
    expect(await groups()).toEqual(['a1 a2', 'b1 l1', 'c1'])
    await undoJudgement(ctx, { judgement, by: 'bob' })
    expect(await groups()).toEqual(['a1 a2', 'b1', 'c1'])
  })
})

/** The audit log is long, and whatever is done to one row of it shows. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonRows, rowsOf } from '#db/client.ts'
import { findAudit } from '#db/queries/audit.ts'
import { auditText, FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { appendAudit, sha256 } from '#src/services/audit.ts'
import { recordVerification, verifyAudit } from '#src/services/verify-audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

const SIZE = 100_000
const STARTED = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

let database: TestDatabase
let heads: string[]
beforeAll(async () => {
  database = await openTestDatabase()
  heads = await fill(database, SIZE)
}, 120_000)
afterAll(() => database.close())

/** A chain of entries, one a minute, through the same hash as `appendAudit`; returns their hashes. */
async function fill({ db }: TestDatabase, size: number): Promise<string[]> {
  const hashes: string[] = []
  let rows: object[] = []
  for (let seq = 1; seq <= size; seq += 1) {
    const content = {
      seq,
      at: new Date(STARTED + seq * MINUTE).toISOString(),
      actor: seq === 777 ? 'user:rare' : `user:${seq % 5}`,
      action: seq === 60_000 ? 'rare' : 'release-run',
      subjectType: seq % 3 === 0 ? 'pair' : 'run',
      subjectId: `s${seq % 1000}`,
      why: `reason ${seq}`,
      before: seq % 2 === 0 ? null : `{"figure":${seq}}`,
      after: `{"figure":${seq + 1}}`,
      previousHash: hashes.at(-1) ?? FIRST_PREVIOUS,
    }
    const hash = sha256(auditText(content))
    hashes.push(hash)
    rows.push({ ...content, hash })
    if (rows.length === 10_000 || seq === size) {
      await db.execute(sql`insert into audit_entries select seq, at, actor, action, "subjectType",
        "subjectId", why, before, after, "previousHash", hash
        from jsonb_to_recordset(${jsonRows(rows)}) as r(seq bigint, at timestamptz, actor text,
          action text, "subjectType" text, "subjectId" text, why text, before text, after text,
          "previousHash" text, hash text)`)
      rows = []
    }
  }
  return hashes
}

/** Does something to the log as somebody with all rights on the server could, and undoes it after. */
async function tamper(statements: string[], notedHead: string | null = null) {
  const undo = new Error('undone')
  let verdict: Awaited<ReturnType<typeof verifyAudit>> | null = null
  await database.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      for (const statement of statements) await tx.execute(sql.raw(statement))
      verdict = await verifyAudit(tx, notedHead)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return verdict
}

const update = (set: string, seq: number) => [`update audit_entries set ${set} where seq = ${seq}`]

describe('a log of 100,000 entries', () => {
  it('fits together, in bounded time', async () => {
    const verdict = await verifyAudit(database.db)
    expect(verdict).toEqual({ entries: SIZE, head: heads.at(-1), broken: null })
  }, 120_000)

  it('is not altered by the way', async () => {
    const statements = [
      ...update("why = ''", 5),
      'delete from audit_entries',
      'truncate audit_entries',
    ]
    for (const statement of statements) {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { message: 'The audit log is never altered.' },
      })
    }
  })

  it.each([
    ["at = at + interval '1 microsecond'", 4321],
    ["at = at + interval '1 millisecond'", 4321],
    ["at = at - interval '4051 years'", 4321],
    ["actor = 'user:9'", 5_001],
    ["action = 'reject-run'", 1],
    ["subject_type = 'person'", 5_000],
    ["subject_id = subject_id || ' '", 2000],
    ["why = 'reason 1'", 2001],
    ['before = \'{"figure": 70001}\'', 70_001],
    ['before = null', 7001],
    ["after = '{}'", 99_999],
    [`previous_hash = '${'1'.repeat(64)}'`, 2],
    [`hash = '${'1'.repeat(64)}'`, 100_000],
  ])(
    'shows %s at %i',
    async (set, seq) => {
      const verdict = await tamper(update(set, seq))
      expect(verdict).toMatchObject({ entries: seq - 1, broken: { seq } })
    },
    60_000,
  )

  it.each([
    ['a deleted row', ['delete from audit_entries where seq = 3123'], 3123],
    ['the first row deleted', ['delete from audit_entries where seq = 1'], 1],
    [
      'two rows that changed places',
      [
        'update audit_entries set seq = -1 where seq = 500',
        'update audit_entries set seq = 500 where seq = 501',
        'update audit_entries set seq = 501 where seq = -1',
      ],
      500,
    ],
    [
      'a row put in front',
      [
        'insert into audit_entries select -seq, at, actor, action, subject_type, subject_id, why, before, after, previous_hash, hash from audit_entries where seq = 7',
      ],
      1,
    ],
    [
      'a row whose hash was made to fit',
      [
        `update audit_entries set why = 'forged', hash = '${'2'.repeat(64)}' where seq = 900`,
        `update audit_entries set previous_hash = '${'2'.repeat(64)}' where seq = 901`,
      ],
      900,
    ],
  ])(
    'shows %s',
    async (_name, statements, seq) => {
      expect(await tamper(statements)).toMatchObject({ broken: { seq } })
    },
    60_000,
  )

  it('shows an end that was cut off, to whoever noted the head', async () => {
    const cut = ['delete from audit_entries where seq > 99990']
    expect(await tamper(cut)).toMatchObject({ entries: 99_990, broken: null })
    expect(await tamper(cut, heads.at(-1) ?? '')).toMatchObject({ broken: { seq: 99_991 } })
    expect(await verifyAudit(database.db, heads[1234] ?? '')).toMatchObject({ broken: null })
  }, 240_000)
})

describe('finding entries', () => {
  const anything = { actor: null, action: null, subjectType: null, subjectId: null, span: null }
  const find = async (filter: Partial<typeof anything> | object, before: number | null = null) =>
    findAudit(database.db, { ...anything, ...filter }, { before, limit: 50 })

  it('gives pages from the newest on', async () => {
    const first = await find({})
    expect(first.entries.map(({ seq }) => seq).slice(0, 2)).toEqual([SIZE, SIZE - 1])
    expect(first.next).toBe(SIZE - 49)
    const second = await find({}, first.next)
    expect(second.entries[0]?.seq).toBe(SIZE - 50)
    expect((await find({}, 20)).next).toBeNull()
  })

  it('finds by who, about what, and on which day', async () => {
    expect((await find({ actor: 'user:rare' })).entries).toMatchObject([{ seq: 777 }])
    const about = await find({ subjectId: 's3' })
    expect(about.entries).toHaveLength(50)
    expect(about.entries.every(({ subject }) => subject.id === 's3')).toBe(true)
    expect((await find({ subjectId: 's3', subjectType: 'nothing' })).entries).toEqual([])
    const from = new Date(STARTED + 10_000 * MINUTE)
    const until = new Date(STARTED + 10_003 * MINUTE)
    const day = await find({ span: { from, until } })
    expect(day.entries.map(({ seq }) => seq)).toEqual([10_002, 10_001, 10_000])
    expect(day.next).toBeNull()
    const never = { from: new Date(0), until: new Date(1) }
    expect(await find({ span: never })).toEqual({ entries: [], next: null })
  })

  it('looks for a rare action some thousand entries at a time', async () => {
    let page = await find({ action: 'rare' })
    let pages = 1
    while (page.entries.length === 0 && page.next !== null) {
      page = await find({ action: 'rare' }, page.next)
      pages += 1
    }
    expect(page.entries).toMatchObject([{ seq: 60_000 }])
    expect(pages).toBeLessThan(10)
  })

  it.each([{}, { actor: 'user:rare' }, { action: 'rare' }, { subjectId: 's3' }])(
    'answers %j in a few milliseconds',
    async (question) => {
      const times: number[] = []
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now()
        await find(question)
        times.push(performance.now() - started)
      }
      expect(Math.min(...times)).toBeLessThan(50)
    },
  )
})

describe('a verification', () => {
  it('stands in the log itself, also when two append at once', async () => {
    const ctx = { db: database.db, now: () => new Date(STARTED + 2 * SIZE * MINUTE) }
    const both = await Promise.all(
      ['cli:a', 'cli:b'].map((by) => recordVerification(ctx, { by, notedHead: null })),
    )
    expect(both.every(({ broken }) => broken === null)).toBe(true)
    await database.db.transaction((tx) =>
      appendAudit(
        tx,
        {
          actor: 'cli:a',
          action: 'x',
          subject: { type: 'run', id: '1' },
          why: '',
          before: null,
          after: [{ b: 1, a: null }],
        },
        ctx.now(),
      ),
    )
    expect(await verifyAudit(database.db)).toMatchObject({ entries: SIZE + 3, broken: null })
    const [last] = await rowsOf<{ after: string }>(
      database.db,
      sql`select after from audit_entries order by seq desc limit 1`,
    )
    expect(last?.after).toBe('[{"a":null,"b":1}]')
  }, 240_000)
})

/**
 * Two admins on the same thing at once: one wins, the other is told who was faster; a double click is
 * one click. What is decided is in the audit log once, and the chain holds.
 */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { createKey } from '#src/services/api-keys.ts'
import { verifyAudit } from '#src/services/verify-audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { insertRecord, insertRun, insertVersion } from '#tests/helpers/rows.ts'

type Admin = Awaited<ReturnType<DeskApp['signIn']>>

let database: TestDatabase
let desk: DeskApp
let ada: Admin
let bo: Admin

beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  ada = await desk.signIn('adalberta@example.org')
  bo = await desk.signIn('bonifacia@example.org')
})
afterAll(() => database.close())

const post = async (who: Admin, path: string, fields: Record<string, string>): Promise<Response> =>
  desk.post(path, fields, { Cookie: who.cookie, Origin: ORIGIN })

/** Entries of the log about one thing, by what was done. */
const entriesOf = (action: string, id: string) =>
  database.db
    .select({ actor: t.auditEntries.actor })
    .from(t.auditEntries)
    .where(and(eq(t.auditEntries.action, action), eq(t.auditEntries.subjectId, id)))

interface Told {
  /** Who won. */
  winner: Admin
  /** What the other reads. */
  page: string
}

/** Both at once: exactly one goes through, and the other reads why not. */
async function expectOneWinner(asks: [Promise<Response>, Promise<Response>]): Promise<Told> {
  const [first, second] = await Promise.all(asks)
  expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([303, 409])
  const [winner, loser] = first.status === 303 ? [ada, second] : [bo, first]
  return { winner, page: await loser.text() }
}

const nameOf = (admin: Admin): string => (admin === ada ? 'adalberta' : 'bonifacia')

/** Two records, each of a practitioner of its own. */
async function insertTwo(): Promise<{ records: [number, number]; practitioners: string[] }> {
  const records: [number, number] = [0, 0]
  const practitioners: string[] = []
  for (const side of [0, 1] as const) {
    const record = await insertRecord(database.db, side === 0 ? 'nppes' : 'ny-nysed')
    await insertVersion(database.db, record, `Ada Quill ${record.recordId}`)
    const publicId = `p-${record.recordId}`
    const [row] = await database.db
      .insert(t.practitioners)
      .values({ publicId, createdAt: new Date() })
      .returning({ id: t.practitioners.id })
    await database.db.insert(t.links).values({
      recordId: record.recordId,
      practitionerId: row?.id ?? 0,
      decidedBy: 'rules',
      method: 'npi',
      reasons: [],
      decidedAt: new Date(),
    })
    records[side] = record.recordId
    practitioners.push(publicId)
  }
  return { records, practitioners }
}

const practitionerId = async (publicId: string): Promise<number> => {
  const [row] = await database.db
    .select({ id: t.practitioners.id })
    .from(t.practitioners)
    .where(eq(t.practitioners.publicId, publicId))
  return row?.id ?? 0
}

describe('a double click', () => {
  it('starts one run, which is queued once and noted once', async () => {
    const path = '/admin/registries/nppes/refresh'
    const answers = await Promise.all([post(ada, path, {}), post(ada, path, {})])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(desk.enqueued).toHaveLength(1)
    expect(await entriesOf('request-refresh', desk.enqueued[0] ?? '')).toHaveLength(1)
  })

  it('of two programs starts one run as well', async () => {
    desk.enqueued.length = 0
    const key = bearer(await desk.key('admin'))
    const ask = () => desk.send('POST', '/api/v1/registries/leie/refreshes', {}, key)
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(desk.enqueued).toHaveLength(1)
  })

  it('makes one key', async () => {
    const fields = { id: 'doubleclick1', name: 'a program', role: 'clinic', days: '30' }
    await Promise.all([post(ada, '/admin/keys', fields), post(ada, '/admin/keys', fields)])
    expect(await entriesOf('create-key', 'doubleclick1')).toHaveLength(1)
  })

  it('gives one judgement', async () => {
    const { records } = await insertTwo()
    const path = `/admin/matches/${records.join('-')}`
    const fields = { verdict: 'different', note: '', expected: '' }
    const answers = await Promise.all([post(ada, path, fields), post(ada, path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await entriesOf('judge-pair', records.join('-'))).toHaveLength(1)
  })
})

describe('two admins at once', () => {
  it('release and reject a run: it ends one way', async () => {
    const runId = await insertRun(database.db, 'aama', 'held')
    const { winner, page } = await expectOneWinner([
      post(ada, `/admin/runs/${runId}/reject`, { note: 'half is missing' }),
      post(bo, `/admin/runs/${runId}/release`, { note: 'the state confirms it' }),
    ])
    expect(page).toContain(nameOf(winner))
    const action = winner === ada ? 'reject-run' : 'release-run'
    expect(await entriesOf(action, runId)).toEqual([{ actor: winner.actor }])
    const other = winner === ada ? 'release-run' : 'reject-run'
    expect(await entriesOf(other, runId)).toEqual([])
  })

  it('release one run: it is published once', async () => {
    const runId = await insertRun(database.db, 'ny-omig', 'held')
    const path = `/admin/runs/${runId}/release`
    const { winner, page } = await expectOneWinner([
      post(ada, path, { note: 'it is so' }),
      post(bo, path, { note: 'it is so' }),
    ])
    expect(page).toContain(nameOf(winner))
    expect(await entriesOf('release-run', runId)).toHaveLength(1)
  })

  it('cancel one run', async () => {
    const runId = await insertRun(database.db, 'nj-dca', 'queued')
    const path = `/admin/runs/${runId}/cancel`
    const { winner, page } = await expectOneWinner([
      post(ada, path, { note: 'too early' }),
      post(bo, path, { note: 'too early' }),
    ])
    expect(page).toContain(nameOf(winner))
  })

  it('judge one pair differently, and then take the judgement back', async () => {
    const { records } = await insertTwo()
    const path = `/admin/matches/${records.join('-')}`
    const judged = await expectOneWinner([
      post(ada, path, { verdict: 'same', note: 'a', expected: '' }),
      post(bo, path, { verdict: 'different', note: 'b', expected: '' }),
    ])
    expect(judged.page).toContain(`${nameOf(judged.winner)} has judged these two already`)
    const [judgement] = await database.db
      .select({ actId: t.judgements.actId })
      .from(t.judgements)
      .where(eq(t.judgements.leftRecordId, records[0]))
    const undo = `/admin/judgements/${judgement?.actId}/undo`
    const undone = await expectOneWinner([post(ada, undo, {}), post(bo, undo, {})])
    expect(undone.page).toContain(nameOf(undone.winner))
  })

  it('merge the same two practitioners', async () => {
    const { practitioners } = await insertTwo()
    const [one = '', other = ''] = practitioners
    const { winner, page } = await expectOneWinner([
      post(ada, `/admin/practitioners/${one}/merge`, { with: other, note: 'one person' }),
      post(bo, `/admin/practitioners/${one}/merge`, { with: other, note: 'one person' }),
    ])
    expect(page).toContain(nameOf(winner))
  })

  it('approve and reject one claim of training', async () => {
    const { practitioners } = await insertTwo()
    const [row] = await database.db
      .insert(t.trainingSubmissions)
      .values({
        practitionerId: await practitionerId(practitioners[0] ?? ''),
        program: 'apm',
        school: 'A School',
        evidence: 'A certificate',
        givenBy: 'cli:tests',
        createdAt: new Date(),
      })
      .returning({ id: t.trainingSubmissions.id })
    const path = `/admin/training/submissions/${row?.id}`
    const { winner, page } = await expectOneWinner([
      post(ada, path, { decision: 'approve', tier: 'documented', reason: 'seen' }),
      post(bo, path, { decision: 'reject', tier: 'documented', reason: 'not legible' }),
    ])
    expect(page).toContain(nameOf(winner))
  })

  it('answer one correction', async () => {
    const { practitioners } = await insertTwo()
    const [row] = await database.db
      .insert(t.corrections)
      .values({
        practitionerId: await practitionerId(practitioners[0] ?? ''),
        kind: 'remove',
        text: 'Please leave me out.',
        nonce: 'once',
        createdAt: new Date(),
        dueAt: new Date(),
      })
      .returning({ id: t.corrections.id })
    const path = `/admin/corrections/${row?.id}`
    const { winner, page } = await expectOneWinner([
      post(ada, path, { outcome: 'done', answer: 'Left out.' }),
      post(bo, path, { outcome: 'declined', answer: 'Not you.' }),
    ])
    expect(page).toContain(nameOf(winner))
  })

  it('change one schedule', async () => {
    const { winner, page } = await expectOneWinner([
      post(ada, '/admin/registries/nppes/pause', { why: 'they repair it', revision: '0' }),
      post(bo, '/admin/registries/nppes/schedule', { why: 'daily', revision: '0', hours: '24' }),
    ])
    expect(page).toContain(nameOf(winner))
  })

  it('revoke one key', async () => {
    const { id } = await createKey(desk.ctx, { name: 'old', role: 'clinic', by: 'cli:tests' })
    const path = `/admin/keys/${id}/revoke`
    const { winner, page } = await expectOneWinner([
      post(ada, path, { why: 'lost' }),
      post(bo, path, { why: 'lost' }),
    ])
    expect(page).toContain(nameOf(winner))
    expect(await entriesOf('revoke-key', id)).toHaveLength(1)
  })

  it('remove each other: one stays', async () => {
    const asks = [ada, bo].map((who) => {
      const other = who === ada ? bo : ada
      const path = `/admin/people/${other.actor.replace('user:', '')}/remove`
      return post(who, path, { why: 'gone' })
    })
    const statuses = (await Promise.all(asks)).map(({ status }) => status)
    expect(statuses).toContain(303)
    const left = await database.db.select().from(t.users).where(eq(t.users.role, 'admin'))
    expect(left).toHaveLength(1)
  })
})

describe('when all is decided', () => {
  it('the chain of the audit log holds', async () => {
    const verdict = await verifyAudit(database.db)
    expect(verdict.broken).toBeNull()
    expect(verdict.entries).toBeGreaterThan(12)
  })
})

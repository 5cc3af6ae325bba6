import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { findBatch, readBatchRows } from '#db/queries/batches.ts'
import { checkBatches, checkBatchRows, checks } from '#db/schema/index.ts'
import { readTable } from '#src/core/csv/read-table.ts'
import { createBatch, WAITING_DAYS } from '#src/services/create-batch.ts'
import { cancelBatch, deleteBatch, deleteOldBatches } from '#src/services/delete-batch.ts'
import { LeaseLostError } from '#src/services/errors.ts'
import { loadCheckFacts, prepareFacts } from '#src/services/load-check-facts.ts'
import { startBatch } from '#src/services/map-batch.ts'
import { BATCH_LEASE_MS, takeBatch, workSet } from '#src/services/work-batch.ts'
import { fillRecordKeys } from '#src/services/write-record-keys.ts'
import { createBatchWorker, workAll } from '#tests/helpers/batch-worker.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory, NOW } from '#tests/helpers/sample-directory.ts'
import { NPI_OF_LEVINE } from '#tests/helpers/sample-people.ts'

const account = 'user:clinic'
let database: TestDatabase
let count = 0
const ctx = (now = NOW) => ({
  db: database.db,
  now: () => now,
  newId: () => `batch-${(count += 1)}`,
})

beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  await fillRecordKeys(database.db)
})
afterAll(() => database.close())

const tableOf = (text: string) => {
  const table = readTable(new TextEncoder().encode(text))
  if (table.kind === 'refused') throw new Error(table.problem)
  return table
}

async function send(text: string, asOf: string | null = null): Promise<string> {
  return createBatch(ctx(), { account, fileName: 'staff.csv', table: tableOf(text), asOf })
}

async function run(text: string, asOf: string | null = null): Promise<string> {
  const id = await send(text, asOf)
  await startBatch(ctx(), { account, id, mapping: null })
  return id
}

const stateOf = async (id: string) => findBatch(database.db, account, id)
const rowsOf = (id: string) => readBatchRows(database.db, id, { after: null, limit: 1000 })

const MIXED = [
  'Provider,Lic. No.,State,NPI,Salary',
  `Jordan Levine,001234,New York,${NPI_OF_LEVINE},1`,
  'Barnaby Quill,25MZ00099900,NJ,,2',
  'Jordan Levine,,NY,1234567890,3',
  '"Half a quote,,,,',
  'Mai Nguyễn-Smith,,CT,,5',
  'Somebody Else,,PA,,6',
  'Nobody Atall,,CT,,7',
].join('\n')

describe('a list', () => {
  it('is checked row by row, and a bad row stops nothing', async () => {
    const id = await run(MIXED)
    await workAll(await createBatchWorker(database.db))
    expect(await stateOf(id)).toMatchObject({ status: 'done', total: 7, done: 7, problems: 3 })
    const rows = await rowsOf(id)
    const ranks = rows.map(({ rank }) => rank)
    expect(ranks).toEqual(ranks.toSorted((one, two) => one - two))
    const problems = rows.flatMap(({ line, problem }) => (problem ? [{ line, problem }] : []))
    expect(problems).toEqual([
      { line: 4, problem: expect.stringContaining('NPI') },
      { line: 5, problem: expect.stringContaining('quotation') },
      { line: 7, problem: expect.stringContaining('NY, NJ and CT') },
    ])
    const found = rows.flatMap(({ line, document }) => {
      const one = document === null ? null : JSON.parse(document)
      return one ? [[line, one.subject.kind, one.elements.license.verdict, one.name]] : []
    })
    expect(found.toSorted(([one], [two]) => one - two)).toEqual([
      [2, 'one', 'current', 'Levine Jordan K'],
      [3, 'one', 'restricted', 'Barnaby Quill'],
      [6, 'one', 'current', expect.stringContaining('Mai')],
      [8, 'nobody', 'not-found', null],
    ])
    const kept = await database.db.select().from(checks).where(eq(checks.batchId, id))
    expect(kept.map((check) => check.account)).toEqual(Array(4).fill(account))
  })

  it('keeps no more of its rows than the check asks for', async () => {
    const id = await run(MIXED)
    const batch = await stateOf(id)
    expect(batch?.samples).toEqual([])
    const rows = await database.db
      .select()
      .from(checkBatchRows)
      .where(eq(checkBatchRows.batchId, id))
    expect(rows.flatMap(({ cells }) => cells?.at(-1) ?? []).join('')).toBe('')
    expect(rows.flatMap(({ cells }) => cells?.[0] ?? [])).toContain('Barnaby Quill')
    await deleteBatch(ctx(), account, id)
  })

  it('gives what a single check gives', async () => {
    const { context } = await createBatchWorker(database.db)
    const names = ['Jordan Levine', 'Wen-Li Zhao', 'Marshfield', 'Ki Nam Park', 'Rosalind F']
    const questions = names.map((name) => ({
      name,
      state: null,
      licenseNumber: null,
      npi: null,
      certificationNumber: null,
      asOf: null,
      live: false,
    }))
    const factsOf = await prepareFacts(context, questions)
    for (const question of questions) {
      expect(await factsOf(question)).toEqual(await loadCheckFacts(context, question))
    }
  })

  it('is of a past day as a whole', async () => {
    const id = await run('name,state\nJordan Levine,NY\n', '2026-11-21')
    await workAll(await createBatchWorker(database.db))
    const [row] = await rowsOf(id)
    expect(JSON.parse(row?.document ?? '{}').question.asOf).toBe('2026-11-21')
    await expect(send('name\nA B\n', '2027-01-01')).rejects.toThrow(/past/)
  })
})

const MANY = `name,state\n${Array.from({ length: 450 }, (_, n) => `Person ${n},NY`).join('\n')}`

describe('a kill', () => {
  it('leaves every row checked or not, and another process goes on', async () => {
    const id = await run(MANY)
    const killed = await createBatchWorker(database.db, { owner: 'killed' })
    const batch = await takeBatch(killed)
    if (!batch) throw new Error('Nothing waits.')
    await workSet(killed, batch)
    const other = await createBatchWorker(database.db, { owner: 'other' })
    expect(await takeBatch(other)).toBeNull()
    const later = await createBatchWorker(database.db, {
      owner: 'other',
      now: new Date(NOW.getTime() + BATCH_LEASE_MS + 1),
    })
    expect((await takeBatch(later))?.id).toBe(id)
    // The first was only slow: what it has found by now is nobody's.
    await expect(workSet(killed, batch)).rejects.toThrow(LeaseLostError)
    expect(await workAll(later)).toBe(250)
    const kept = await database.db.select().from(checks).where(eq(checks.batchId, id))
    const rows = await rowsOf(id)
    expect(rows).toHaveLength(450)
    expect(new Set(rows.map(({ checkId }) => checkId))).toEqual(new Set(kept.map(({ id }) => id)))
    expect(await stateOf(id)).toMatchObject({ status: 'done', done: 450, problems: 0 })
  })
})

describe('the ends', () => {
  it('cancels where it stands', async () => {
    const id = await run(MANY)
    const worker = await createBatchWorker(database.db)
    const batch = await takeBatch(worker)
    if (!batch) throw new Error('Nothing waits.')
    await workSet(worker, batch)
    await cancelBatch(ctx(), account, id)
    await expect(workSet(worker, batch)).rejects.toThrow(LeaseLostError)
    expect(await takeBatch(worker)).toBeNull()
    expect(await stateOf(id)).toMatchObject({ status: 'cancelled', done: 200 })
    expect(await rowsOf(id)).toHaveLength(200)
    await expect(cancelBatch(ctx(), account, id)).rejects.toThrow(/over already/)
  })

  it('deletes everything, of the own account only', async () => {
    const id = await run('name\nJordan Levine\n')
    await workAll(await createBatchWorker(database.db))
    await expect(deleteBatch(ctx(), 'user:other', id)).rejects.toThrow(/no such list/)
    await expect(cancelBatch(ctx(), 'user:other', id)).rejects.toThrow(/no such list/)
    await deleteBatch(ctx(), account, id)
    expect(await stateOf(id)).toBeNull()
    expect(await rowsOf(id)).toEqual([])
    expect(await database.db.$count(checks, eq(checks.batchId, id))).toBe(0)
  })

  it('ages out', async () => {
    const waiting = await send('name\nJordan Levine\n')
    const running = await run('name\nJordan Levine\n')
    const later = new Date(NOW.getTime() + (WAITING_DAYS + 1) * 86_400_000)
    expect(await deleteOldBatches(ctx(later))).toBe(1)
    expect([await stateOf(waiting), (await stateOf(running))?.status]).toEqual([null, 'running'])
  })

  it('refuses a mapping that asks for nobody, and too many open lists', async () => {
    const id = await send('salary,town\n1,2\n')
    await expect(startBatch(ctx(), { account, id, mapping: null })).rejects.toThrow(/which column/)
    await expect(startBatch(ctx(), { account, id, mapping: { name: 2 } })).rejects.toThrow(/2 col/)
    const twice = { name: 0, npi: 0 }
    await expect(startBatch(ctx(), { account, id, mapping: twice })).rejects.toThrow(/twice/)
    await database.db.update(checkBatches).set({ status: 'done' })
    for (let sent = 0; sent < 20; sent += 1) await send('name\nA B\n')
    await expect(send('name\nA B\n')).rejects.toThrow(/20 lists/)
  })
})

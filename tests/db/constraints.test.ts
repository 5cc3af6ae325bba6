/** Rules that the database itself holds, whatever the code above it does. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import {
  insertLink,
  insertPractitioner,
  insertRecord,
  insertRun,
  insertVersion,
} from '#tests/helpers/rows.ts'

const AT = new Date('2026-11-22T12:00:00Z')
let database: TestDatabase
let registry = ''
let next = 0

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  registry = `registry-${next++}`
})

/** Drizzle wraps the driver's error: the constraint's name is further in. */
async function violated(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause === null || typeof cause !== 'object') return cause
  if ('constraint' in cause) return cause.constraint
  return 'constraint_name' in cause ? cause.constraint_name : cause
}

describe('refresh runs', () => {
  it('allows one active run a registry', async () => {
    const { db } = database
    const first = await insertRun(db, registry, 'running')
    expect(await violated(insertRun(db, registry, 'queued'))).toBe('refresh_runs_one_active')
    await db.update(t.refreshRuns).set({ status: 'held' }).where(eq(t.refreshRuns.id, first))
    expect(await violated(insertRun(db, registry, 'queued'))).toBeNull()
    expect(await violated(insertRun(db, `${registry}-other`, 'queued'))).toBeNull()
  })
})

describe('records', () => {
  it('keeps one record a registry key', async () => {
    const { db } = database
    const { recordId } = await insertRecord(db, registry)
    const [row] = await db.select().from(t.records).where(eq(t.records.id, recordId))
    expect(row).toBeDefined()
    if (!row) return
    const { id: _, ...again } = row
    expect(await violated(db.insert(t.records).values(again))).toBe('records_key')
  })

  it('keeps one open version a record', async () => {
    const { db } = database
    const record = await insertRecord(db, registry)
    await insertVersion(db, record, 'Ada Old', AT)
    await insertVersion(db, record, 'Ada New')
    expect(await violated(insertVersion(db, record, 'Ada Newer'))).toBe('record_versions_open')
    expect(await violated(insertVersion(db, record, 'Ada Older', AT))).toBeNull()
  })

  it('keeps one current link a record, and the superseded ones', async () => {
    const { db } = database
    const { recordId } = await insertRecord(db, registry)
    const [one, two] = [await insertPractitioner(db), await insertPractitioner(db)]
    await insertLink(db, recordId, one, AT)
    await insertLink(db, recordId, two)
    expect(await violated(insertLink(db, recordId, one))).toBe('links_current')
  })

  it('refuses a record without its capture', async () => {
    const values = { registry, key: 'k', scope: '', firstSeenAt: AT, lastSeenAt: AT }
    const work = database.db.insert(t.records).values({ ...values, lastCaptureId: 'none' })
    expect(await violated(work)).toBe('records_last_capture_id_captures_id_fk')
  })
})

describe('facts', () => {
  const person = async () => {
    const { recordId } = await insertRecord(database.db, registry)
    return { recordId, practitionerId: await insertPractitioner(database.db) }
  }

  it('knows a registration for New York only', async () => {
    const whom = await person()
    const license = (state: 'NY' | 'NJ' | 'CT') =>
      database.db.insert(t.licenses).values({
        ...whom,
        state,
        number: '001234',
        profession: 'Acupuncturist',
        standing: 'active',
        registryStatus: 'REGISTERED',
        registrationStanding: 'active',
        hasDiscipline: false,
      })
    expect(await violated(license('NY'))).toBeNull()
    expect(await violated(license('NJ'))).toBe('licenses_registration_is_new_york')
    expect(await violated(license('CT'))).toBe('licenses_registration_is_new_york')
  })

  it('keeps no street and no phone of a place of record', async () => {
    const whom = await person()
    const place = (kind: 'practice' | 'place-of-record', private_: object) =>
      database.db
        .insert(t.practiceLocations)
        .values({ ...whom, kind, city: 'Albany', state: 'NY', ...private_ })
    const rule = 'practice_locations_no_private_street'
    expect(await violated(place('practice', { street: '1 Main St' }))).toBeNull()
    expect(await violated(place('place-of-record', {}))).toBeNull()
    expect(await violated(place('place-of-record', { street: '1 Main St' }))).toBe(rule)
    expect(await violated(place('place-of-record', { phone: '212-555-0101' }))).toBe(rule)
  })

  it('wants a source for every training claim', async () => {
    const { recordId, practitionerId } = await person()
    const claim = (source: object) =>
      database.db.insert(t.trainingClaims).values({
        practitionerId,
        program: 'apm',
        tier: 'claimed',
        evidence: 'says so',
        ...source,
      })
    expect(await violated(claim({ recordId }))).toBeNull()
    expect(await violated(claim({ givenBy: 'ada', givenAt: AT }))).toBeNull()
    expect(await violated(claim({}))).toBe('training_claims_have_a_source')
    expect(await violated(claim({ givenBy: 'ada' }))).toBe('training_claims_have_a_source')
  })
})

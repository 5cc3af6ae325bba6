import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listEvents } from '#db/queries/watches.ts'
import * as t from '#db/schema/index.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { ageOutEvents } from '#src/services/age-out-events.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { evaluateWatches } from '#src/services/evaluate-watches.ts'
import { forgetWatches, unwatch, watchPractitioner } from '#src/services/watch.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

const ACCOUNT = 'user:clinic'
let database: TestDatabase
let ctx: ServiceContext
let ids: Map<string, number>
let now = new Date('2026-11-22T17:00:00Z')
let made = 0

beforeAll(async () => {
  database = await openTestDatabase()
  ids = await fillSampleDirectory(database.db)
  ctx = {
    db: database.db,
    now: () => now,
    newId: () => `id${String((made += 1)).padStart(6, '0')}`,
    registries: SAMPLE_REGISTRIES,
    log: () => {},
  }
})
afterAll(() => database.close())

const eventsOf = async (account = ACCOUNT) =>
  (await listEvents(database.db, account, 100)).map(({ type }) => type).sort()

/** Publishes another view, as publication would. */
async function publish(practitionerId: number, change: (view: PractitionerView) => void) {
  const { db } = database
  await db.transaction(async (tx) => {
    await tx.execute(sql`update directory_version set version = version + 1`)
    const [row] = await tx
      .select({ view: t.searchRows.view })
      .from(t.searchRows)
      .where(eq(t.searchRows.practitionerId, practitionerId))
    if (!row) throw new Error('Nobody there.')
    change(row.view)
    await tx
      .update(t.searchRows)
      .set({ view: row.view, version: sql`(select version from directory_version)` })
      .where(eq(t.searchRows.practitionerId, practitionerId))
  })
}

/** Somebody with a license that is active. */
async function somebody(not: string[] = []): Promise<{ publicId: string; id: number }> {
  const rows = await database.db.select().from(t.searchRows).orderBy(t.searchRows.practitionerId)
  const row = rows.find(
    ({ publicId, view }) =>
      !not.includes(publicId) &&
      view.exclusions.length === 0 &&
      view.licenses.some(
        ({ state, standing, delistedOn, expiresOn }) =>
          state !== 'NY' && standing === 'active' && !delistedOn && expiresOn === '2027-09-30',
      ),
  )
  if (!row) throw new Error('The sample has nobody like that.')
  return { publicId: row.publicId, id: ids.get(row.publicId) ?? 0 }
}

describe('a watch', () => {
  it('tells each change once, whoever looks and however often', async () => {
    const { publicId, id } = await somebody()
    const first = await watchPractitioner(ctx, { account: ACCOUNT, publicId, label: 'Room 2' })
    const again = await watchPractitioner(ctx, { account: ACCOUNT, publicId, label: 'Room 3' })
    expect([first.isNew, again.isNew, again.id === first.id]).toEqual([true, false, true])
    expect(await eventsOf()).toEqual([])
    await publish(id, (view) => {
      for (const license of view.licenses) license.standing = 'suspended'
      for (const license of view.licenses) license.hasDiscipline = true
    })
    await Promise.all([evaluateWatches(ctx), evaluateWatches(ctx)])
    expect(await evaluateWatches(ctx)).toEqual({ watches: 0, events: 0 })
    const told = await eventsOf()
    expect(new Set(told)).toEqual(
      new Set(['credential.status_changed', 'credential.discipline_added']),
    )
    // Past midnight in New York, and no registry is stale yet.
    now = new Date('2026-11-23T05:30:00Z')
    expect(await evaluateWatches(ctx)).toEqual({ watches: 1, events: 0 })
  })

  it('tells of time that passes without anything being published', async () => {
    const { publicId } = await somebody([])
    const account = 'user:other'
    await watchPractitioner(ctx, { account, publicId, label: '' })
    const days = ['2027-07-02', '2027-07-03', '2027-08-31', '2027-09-23', '2027-09-30']
    for (const day of days) {
      now = new Date(`${day}T17:00:00Z`)
      await evaluateWatches(ctx)
    }
    const types = (await eventsOf(account)).filter((type) => type !== 'registry.stale')
    expect(types).toEqual(Array.from({ length: 3 }, () => 'credential.expiring'))
    now = new Date('2027-10-01T04:30:00Z')
    await evaluateWatches(ctx)
    expect(await eventsOf(account)).toContain('credential.expired')
  })

  it('tells each account once of a registry that is not read any more', async () => {
    const told = (await eventsOf()).filter((type) => type === 'registry.stale')
    expect(told.length).toBeGreaterThan(0)
    now = new Date('2027-10-02T17:00:00Z')
    await evaluateWatches(ctx)
    expect((await eventsOf()).filter((type) => type === 'registry.stale')).toEqual(told)
  })

  it('follows a merge, and tells of somebody who is gone', async () => {
    const gone = await somebody()
    const heir = await somebody([gone.publicId])
    const account = 'user:third'
    await watchPractitioner(ctx, { account, publicId: gone.publicId, label: 'Dana' })
    const { db } = database
    await db.execute(sql`update practitioners set merged_into_id = ${heir.id}, merged_at = now()
      where id = ${gone.id}`)
    await db.execute(sql`update directory_version set version = version + 1`)
    await db.delete(t.searchRows).where(eq(t.searchRows.practitionerId, gone.id))
    await db.insert(t.searchRemovals).values({
      practitionerId: gone.id,
      version: sql`(select version from directory_version)`,
    })
    await evaluateWatches(ctx)
    expect(await eventsOf(account)).toContain('practitioner.not_listed')
    const [watch] = await db.select().from(t.watches).where(eq(t.watches.account, account))
    const [row] = await db
      .select({ name: t.searchRows.name })
      .from(t.searchRows)
      .where(eq(t.searchRows.practitionerId, heir.id))
    expect(watch?.seen).toMatchObject({ name: row?.name })
    const before = (await eventsOf(account)).length
    await publish(heir.id, (view) => {
      view.exclusions = [{ list: 'LEIE', since: null, reason: null, recordId: 1, delistedOn: null }]
    })
    await evaluateWatches(ctx)
    expect((await eventsOf(account)).length).toBe(before + 1)
  })

  it('is the account’s own, and is deleted with it or by age', async () => {
    const { publicId } = await somebody(['nobody'])
    const { id } = await watchPractitioner(ctx, { account: ACCOUNT, publicId, label: '' })
    await expect(unwatch(ctx, { account: 'user:other', id })).rejects.toThrow('no such watch')
    await expect(
      watchPractitioner(ctx, { account: ACCOUNT, publicId: 'nobody', label: '' }),
    ).rejects.toThrow('No practitioner')
    await forgetWatches(ctx, ACCOUNT)
    expect(await eventsOf()).toEqual([])
    expect((await eventsOf('user:other')).length).toBeGreaterThan(0)
    now = new Date('2029-01-01T00:00:00Z')
    await ageOutEvents(ctx)
    expect(await eventsOf('user:other')).toEqual([])
  })
})

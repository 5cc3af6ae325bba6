import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findHistory } from '#db/queries/changes.ts'
import { findPractitionerAsOf } from '#db/queries/past-practitioners.ts'
import { findIdentity, findPractitioner } from '#db/queries/practitioners.ts'
import { countDirectory, createDirectory } from '#db/queries/search.ts'
import * as t from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import {
  FETCHED_AT,
  fillSampleDirectory,
  SAMPLE_REGISTRIES,
} from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
let idOf: Map<string, number>
beforeAll(async () => {
  database = await openTestDatabase()
  idOf = await fillSampleDirectory(database.db)
})
afterAll(() => database.close())

const roleOf = (id: string) =>
  SAMPLE_REGISTRIES.find(({ info }) => info.id === id)?.info.role ?? 'identifier'
const identity = (publicId: string) => ({ id: idOf.get(publicId) ?? 0, publicId })
const asOf = (publicId: string, instant: string) =>
  findPractitionerAsOf(database.db, identity(publicId), new Date(instant), roleOf)

it('gives each record its source', async () => {
  const found = await findPractitioner(database.db, identity('p-levine').id)
  expect(found?.view.records).toHaveLength(3)
  for (const { recordId, registry } of found?.view.records ?? []) {
    expect(found?.sources.get(recordId)).toMatchObject({
      registry,
      captureId: `capture-${registry}`,
      fetchedAt: FETCHED_AT,
      url: `https://${registry}.example/answer?page=1`,
    })
  }
  const [board] = found?.view.certifications ?? []
  expect(found?.sources.get(board?.recordId ?? 0)?.link).toMatch(/^https:\/\/directory\.example\//)
})

it('rebuilds today from the past', async () => {
  for (const publicId of idOf.keys()) {
    const today = await findPractitioner(database.db, identity(publicId).id)
    const past = await asOf(publicId, '2026-11-22T17:00:00Z')
    expect(past?.view).toEqual(today?.view)
  }
})

it('knows nothing before the first answer, and a delisted one while it was listed', async () => {
  expect(await asOf('p-levine', '2026-11-19T00:00:00Z')).toBeNull()
  const then = await asOf('p-delisted', '2026-11-20T12:00:00Z')
  expect(then?.view.licenses[0]?.delistedOn).toBeNull()
  const now = await asOf('p-delisted', '2026-11-22T12:00:00Z')
  expect(now?.view.licenses[0]?.delistedOn).toBe('2026-11-21')
})

it('shows the version that was valid then, from the capture that brought it', async () => {
  const { id } = identity('p-nguyen-smith')
  const [open] = await database.db
    .select({ version: t.recordVersions })
    .from(t.recordVersions)
    .innerJoin(t.links, eq(t.links.recordId, t.recordVersions.recordId))
    .where(eq(t.links.practitionerId, id))
  if (!open) throw new Error('The sample has this version.')
  const replacedAt = new Date('2026-11-21T00:00:00Z')
  await database.db
    .update(t.recordVersions)
    .set({ replacedAt })
    .where(eq(t.recordVersions.id, open.version.id))
  const { id: _, ...rest } = open.version
  const licenses = rest.content.licenses.map((license) => ({
    ...license,
    standing: 'suspended' as const,
  }))
  await database.db
    .insert(t.recordVersions)
    .values({ ...rest, content: { ...rest.content, licenses }, firstSeenAt: replacedAt })
  const before = await asOf('p-nguyen-smith', '2026-11-20T23:59:59Z')
  const after = await asOf('p-nguyen-smith', '2026-11-21T00:00:00Z')
  expect(before?.view.licenses[0]?.standing).toBe('active')
  expect(after?.view.licenses[0]?.standing).toBe('suspended')
  expect(after?.updatedAt).toEqual(replacedAt)
})

it('leads a merged id to its successor, through a chain', async () => {
  await database.db
    .insert(t.practitioners)
    .values([{ publicId: 'p-old', createdAt: FETCHED_AT, mergedIntoId: identity('p-levine').id }])
  const old = await findIdentity(database.db, 'p-old')
  expect(old).toEqual({ id: identity('p-levine').id, publicId: 'p-levine' })
  expect(await findIdentity(database.db, 'nobody')).toBeNull()
})

it('shows the history newest first and hides what is not for publication', async () => {
  const { id } = identity('p-delisted')
  await database.db.insert(t.changes).values({
    at: FETCHED_AT,
    kind: 'changed',
    practitionerId: id,
    actor: 'Somebody Named',
    fields: [
      { path: 'licenses.0.standing', before: 'active', after: 'lapsed' },
      { path: 'raw.street', before: '1 Home Lane', after: null },
      { path: 'gender', before: null, after: 'F' },
      { path: 'licenseHints.0.number', before: '1', after: '2' },
    ],
  })
  const entries = await findHistory(database.db, id, 10, null)
  expect(entries.map(({ kind }) => kind)).toEqual(['changed', 'delisted', 'listed'])
  expect(entries[0]?.fields.map(({ path }) => path)).toEqual(['licenses.0.standing'])
  expect(entries.map(({ actor }) => actor)).toEqual(['person', 'refresh', 'refresh'])
  const older = await findHistory(database.db, id, 1, entries[0]?.id ?? 0)
  expect(older.map(({ kind }) => kind)).toEqual(['delisted', 'listed'])
})

it('counts people by mark', async () => {
  expect(await countDirectory(database.db, createDirectory(true), '2026-11-22')).toEqual({
    practitioners: 22,
    licensed: 17,
    certified: 5,
    trained: 5,
    recommended: 2,
    byState: { NY: 4, NJ: 3, CT: 16 },
  })
})

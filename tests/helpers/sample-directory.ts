/** Fills an empty database with the sample people, as publication would have left it. */
import type { Db } from '#db/client.ts'
import * as t from '#db/schema/index.ts'
import type { Registry, RegistryInfo } from '#scrapers/source.ts'
import { emptyStats } from '#src/core/gate.ts'
import { projectPractitioners } from '#src/services/project-practitioners.ts'
import { SAMPLE_PEOPLE, type SamplePerson, type SampleRecord } from './sample-people.ts'

/** The day of all tests that look at the sample. */
export const NOW = new Date('2026-11-22T17:00:00Z')
/** When everything in the sample was fetched. */
export const FETCHED_AT = new Date('2026-11-20T09:30:00Z')
const DELISTED_AT = new Date('2026-11-21T09:30:00Z')

const registry = (info: Partial<RegistryInfo> & Pick<RegistryInfo, 'id' | 'role'>): Registry => ({
  info: {
    title: `Register ${info.id}`,
    publisher: 'A sample publisher',
    homepage: `https://${info.id}.example/`,
    proves: 'It proves something.',
    doesNotProve: 'It does not prove everything.',
    caveat: null,
    access: 'open',
    requiredSettings: [],
    baseUrl: `https://${info.id}.example`,
    pauseMs: 0,
    cadenceHours: 24,
    promiseHours: 72,
    licenseStates: [],
    parserVersion: 1,
    settings: {},
    ...info,
  },
  parse() {
    throw new Error('The sample registries are never fetched.')
  },
})

export const SAMPLE_REGISTRIES: Registry[] = [
  registry({ id: 'ny-nysed', role: 'roll', licenseStates: ['NY'] }),
  registry({ id: 'nj-dca', role: 'roll', licenseStates: ['NJ'] }),
  registry({ id: 'ct-elicense', role: 'roll', licenseStates: ['CT'] }),
  registry({ id: 'ncbahm', role: 'certification', access: 'by-hand' }),
  registry({ id: 'nppes', role: 'identifier' }),
  registry({
    id: 'leie',
    role: 'exclusion',
    caveat: 'A match by name alone is not a match; verify with the number.',
  }),
]

/** Practitioner ids by public id. */
export async function fillSampleDirectory(
  db: Db,
  people: SamplePerson[] = SAMPLE_PEOPLE,
): Promise<Map<string, number>> {
  for (const { info } of SAMPLE_REGISTRIES) await insertPublishedRun(db, info.id)
  const ids = new Map<string, number>()
  for (const person of people) {
    const [row] = await db
      .insert(t.practitioners)
      .values({ publicId: person.publicId, createdAt: FETCHED_AT })
      .returning({ id: t.practitioners.id })
    if (!row) throw new Error('The insert returned no row.')
    ids.set(person.publicId, row.id)
    for (const [index, record] of person.records.entries()) {
      await insertLinkedRecord(db, row.id, `${person.publicId}-${index}`, record)
    }
  }
  await projectSample(db, [...ids.values()])
  return ids
}

export const projectSample = (db: Db, ids: number[]): Promise<void> =>
  projectPractitioners(
    { db, now: () => NOW, newId: () => 'unused', registries: SAMPLE_REGISTRIES, log: () => {} },
    db,
    ids,
  )

const runOf = (id: string): string => `run-${id}`
const captureOf = (id: string): string => `capture-${id}`

async function insertPublishedRun(db: Db, id: string): Promise<void> {
  await db.insert(t.refreshRuns).values({
    id: runOf(id),
    registry: id,
    mode: 'sweep',
    status: 'published',
    requestedBy: 'test',
    createdAt: FETCHED_AT,
    startedAt: FETCHED_AT,
    finishedAt: FETCHED_AT,
    readAt: FETCHED_AT,
    stats: emptyStats(),
    seen: 20,
    new: 20,
  })
  const sha256 = id.padEnd(64, '0')
  await db.insert(t.captureBodies).values({ sha256, sizeBytes: 1, gzip: new Uint8Array([7]) })
  await db.insert(t.captures).values({
    id: captureOf(id),
    registry: id,
    runId: runOf(id),
    kind: 'page',
    via: 'http',
    method: 'GET',
    url: `https://${id}.example/answer?page=1`,
    status: 200,
    mediaType: 'application/json',
    fetchedAt: FETCHED_AT,
    sha256,
  })
}

async function insertLinkedRecord(
  db: Db,
  practitionerId: number,
  key: string,
  { registry, content, isDelisted }: SampleRecord,
): Promise<void> {
  const captureId = captureOf(registry)
  const [record] = await db
    .insert(t.records)
    .values({
      registry,
      key,
      scope: '',
      firstSeenAt: FETCHED_AT,
      lastSeenAt: FETCHED_AT,
      lastCaptureId: captureId,
      delistedAt: isDelisted ? DELISTED_AT : null,
    })
    .returning({ id: t.records.id })
  if (!record) throw new Error('The insert returned no row.')
  const recordId = record.id
  const runId = runOf(registry)
  await db
    .insert(t.recordVersions)
    .values({ recordId, content, parserVersion: 1, runId, captureId, firstSeenAt: FETCHED_AT })
  await db.insert(t.links).values({
    recordId,
    practitionerId,
    decidedBy: 'rules-1',
    method: 'npi',
    reasons: [],
    decidedAt: FETCHED_AT,
  })
  const change = { practitionerId, recordId, runId, actor: 'refresh', fields: [] }
  await db.insert(t.changes).values({ ...change, at: FETCHED_AT, kind: 'listed' })
  if (isDelisted)
    await db.insert(t.changes).values({ ...change, at: DELISTED_AT, kind: 'delisted' })
}

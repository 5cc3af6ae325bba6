/** The fewest rows that a test of the store needs: a run, a record with its capture, a person. */
import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import * as t from '#db/schema/index.ts'
import { emptyStats } from '#src/core/gate.ts'
import { emptyContent } from '#src/core/record.ts'
import type { RunStatus } from '#src/core/words.ts'

const AT = new Date('2026-11-22T12:00:00Z')

export async function insertRun(
  db: Db,
  registry: string,
  status: RunStatus = 'published',
): Promise<string> {
  const id = randomUUID()
  await db.insert(t.refreshRuns).values({
    id,
    registry,
    mode: 'sweep',
    status,
    requestedBy: 'test',
    createdAt: AT,
    stats: emptyStats(),
  })
  return id
}

export async function insertRecord(
  db: Db,
  registry: string,
): Promise<{ recordId: number; captureId: string; runId: string }> {
  const runId = await insertRun(db, registry)
  const captureId = randomUUID()
  const sha256 = captureId
  await db.insert(t.captureBodies).values({ sha256, sizeBytes: 1, gzip: new Uint8Array([7]) })
  await db.insert(t.captures).values({
    id: captureId,
    registry,
    runId,
    kind: 'page',
    via: 'http',
    method: 'GET',
    url: 'http://localhost/page',
    status: 200,
    mediaType: 'text/html',
    fetchedAt: AT,
    sha256,
  })
  const recordId = await idOf(
    db
      .insert(t.records)
      .values({
        registry,
        key: captureId,
        scope: '',
        firstSeenAt: AT,
        lastSeenAt: AT,
        lastCaptureId: captureId,
      })
      .returning({ id: t.records.id }),
  )
  return { recordId, captureId, runId }
}

/** A version of a record that somebody with this name has; open unless `replacedAt` is given. */
export async function insertVersion(
  db: Db,
  of: { recordId: number; captureId: string; runId: string },
  name: string,
  replacedAt: Date | null = null,
): Promise<void> {
  await db.insert(t.recordVersions).values({
    ...of,
    content: emptyContent({ full: name, given: null, middle: null, family: null, suffix: null }),
    parserVersion: 1,
    firstSeenAt: AT,
    replacedAt,
  })
}

export const insertPractitioner = (db: Db): Promise<number> =>
  idOf(
    db
      .insert(t.practitioners)
      .values({ publicId: randomUUID(), createdAt: AT })
      .returning({ id: t.practitioners.id }),
  )

export async function insertLink(
  db: Db,
  recordId: number,
  practitionerId: number,
  supersededAt: Date | null = null,
): Promise<void> {
  await db.insert(t.links).values({
    recordId,
    practitionerId,
    decidedBy: 'rules/1',
    method: 'npi',
    reasons: [],
    decidedAt: AT,
    supersededAt,
  })
}

async function idOf(rows: Promise<{ id: number }[]>): Promise<number> {
  const [row] = await rows
  if (!row) throw new Error('The insert returned no row.')
  return row.id
}

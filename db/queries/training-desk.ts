/** What waits at the desk about training, and what was given. Every list takes one row more than asked. */
import { and, asc, desc, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import { practitioners, searchRows, trainingClaims } from '../schema/index.ts'
import { evidenceFiles, trainingReviews, trainingSubmissions } from '../schema/index.ts'
import { actorName } from './actor-name.ts'

/** Of practitioners who are shown no more only the id is known. */
const shownName = sql<string>`coalesce(${searchRows.name}, ${practitioners.publicId})`

const nameOf = (actor: SQL): SQL<string | null> => sql<string | null>`${actorName(actor)}`

const SUBMISSION = {
  id: trainingSubmissions.id,
  practitionerId: trainingSubmissions.practitionerId,
  publicId: practitioners.publicId,
  name: shownName,
  program: trainingSubmissions.program,
  school: trainingSubmissions.school,
  year: trainingSubmissions.year,
  evidence: trainingSubmissions.evidence,
  evidenceUrl: trainingSubmissions.evidenceUrl,
  fileSha256: trainingSubmissions.fileSha256,
  fileName: evidenceFiles.fileName,
  givenBy: trainingSubmissions.givenBy,
  createdAt: trainingSubmissions.createdAt,
  decidedAt: trainingSubmissions.decidedAt,
  decidedBy: nameOf(sql`${trainingSubmissions.decidedBy}`),
  decision: trainingSubmissions.decision,
  tier: trainingSubmissions.tier,
  reason: trainingSubmissions.reason,
}

const submissions = (db: Db) =>
  db
    .select(SUBMISSION)
    .from(trainingSubmissions)
    .innerJoin(practitioners, eq(practitioners.id, trainingSubmissions.practitionerId))
    .leftJoin(searchRows, eq(searchRows.practitionerId, practitioners.id))
    .leftJoin(evidenceFiles, eq(evidenceFiles.sha256, trainingSubmissions.fileSha256))

export type ShownSubmission = NonNullable<Awaited<ReturnType<typeof findSubmission>>>

/** Claims that wait, oldest first. */
export const listSubmissions = (db: Db, limit: number, after = 0): Promise<ShownSubmission[]> =>
  submissions(db)
    .where(and(isNull(trainingSubmissions.decidedAt), gt(trainingSubmissions.id, after)))
    .orderBy(asc(trainingSubmissions.id))
    .limit(limit + 1)

/** One claim that was sent in, decided or not; null where there is none. */
export async function findSubmission(db: Db, id: number) {
  const [found] = await submissions(db).where(eq(trainingSubmissions.id, id))
  return found ?? null
}

const REVIEW = {
  id: trainingReviews.id,
  row: trainingReviews.content,
  reason: trainingReviews.reason,
  candidates: trainingReviews.candidates,
  givenBy: trainingReviews.givenBy,
  importedAt: trainingReviews.importedAt,
  decidedAt: trainingReviews.decidedAt,
  decidedBy: nameOf(sql`${trainingReviews.decidedBy}`),
  decision: trainingReviews.decision,
}

export type ShownReview = NonNullable<Awaited<ReturnType<typeof findReview>>>

/** Doubtful rows of lists that wait, oldest first. */
export const listReviews = (db: Db, limit: number, after = 0): Promise<ShownReview[]> =>
  db
    .select(REVIEW)
    .from(trainingReviews)
    .where(and(isNull(trainingReviews.decidedAt), gt(trainingReviews.id, after)))
    .orderBy(asc(trainingReviews.id))
    .limit(limit + 1)

/** One doubtful row, decided or not; null where there is none. */
export async function findReview(db: Db, id: number) {
  const [found] = await db.select(REVIEW).from(trainingReviews).where(eq(trainingReviews.id, id))
  return found ?? null
}

const CLAIM = {
  id: trainingClaims.id,
  publicId: practitioners.publicId,
  name: shownName,
  program: trainingClaims.program,
  tier: trainingClaims.tier,
  evidence: trainingClaims.evidence,
  evidenceUrl: trainingClaims.evidenceUrl,
  givenBy: trainingClaims.givenBy,
  givenAt: trainingClaims.givenAt,
  withdrawnAt: trainingClaims.withdrawnAt,
  withdrawnBy: nameOf(sql`${trainingClaims.withdrawnBy}`),
}

const claims = (db: Db) =>
  db
    .select(CLAIM)
    .from(trainingClaims)
    .innerJoin(practitioners, eq(practitioners.id, trainingClaims.practitionerId))
    .leftJoin(searchRows, eq(searchRows.practitionerId, practitioners.id))

export type GivenClaim = NonNullable<Awaited<ReturnType<typeof findClaim>>>

/** Claims in force that people gave, newest first: of everybody, or of one practitioner by public id. */
export const listClaims = (
  db: Db,
  limit: number,
  { before, practitioner }: { before?: number | undefined; practitioner?: string | undefined } = {},
): Promise<GivenClaim[]> =>
  claims(db)
    .where(
      and(
        isNull(trainingClaims.recordId),
        isNull(trainingClaims.withdrawnAt),
        before === undefined ? undefined : lt(trainingClaims.id, before),
        practitioner === undefined ? undefined : eq(practitioners.publicId, practitioner),
      ),
    )
    .orderBy(desc(trainingClaims.id))
    .limit(limit + 1)

/** One claim that a person gave, withdrawn or not; null where there is none. */
export async function findClaim(db: Db, id: number) {
  const [found] = await claims(db).where(
    and(eq(trainingClaims.id, id), isNull(trainingClaims.recordId)),
  )
  return found ?? null
}

export interface Candidate extends Pick<PractitionerView, 'name' | 'licenses' | 'locations'> {
  publicId: string
}

/** Those of whom a row may speak, in the order given; who is shown no more is left out. */
export async function findCandidates(db: Db, publicIds: string[]): Promise<Candidate[]> {
  if (publicIds.length === 0) return []
  return rowsOf<Candidate>(
    db,
    sql`select p.public_id as "publicId", s.view->>'name' as name,
               s.view->'licenses' as licenses, s.view->'locations' as locations
        from jsonb_array_elements_text(${jsonRows(publicIds)}) with ordinality ids(id, place)
        join practitioners p on p.public_id = ids.id
        join search_rows s on s.practitioner_id = p.id order by place`,
  )
}

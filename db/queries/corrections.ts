/** What people asked to have put right: the queue, what was answered, and what a page says of it. */
import { sql, type SQL } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { CORRECTION_KINDS, type CorrectionKind } from '../schema/index.ts'
import { joinActor } from './actor-name.ts'
import { leftOutSince } from './left-out.ts'
import { successorOf, withMerged } from './merged.ts'

export { CORRECTION_KINDS, type CorrectionKind }

export interface CorrectionEntry {
  id: number
  /** As the request named them; `name` is null where no registry lists them. */
  practitioner: { id: string; name: string | null }
  /** Whether that practitioner is out of searches now. */
  isLeftOut: boolean
  kind: CorrectionKind
  text: string
  contact: string | null
  createdAt: Date
  dueAt: Date
  decidedAt: Date | null
  /** Their name. */
  decidedBy: string | null
  outcome: 'done' | 'declined' | null
  answer: string | null
}

interface CorrectionJson extends Omit<CorrectionEntry, 'createdAt' | 'dueAt' | 'decidedAt'> {
  createdAt: string
  dueAt: string
  decidedAt: string | null
}

const DECIDED_BY = joinActor(sql`c.decided_by`, 'decided')

/** Whoever is withdrawn has no search row; a record gives the name. */
const entryOf = (chosen: SQL): SQL => sql`
  select json_build_object('id', c.id, 'kind', c.kind, 'text', c.text, 'contact', c.contact,
    'createdAt', c.created_at, 'dueAt', c.due_at, 'decidedAt', c.decided_at,
    'decidedBy', ${DECIDED_BY.name}, 'outcome', c.outcome, 'answer', c.answer,
    'isLeftOut', ${leftOutSince(sql`now.id`)} is not null,
    'practitioner', json_build_object('id', p.public_id, 'name', coalesce(s.name, (
      select v.content #>> '{name,full}' from links l
      join record_versions v on v.record_id = l.record_id and v.replaced_at is null
      where l.practitioner_id = now.id and l.superseded_at is null
      order by l.record_id limit 1)))) as entry
  from (${chosen}) c
  join practitioners p on p.id = c.practitioner_id
  cross join lateral (select case when p.merged_into_id is null then p.id
    else ${successorOf(sql`p.id`)} end as id) now
  left join search_rows s on s.practitioner_id = now.id ${DECIDED_BY.join}`

/** Begins the nonce of a removal that somebody inherited with the records of another. */
export const INHERITED_NONCE = 'inherited:'

/**
 * Of `corrections c`: it keeps its practitioner out of searches. A removal does once it is granted; an
 * inherited one, which was granted for somebody else, until somebody says that it does not count here.
 */
const keepsOut = sql`c.kind = 'remove' and (c.outcome = 'done'
  or (c.outcome is null and starts_with(c.nonce, ${INHERITED_NONCE})))`

/** Such requests about today's practitioner of this id or anybody merged into them, oldest first. */
export async function findKeptOut(
  db: Db,
  practitionerId: number,
): Promise<{ id: number; practitionerId: number }[]> {
  return rowsOf(
    db,
    sql`select c.id::int as id, c.practitioner_id::int as "practitionerId" from corrections c
        where ${keepsOut} and c.practitioner_id in ${withMerged(sql`${practitionerId}::bigint`)}
        order by c.id`,
  )
}

/** Where a list of corrections goes on: the last one shown. */
export interface CorrectionKey {
  dueAt: Date
  id: number
}

/** What waits, the longest overdue first; one more than `limit` when there are more. */
export async function listOpenCorrections(
  db: Db,
  limit: number,
  after: CorrectionKey | null,
): Promise<CorrectionEntry[]> {
  const from = after
    ? sql`and (due_at, id) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::bigint)`
    : sql``
  const chosen = sql`select * from corrections where decided_at is null ${from}
    order by due_at, id limit ${limit + 1}`
  return read(db, sql`${entryOf(chosen)} order by c.due_at, c.id`)
}

/** What was answered, the request that came last first; one more than `limit` when there are more. */
export async function listAnsweredCorrections(
  db: Db,
  limit: number,
  after: CorrectionKey | null,
): Promise<CorrectionEntry[]> {
  const from = after ? sql`and id < ${after.id}::bigint` : sql``
  const chosen = sql`select * from corrections where decided_at is not null ${from}
    order by id desc limit ${limit + 1}`
  return read(db, sql`${entryOf(chosen)} order by c.id desc`)
}

/** One of them, or null. */
export async function findCorrection(db: Db, id: number): Promise<CorrectionEntry | null> {
  const [found] = await read(db, entryOf(sql`select * from corrections where id = ${id}::bigint`))
  return found ?? null
}

async function read(db: Db, query: SQL): Promise<CorrectionEntry[]> {
  const rows = await rowsOf<{ entry: CorrectionJson }>(db, query)
  return rows.map(({ entry }) => ({
    ...entry,
    createdAt: new Date(entry.createdAt),
    dueAt: new Date(entry.dueAt),
    decidedAt: entry.decidedAt === null ? null : new Date(entry.decidedAt),
  }))
}

/** What everybody may know of an answer: not who asked, in which words, or who decided. */
export interface PublicAnswer {
  kind: CorrectionKind
  outcome: 'done' | 'declined'
  answer: string
  decidedAt: Date
}

/** Answers about a practitioner and those merged into them, newest first. */
export async function listPublicAnswers(
  db: Db,
  practitionerId: number,
  limit: number,
): Promise<PublicAnswer[]> {
  const rows = await rowsOf<{ answer: Omit<PublicAnswer, 'decidedAt'> & { decidedAt: string } }>(
    db,
    sql`select json_build_object('kind', kind, 'outcome', outcome, 'answer', answer,
          'decidedAt', decided_at) as answer
        from corrections
        where decided_at is not null
          and practitioner_id in ${withMerged(sql`${practitionerId}::bigint`)}
        order by decided_at desc, id desc limit ${limit}`,
  )
  return rows.map(({ answer }) => ({ ...answer, decidedAt: new Date(answer.decidedAt) }))
}

/** The audit log as it is read: a page of it, one entry, or all of it as it was hashed. */
import { type SQL, sql } from 'drizzle-orm'
import type { AuditContent } from '#src/core/audit-chain.ts'
import type { Json } from '#src/core/words.ts'
import { type Db, rowsOf } from '../client.ts'
import { actorName, joinActor } from './actor-name.ts'

export interface AuditEntry {
  seq: number
  at: Date
  actor: string
  /** How the actor is called today. */
  actorName: string
  action: string
  subject: { type: string; id: string }
  why: string
  before: Json
  after: Json
  previousHash: string
  hash: string
}

/** What to look for; null is anything. */
export interface AuditFilter {
  actor: string | null
  action: string | null
  subjectType: string | null
  subjectId: string | null
  /** From this instant and before that one. */
  span: { from: Date; until: Date } | null
}

export interface AuditPage {
  entries: AuditEntry[]
  /** Where the list goes on: behind this entry. Null at its end. */
  next: number | null
}

/** What no index finds is looked for in this many entries at a time. */
const WINDOW = 5_000

type EntryJson = Omit<AuditEntry, 'at' | 'before' | 'after'> & {
  at: string
  before: string | null
  after: string | null
}

const entryWith = (name: SQL): SQL => sql`json_build_object('seq', e.seq, 'at', e.at,
  'actor', e.actor, 'actorName', ${name}, 'action', e.action,
  'subject', json_build_object('type', e.subject_type, 'id', e.subject_id), 'why', e.why,
  'before', e.before, 'after', e.after, 'previousHash', e.previous_hash, 'hash', e.hash)`
const entryJson = entryWith(actorName(sql`e.actor`))
const BY = joinActor(sql`e.actor`, 'by')

const toEntry = (json: EntryJson): AuditEntry => ({
  ...json,
  at: new Date(json.at),
  before: toJson(json.before),
  after: toJson(json.after),
})

/** An altered entry may hold anything, and has to be shown all the same. */
function toJson(text: string | null): Json {
  if (text === null) return null
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

/** Entries behind `before`, newest first. */
export async function findAudit(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<AuditPage> {
  const range = filter.span && (await findRange(db, filter.span))
  const { indexed, others } = toConditions(filter, range, before)
  const looked = sql`select * from audit_entries e where ${indexed} order by e.seq desc limit ${WINDOW}`
  const rows = await rowsOf<{ entry: EntryJson }>(
    db,
    sql`select ${entryWith(BY.name)} as entry from
          (select * from (${looked}) e where ${others} order by e.seq desc limit ${limit + 1}) e
          ${BY.join}
        order by e.seq desc`,
  )
  const entries = rows.slice(0, limit).map(({ entry }) => toEntry(entry))
  if (rows.length > limit) return { entries, next: entries.at(-1)?.seq ?? null }
  return { entries, next: await findWindowEnd(db, looked) }
}

/** The last entry looked at where there are more behind it. */
async function findWindowEnd(db: Db, looked: SQL): Promise<number | null> {
  const [row] = await rowsOf<{ seq: string }>(
    db,
    sql`select e.seq from (${looked}) e order by e.seq desc offset ${WINDOW - 1} limit 1`,
  )
  return row ? Number(row.seq) : null
}

function toConditions(
  filter: AuditFilter,
  range: { from: number; until: number } | null,
  before: number | null,
): { indexed: SQL; others: SQL } {
  const indexed = [sql`true`]
  const others = [sql`true`]
  if (before !== null) indexed.push(sql`e.seq < ${before}::bigint`)
  if (filter.actor !== null) indexed.push(sql`e.actor = ${filter.actor}`)
  if (filter.action !== null) others.push(sql`e.action = ${filter.action}`)
  if (filter.subjectId !== null) {
    // The index begins with the type: all types there are, found by going from one to the next.
    indexed.push(
      sql`e.subject_id = ${filter.subjectId} and e.subject_type in (${filter.subjectType ?? subjectTypes})`,
    )
  } else if (filter.subjectType !== null) {
    others.push(sql`e.subject_type = ${filter.subjectType}`)
  }
  if (range && filter.span) {
    const { from, until } = filter.span
    indexed.push(sql`e.seq >= ${range.from}::bigint and e.seq < ${range.until}::bigint`)
    others.push(
      sql`e.at >= ${from.toISOString()}::timestamptz and e.at < ${until.toISOString()}::timestamptz`,
    )
  }
  return { indexed: sql.join(indexed, sql` and `), others: sql.join(others, sql` and `) }
}

/** Every value of a column that an index begins with, by one look at the index for each. */
const distinct = (column: SQL): SQL => sql`
  with recursive known(value) as (
    select min(${column}) from audit_entries
    union all
    select (select min(${column}) from audit_entries where ${column} > known.value)
    from known where known.value is not null)
  select value from known where value is not null`

const subjectTypes = sql`select value from (${distinct(sql`subject_type`)}) types`

/** Clocks of two processes may differ; none by an hour. */
const DISAGREEMENT_MS = 3_600_000

/** The entries of a span, and some around it, by halving: the log is in the order of time. */
async function findRange(db: Db, span: { from: Date; until: Date }) {
  const [row] = await rowsOf<{ from: string; until: string }>(
    db,
    sql`select ${firstSince(new Date(span.from.getTime() - DISAGREEMENT_MS))} as "from",
               ${firstSince(new Date(span.until.getTime() + DISAGREEMENT_MS))} as "until"`,
  )
  return { from: Number(row?.from ?? 0), until: Number(row?.until ?? 0) }
}

const firstSince = (instant: Date): SQL => sql`(
  with recursive halves(low, high) as (
    select 1::bigint, coalesce(max(seq), 0) + 1 from audit_entries
    union all
    select case when is_earlier then middle + 1 else low end,
           case when is_earlier then high else middle end
    from (select low, high, (low + high) / 2 as middle, coalesce((select at
            from audit_entries where seq = (low + high) / 2)
            < ${instant.toISOString()}::timestamptz, false) as is_earlier
          from halves where low < high) step)
  select low from halves where low >= high limit 1)`

/** One entry, or null. */
export async function findAuditEntry(db: Db, seq: number): Promise<AuditEntry | null> {
  const [row] = await rowsOf<{ entry: EntryJson }>(
    db,
    sql`select ${entryJson} as entry from audit_entries e where e.seq = ${seq}::bigint`,
  )
  return row ? toEntry(row.entry) : null
}

export interface AuditChoices {
  actors: { actor: string; name: string }[]
  subjectTypes: string[]
}

/** Of each database, with the entry that was the newest then: no name changes without one. */
const knownChoices = new WeakMap<Db, { newest: string | null; choices: AuditChoices }>()

/** Everybody who has decided anything, and every kind of thing that was decided about. */
export async function findAuditChoices(db: Db): Promise<AuditChoices> {
  const [last] = await rowsOf<{ hash: string }>(
    db,
    sql`select hash from audit_entries order by seq desc limit 1`,
  )
  const newest = last?.hash ?? null
  const known = knownChoices.get(db)
  if (known?.newest === newest) return known.choices
  const choices = await readAuditChoices(db)
  knownChoices.set(db, { newest, choices })
  return choices
}

async function readAuditChoices(db: Db): Promise<AuditChoices> {
  const who = joinActor(sql`a.value`, 'who')
  const [row] = await rowsOf<AuditChoices>(
    db,
    sql`select
      coalesce((select json_agg(json_build_object('actor', a.value, 'name', ${who.name})
          order by a.value)
        from (${distinct(sql`actor`)}) a ${who.join}), '[]') as actors,
      coalesce((select json_agg(t.value order by t.value)
        from (${distinct(sql`subject_type`)}) t), '[]') as "subjectTypes"`,
  )
  return row ?? { actors: [], subjectTypes: [] }
}

/** The newest entry about something, of one kind. */
export async function findLastAbout(
  db: Db,
  subject: { type: string; id: string },
  action: string,
): Promise<AuditEntry | null> {
  const [row] = await rowsOf<{ entry: EntryJson }>(
    db,
    sql`select ${entryJson} as entry from audit_entries e
        where e.subject_type = ${subject.type} and e.subject_id = ${subject.id}
          and e.action = ${action}
        order by e.seq desc limit 1`,
  )
  return row ? toEntry(row.entry) : null
}

/** An entry as it was hashed, with its hash. */
export type HashedEntry = AuditContent & { hash: string }

const BATCH = 2_000

/**
 * The whole log in its order, some entries at a time. Whatever stands in an instant beyond its
 * milliseconds shows as a `?`, so that no digit can be altered unnoticed.
 */
export async function* readAudit(db: Db): AsyncGenerator<HashedEntry[]> {
  let after: string | null = null
  for (;;) {
    const rows: (Omit<HashedEntry, 'seq'> & { seq: string })[] = await rowsOf(
      db,
      sql`select seq::text as seq,
            to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') ||
              case when isfinite(at) and at > '0001-01-01' and date_trunc('milliseconds', at) = at
                then 'Z' else '?' end as at,
            actor, action, subject_type as "subjectType", subject_id as "subjectId", why,
            before, after, previous_hash as "previousHash", hash
          from audit_entries ${after === null ? sql`` : sql`where seq > ${after}::bigint`}
          order by audit_entries.seq limit ${BATCH}`,
    )
    if (rows.length > 0) yield rows.map((row) => ({ ...row, seq: Number(row.seq) }))
    if (rows.length < BATCH) return
    after = rows.at(-1)?.seq ?? null
  }
}

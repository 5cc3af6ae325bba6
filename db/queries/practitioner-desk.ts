/** What the desk shows of a practitioner: every record, how it came here, and what was decided. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { actorName } from './actor-name.ts'
import { leftOutSince } from './left-out.ts'
import { type RecordSource, sourceJson, type SourceRow, toSource } from './sources.ts'

/** A record of the practitioner with the link that makes it theirs. */
export interface DeskRecord {
  id: number
  registry: string
  key: string
  name: string | null
  npi: string | null
  licenses: string[]
  source: RecordSource
  delistedAt: Date | null
  /** `npi`, `license`, `model`, `judgement`, `alone`. */
  method: string
  reasons: string[]
  decidedBy: string
  decidedAt: Date
}

export interface DeskPractitioner {
  id: number
  publicId: string
  createdAt: Date
  /** They, or somebody merged into them, asked to be left out of searches. */
  leftOutAt: Date | null
  records: DeskRecord[]
}

type RawRecord = Omit<DeskRecord, 'source' | 'delistedAt' | 'decidedAt'> & {
  source: SourceRow
  delistedAt: string | null
  decidedAt: string
}

/** Null for an id that does not stand for itself today. */
export async function findDeskPractitioner(
  db: Db,
  practitionerId: number,
): Promise<DeskPractitioner | null> {
  const [row] = await rowsOf<{
    head: { id: number; publicId: string; createdAt: string; leftOutAt: string | null }
    records: RawRecord[]
  }>(
    db,
    sql`select json_build_object('id', p.id, 'publicId', p.public_id, 'createdAt', p.created_at,
          'leftOutAt', ${leftOutSince(sql`p.id`)}) as head,
          coalesce((select json_agg(${recordJson} order by r.id)
            from links l join records r on r.id = l.record_id
            join captures c on c.id = r.last_capture_id
            left join record_versions v on v.record_id = r.id and v.replaced_at is null
            where l.practitioner_id = p.id and l.superseded_at is null), '[]'::json) as records
        from practitioners p where p.id = ${practitionerId}::bigint`,
  )
  if (!row) return null
  return {
    ...row.head,
    createdAt: new Date(row.head.createdAt),
    leftOutAt: toDate(row.head.leftOutAt),
    records: row.records.map(({ source, delistedAt, decidedAt, ...rest }) => ({
      ...rest,
      source: toSource(source),
      delistedAt: toDate(delistedAt),
      decidedAt: new Date(decidedAt),
    })),
  }
}

const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Over records, captures and versions as in `sourceJson`, and `links l`. */
const recordJson = sql`json_build_object('id', r.id, 'registry', r.registry, 'key', r.key,
  'name', v.content->'name'->>'full', 'npi', v.content->>'npi',
  'licenses', coalesce((select json_agg((e->>'state') || ' ' || (e->>'number'))
    from jsonb_array_elements(v.content->'licenses') e), '[]'::json),
  'source', ${sourceJson}, 'delistedAt', r.delisted_at, 'method', l.method, 'reasons', l.reasons,
  'decidedBy', ${actorName(sql`l.decided_by`)}, 'decidedAt', l.decided_at)`

/** A decision about a practitioner from the audit log. */
export interface Decision {
  seq: number
  at: Date
  byName: string
  action: string
  why: string
}

/** The last decisions whose subject is this practitioner, newest first. */
export async function findDecisions(db: Db, publicId: string, limit: number): Promise<Decision[]> {
  const rows = await rowsOf<{ entry: Omit<Decision, 'at'> & { at: string } }>(
    db,
    sql`select json_build_object('seq', a.seq, 'at', a.at, 'byName', ${actorName(sql`a.actor`)},
          'action', a.action, 'why', a.why) as entry
        from audit_entries a
        where a.subject_type = 'practitioner' and a.subject_id = ${publicId}
        order by a.seq desc limit ${limit}`,
  )
  return rows.map(({ entry }) => ({ ...entry, at: new Date(entry.at) }))
}

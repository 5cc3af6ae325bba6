/** Who is who, and why: pairs, judgements, and what binds the records of one practitioner. */
import { sql } from 'drizzle-orm'
import type { Judged } from '#src/core/linkage/cluster.ts'
import type { Decision } from '#src/core/linkage/link-tables.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import type { PairReason, Verdict } from '../schema/linkage.ts'

const idsOf = (ids: Iterable<number>) =>
  sql`(select id::bigint from jsonb_array_elements_text(${jsonRows([...ids])}) ids(id))`

/** A stored pair, as far as grouping needs it. */
export interface StoredPair {
  left: number
  right: number
  decision: Decision
  method: string
  probability: number | null
  weight: number | null
  modelVersion: string
  isRefused: boolean
}

const pairColumns = sql`left_record_id::int as left, right_record_id::int as right, decision, method,
  probability, weight, model_version as "modelVersion", is_refused as "isRefused"`

/** Pairs with one of these records in them; all pairs for null. */
export async function findPairs(
  db: Db,
  of: Iterable<number> | null,
  decisions: Decision[] = ['match', 'review', 'no-match'],
): Promise<StoredPair[]> {
  const select = sql`select ${pairColumns} from link_pairs
    where decision in (select jsonb_array_elements_text(${jsonRows(decisions)}))`
  if (of === null) return rowsOf<StoredPair>(db, select)
  const wanted = idsOf(of)
  return rowsOf<StoredPair>(
    db,
    sql`${select} and left_record_id in ${wanted}
        union ${select} and right_record_id in ${wanted}`,
  )
}

export interface GivenJudgement extends Judged {
  actId: string
  by: string
}

/** Judgements in force that say something, all of them: people give few. */
export const findJudgements = (db: Db): Promise<GivenJudgement[]> =>
  rowsOf<GivenJudgement>(
    db,
    sql`select left_record_id::int as left, right_record_id::int as right, verdict, by,
               act_id as "actId"
        from judgements where superseded_at is null and verdict <> 'unsure' order by id`,
  )

/** Records that share a practitioner with one of these, or match one of them; themselves included. */
export async function findMates(db: Db, ids: Iterable<number>): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`with wanted as materialized ${idsOf(ids)}
        select id::int as id from (
          select id from wanted
          union select o.record_id from wanted
            join links l on l.record_id = wanted.id and l.superseded_at is null
            join links o on o.practitioner_id = l.practitioner_id and o.superseded_at is null
          union select right_record_id from wanted
            join link_pairs on left_record_id = wanted.id and decision = 'match'
          union select left_record_id from wanted
            join link_pairs on right_record_id = wanted.id and decision = 'match') mates
        order by 1`,
  )
  return rows.map(({ id }) => id)
}

/** Every record that belongs to a practitioner. */
export async function findLinkedRecords(db: Db): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select record_id::int as id from links where superseded_at is null`,
  )
  return rows.map(({ id }) => id)
}

/** A record of a practitioner, for telling why it is one of theirs. */
export interface WhyRecord {
  recordId: number
  registry: string
  firstSeenAt: Date
  lastSeenAt: Date
}

/** What says that two records of a practitioner are one person. */
export interface WhyPair {
  left: number
  right: number
  /** `judgement` where a person decided, else how the program did. */
  method: string
  weight: number | null
  reasons: PairReason[]
  /** Of the model or of the rules; null where a person decided. */
  version: string | null
  decidedAt: Date
}

export interface Why {
  /** Oldest first. */
  records: WhyRecord[]
  pairs: WhyPair[]
}

/** Records in force of a practitioner and everything that binds two of them. */
export async function findWhy(db: Db, practitionerId: number): Promise<Why> {
  const members = sql`(select record_id from links
    where practitioner_id = ${practitionerId} and superseded_at is null)`
  const records = await rowsOf<{ record: WhyRow }>(
    db,
    sql`select jsonb_build_object('recordId', id, 'registry', registry,
          'firstSeenAt', first_seen_at, 'lastSeenAt', last_seen_at) as record
        from records where id in ${members} order by id`,
  )
  const pairs = await rowsOf<{ pair: Omit<WhyPair, 'decidedAt'> & { decidedAt: string } }>(
    db,
    sql`select jsonb_build_object('left', left_record_id, 'right', right_record_id,
          'method', method, 'weight', weight, 'reasons', reasons, 'version', model_version,
          'decidedAt', decided_at) as pair
        from link_pairs where decision = 'match'
          and left_record_id in ${members} and right_record_id in ${members}
        union all
        select jsonb_build_object('left', left_record_id, 'right', right_record_id,
          'method', 'judgement', 'weight', null, 'reasons', '[]'::jsonb, 'version', null,
          'decidedAt', at)
        from judgements where superseded_at is null and verdict = ${'same' satisfies Verdict}
          and left_record_id in ${members} and right_record_id in ${members}`,
  )
  return {
    records: records.map(({ record }) => ({
      ...record,
      firstSeenAt: new Date(record.firstSeenAt),
      lastSeenAt: new Date(record.lastSeenAt),
    })),
    pairs: pairs.map(({ pair }) => ({ ...pair, decidedAt: new Date(pair.decidedAt) })),
  }
}

interface WhyRow {
  recordId: number
  registry: string
  firstSeenAt: string
  lastSeenAt: string
}

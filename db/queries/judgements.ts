/** What people said of pairs of records: in force, replaced or taken back. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import type { Verdict } from '../schema/linkage.ts'
import { joinActor } from './actor-name.ts'

export interface JudgedSide {
  registry: string
  key: string
  /** Null where nothing of the record is in force any more. */
  name: string | null
}

export interface JudgementRow {
  id: number
  /** The act under which it can be undone, with all others of that act. */
  actId: string
  left: number
  right: number
  sides: [JudgedSide, JudgedSide]
  verdict: Verdict
  by: string
  byName: string
  note: string
  at: Date
  /** Null while it is in force. */
  ended: { at: Date; by: string; byName: string; how: 'replaced' | 'taken back' } | null
}

type Raw = Omit<JudgementRow, 'at' | 'ended'> & {
  at: string
  ended: (Omit<NonNullable<JudgementRow['ended']>, 'at'> & { at: string }) | null
}

/**
 * A record as one side of a pair, with `more` of it. Each part is looked up by itself: to plan a join
 * of four tables would take longer than to read a page of pairs.
 */
export const sideOf = (recordId: SQL, more = sql``): SQL => sql`(
  select json_build_object('registry', r.registry, 'key', r.key, 'name', (
      select v.content->'name'->>'full' from record_versions v
      where v.record_id = r.id and v.replaced_at is null) ${more})
  from records r where r.id = ${recordId})`

const BY = joinActor(sql`j.by`, 'by')
const ENDED_BY = joinActor(sql`j.superseded_by`, 'ended')

const asJson = sql`json_build_object('id', j.id, 'actId', j.act_id,
  'left', j.left_record_id, 'right', j.right_record_id,
  'sides', json_build_array(${sideOf(sql`j.left_record_id`)}, ${sideOf(sql`j.right_record_id`)}),
  'verdict', j.verdict, 'by', j.by, 'byName', ${BY.name}, 'note', j.note, 'at', j.at,
  'ended', case when j.superseded_at is not null then json_build_object('at', j.superseded_at,
    'by', j.superseded_by, 'byName', ${ENDED_BY.name},
    'how', case when j.superseded_in_act is null then 'taken back' else 'replaced' end) end)`

/** What was chosen of the judgements, in an order that has to be said again. */
const judgementsFrom = (chosen: SQL): SQL => sql`
  select ${asJson} as judgement from (${chosen}) j ${BY.join} ${ENDED_BY.join}`

const toRow = ({ judgement: { at, ended, ...rest } }: { judgement: Raw }): JudgementRow => ({
  ...rest,
  at: new Date(at),
  ended: ended && { ...ended, at: new Date(ended.at) },
})

/** The last word on a pair, in force or not; null where nobody has judged it. */
export async function findLastWord(
  db: Db,
  left: number,
  right: number,
): Promise<JudgementRow | null> {
  const rows = await rowsOf<{ judgement: Raw }>(
    db,
    judgementsFrom(sql`select * from judgements j
        where j.left_record_id = ${left}::bigint and j.right_record_id = ${right}::bigint
        order by (j.superseded_at is null) desc, j.superseded_at desc, j.id desc limit 1`),
  )
  return rows.map(toRow)[0] ?? null
}

/**
 * The first judgement of an act, of those that are not in force if there are any, and how many pairs
 * the act is about; null for an unknown one.
 */
export async function findAct(
  db: Db,
  actId: string,
): Promise<{ first: JudgementRow; pairs: number } | null> {
  const rows = await rowsOf<{ judgement: Raw; pairs: number }>(
    db,
    sql`select of.judgement, (select count(*)::int from judgements where act_id = ${actId}) as pairs
        from (${judgementsFrom(sql`select * from judgements j where j.act_id = ${actId}
          order by j.superseded_in_act is null, j.superseded_at is null, j.id limit 1`)}) of`,
  )
  const [row] = rows
  return row ? { first: toRow(row), pairs: row.pairs } : null
}

/** One judgement in force that makes two of these records one, or tells one of them apart. */
export async function findDecisive(
  db: Db,
  verdict: Verdict,
  recordIds: number[],
  beside: number[],
): Promise<JudgementRow | null> {
  const rows = await rowsOf<{ judgement: Raw }>(
    db,
    judgementsFrom(sql`select * from judgements j
        where j.superseded_at is null and j.verdict = ${verdict}
          and ((j.left_record_id in ${idsOf(recordIds)} and j.right_record_id in ${idsOf(beside)})
            or (j.left_record_id in ${idsOf(beside)} and j.right_record_id in ${idsOf(recordIds)}))
        order by j.id desc limit 1`),
  )
  return rows.map(toRow)[0] ?? null
}

const idsOf = (ids: number[]) =>
  sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`

/** Ids of the records that a practitioner has today. */
export const recordsOf = (practitionerId: number | null): SQL => sql`
  select record_id from links
  where practitioner_id = ${practitionerId}::bigint and superseded_at is null`

/**
 * Judgements older than `beforeId`, newest first, with one more than `limit` when there are more;
 * all, or those about a record that a practitioner has today.
 */
export async function listJudgements(
  db: Db,
  of: { practitionerId: number | null; limit: number; beforeId: number | null },
): Promise<JudgementRow[]> {
  const own = sql`any (array(${recordsOf(of.practitionerId)}))`
  const rows = await rowsOf<{ judgement: Raw }>(
    db,
    sql`${judgementsFrom(sql`select * from judgements j
          where ${of.beforeId === null ? sql`true` : sql`j.id < ${of.beforeId}::bigint`}
            and ${of.practitionerId === null ? sql`true` : sql`(j.left_record_id = ${own} or j.right_record_id = ${own})`}
          order by j.id desc limit ${of.limit + 1}`)}
        order by j.id desc`,
  )
  return rows.map(toRow)
}

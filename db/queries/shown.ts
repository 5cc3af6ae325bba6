/** Practitioners as shown today: their views, and where each fact in them comes from. */
import { sql } from 'drizzle-orm'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import { type RecordSource, sourceJson, type SourceRow, toSources } from './sources.ts'

export interface ShownPractitioner {
  publicId: string
  view: PractitionerView
  sources: Map<number, RecordSource>
  updatedAt: Date
}

export interface ShownToday extends ShownPractitioner {
  /** Asked to be left out of searches. */
  isLeftOut: boolean
}

interface ShownRow {
  id: number
  publicId: string
  isLeftOut: boolean
  view: PractitionerView
  updated: string
  sources: SourceRow[]
}

/** By practitioner id; who has nothing published is left out. All of it is of one moment. */
export async function readShown(db: Db, ids: number[]): Promise<Map<number, ShownToday>> {
  // The limits keep the planner, which thinks that everybody has a hundred records, from reading all.
  const rows = await rowsOf<{ shown: ShownRow }>(
    db,
    sql`select jsonb_build_object('id', s.practitioner_id, 'publicId', s.public_id,
          'isLeftOut', s.is_left_out,
          'view', s.view, 'updated', s.updated_at, 'sources', (
            select coalesce(jsonb_agg(${sourceJson}), '[]'::jsonb)
            from jsonb_array_elements(s.view->'records') shown(record)
            cross join lateral (
              select * from records where id = (record->>'recordId')::bigint limit 1) r
            cross join lateral (select * from captures where id = r.last_capture_id limit 1) c
            left join lateral (
              select content from record_versions
              where record_id = r.id and replaced_at is null limit 1) v on true)) as shown
        from jsonb_array_elements_text(${jsonRows(ids)}) wanted(id)
        join search_rows s on s.practitioner_id = wanted.id::bigint`,
  )
  return new Map(
    rows.map(({ shown: { id, publicId, isLeftOut, view, updated, sources } }) => [
      id,
      { publicId, isLeftOut, view, sources: toSources(sources), updatedAt: new Date(updated) },
    ]),
  )
}

/** The change history of a practitioner, newest first. */
import { sql } from 'drizzle-orm'
import type { FieldChange } from '#src/core/diff.ts'
import { type Db, rowsOf } from '../client.ts'
import { withMerged } from './merged.ts'

export interface HistoryEntry {
  id: number
  at: Date
  kind: string
  registry: string | null
  /** `refresh` or `rules`; anybody else is `person`, whose name is not for publication. */
  actor: string
  fields: FieldChange[]
}

/** Parts of a record that may be shown; raw strings and hints for linking may not. */
const SHOWN = new Set([
  'name',
  'otherNames',
  'npi',
  'licenses',
  'certifications',
  'training',
  'exclusions',
  'locations',
  'placeOfRecord',
  'languages',
])

/** Of a practitioner and of those merged into them: changes older than `beforeId`, with one more than `limit` when there are more. */
export async function findHistory(
  db: Db,
  practitionerId: number,
  limit: number,
  beforeId: number | null,
): Promise<HistoryEntry[]> {
  const rows = await rowsOf<{ entry: Omit<HistoryEntry, 'at'> & { at: string } }>(
    db,
    sql`select json_build_object('id', c.id, 'at', c.at, 'kind', c.kind, 'registry', r.registry,
          'actor', c.actor, 'fields', c.fields) as entry
        from changes c left join records r on r.id = c.record_id
        where c.id in (select l.id from ${withMerged(sql`${practitionerId}::bigint`)} p
          cross join lateral (select c.id from changes c where c.practitioner_id = p.id
            ${beforeId === null ? sql`` : sql`and c.id < ${beforeId}`}
            order by c.id desc limit ${limit + 1}) l)
        order by c.id desc limit ${limit + 1}`,
  )
  return rows.map(({ entry }) => ({
    ...entry,
    at: new Date(entry.at),
    actor: /^(refresh|rules)\b/.exec(entry.actor)?.[1] ?? 'person',
    fields: entry.fields.filter(({ path }) => SHOWN.has(path.split('.')[0] ?? '')),
  }))
}

/** One practitioner as shown today, and how many there are. */
import { sql } from 'drizzle-orm'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { IsoDate, State } from '#src/core/words.ts'
import { type Db, rowsOf } from '../client.ts'
import {
  bestTier,
  hasCertification,
  hasLicense,
  isInState,
  isRecommended,
} from './search-filters.ts'
import { findSources, type RecordSource } from './sources.ts'

export interface ShownPractitioner {
  publicId: string
  view: PractitionerView
  sources: Map<number, RecordSource>
  updatedAt: Date
}

/** Who stands behind a public id today; a merged one leads to its successor. Null for unknown ids. */
export async function findIdentity(
  db: Db,
  publicId: string,
): Promise<{ id: number; publicId: string } | null> {
  const [row] = await rowsOf<{ id: string | number; public_id: string }>(
    db,
    sql`with recursive way as (
          select id, public_id, merged_into_id from practitioners where public_id = ${publicId}
          union
          select p.id, p.public_id, p.merged_into_id from practitioners p
          join way on p.id = way.merged_into_id)
        select id, public_id from way where merged_into_id is null`,
  )
  return row ? { id: Number(row.id), publicId: row.public_id } : null
}

/** The practitioner as of now, or null when nothing is published about them. */
export async function findPractitioner(db: Db, id: number): Promise<ShownPractitioner | null> {
  const [row] = await rowsOf<{ found: { id: string; view: PractitionerView; updated: string } }>(
    db,
    sql`select jsonb_build_object('id', public_id, 'view', view, 'updated', updated_at) as found
        from search_rows where practitioner_id = ${id}`,
  )
  if (!row) return null
  const { found } = row
  const sources = await findSources(db, recordIdsOf([found.view]))
  return {
    publicId: found.id,
    view: found.view,
    sources,
    updatedAt: new Date(found.updated),
  }
}

/** Every record that some view mentions. */
export const recordIdsOf = (views: PractitionerView[]): number[] =>
  views.flatMap((view) => view.records.map(({ recordId }) => recordId))

export interface DirectoryCounts {
  practitioners: number
  licensed: number
  certified: number
  trained: number
  recommended: number
}

/** How many people the directory shows, and how many have each mark today. */
export async function countPractitioners(
  db: Db,
  states: State[],
  today: IsoDate,
): Promise<DirectoryCounts & { byState: Record<string, number> }> {
  const perState = states.flatMap((state) => [
    sql`${state}::text`,
    sql`count(*) filter (where ${isInState(state)})`,
  ])
  const [row] = await rowsOf<{ counts: DirectoryCounts & { byState: Record<string, number> } }>(
    db,
    sql`select jsonb_build_object('practitioners', count(*),
          'licensed', count(*) filter (where ${hasLicense('active', states, today)}),
          'certified', count(*) filter (where ${hasCertification('active', today)}),
          'trained', count(*) filter (where ${bestTier} > 0),
          'recommended', count(*) filter (where ${isRecommended(states, today)}),
          'byState', jsonb_build_object(${sql.join(perState, sql`, `)})) as counts
        from search_rows r`,
  )
  if (!row) throw new Error('Counting the practitioners returned no row.')
  return row.counts
}

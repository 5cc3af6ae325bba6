/** Shows practitioners anew: facts and search row, built from the records linked to them. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { loadLocate } from '#db/queries/places.ts'
import {
  buildView,
  type Given,
  type LinkedRecord,
  makesEntry,
  type PractitionerView,
} from '#src/core/practitioner.ts'
import type { RecordContent } from '#src/core/record.ts'
import { toSearchRow } from '#src/core/search/row.ts'
import type { ServiceContext } from './context.ts'
import { loadGiven } from './load-given.ts'
import { writeFacts } from './write-facts.ts'
import { writeSearchRows } from './write-search-rows.ts'

/** A statement's memory is never given back by PGlite, so it stays small. */
const BATCH_PRACTITIONERS = 500

export interface ProjectedPractitioner {
  id: number
  publicId: string
  view: PractitionerView
}

/** Rebuilds what is shown of each; one that has no records left is shown no more. */
export async function projectPractitioners(
  ctx: ServiceContext,
  tx: Db,
  ids: number[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH_PRACTITIONERS) {
    await projectBatch(ctx, tx, ids.slice(start, start + BATCH_PRACTITIONERS))
  }
}

async function projectBatch(ctx: ServiceContext, tx: Db, ids: number[]): Promise<void> {
  const sources = await loadSources(ctx, tx, ids)
  const places = sources.flatMap(({ linked }) =>
    linked.flatMap(({ content: { locations, placeOfRecord } }) => [
      ...locations,
      ...(placeOfRecord ? [placeOfRecord] : []),
    ]),
  )
  const locate = await loadLocate(tx, places)
  const projected = sources
    .filter(({ linked }) => linked.some(({ role }) => makesEntry(role)))
    .map(({ id, publicId, linked, given }) => ({
      id,
      publicId,
      view: buildView(linked, given, locate),
    }))
  const rows = projected.map(({ id, publicId, view }) => toSearchRow(id, publicId, view))
  await Promise.all([writeFacts(tx, ids, projected), writeSearchRows(tx, ids, rows, ctx.now())])
}

interface Sources {
  id: number
  publicId: string
  linked: LinkedRecord[]
  given: Given
}

async function loadSources(ctx: ServiceContext, tx: Db, ids: number[]): Promise<Sources[]> {
  const rows = await rowsOf<{
    id: number
    publicId: string
    recordId: number
    registry: string
    delistedOn: string | null
    content: RecordContent
  }>(
    tx,
    sql`select p.id::int as id, p.public_id as "publicId", r.id::int as "recordId", r.registry,
               to_char(r.delisted_at at time zone 'America/New_York', 'YYYY-MM-DD') as "delistedOn",
               v.content
        from practitioners p
        join links l on l.practitioner_id = p.id and l.superseded_at is null
        join records r on r.id = l.record_id
        join record_versions v on v.record_id = r.id and v.replaced_at is null
        where p.id in (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))
        order by p.id, r.id`,
  )
  const given = await loadGiven(tx, ids)
  const roles = new Map(ctx.registries.map(({ info }) => [info.id, info.role]))
  const byId = new Map<number, Sources>()
  for (const { id, publicId, recordId, registry, delistedOn, content } of rows) {
    const sources = byId.get(id) ?? { id, publicId, linked: [], given: given(id) }
    const role = roles.get(registry) ?? 'identifier'
    sources.linked.push({ id: recordId, registry, role, content, delistedOn })
    byId.set(id, sources)
  }
  return [...byId.values()]
}

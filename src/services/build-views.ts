/** What the directory shows of practitioners, made from the records linked to them today. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { loadLocate } from '#db/queries/places.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import {
  buildView,
  type Given,
  type LinkedRecord,
  makesEntry,
  type PractitionerView,
} from '#src/core/practitioner.ts'
import type { RecordContent } from '#src/core/record.ts'
import { loadGiven } from './load-given.ts'

export interface ProjectedPractitioner {
  id: number
  publicId: string
  view: PractitionerView
}

/** One entry for each that has a record which makes one. */
export async function buildViews(
  infos: RegistryInfo[],
  db: Db,
  ids: number[],
): Promise<ProjectedPractitioner[]> {
  const sources = await loadSources(infos, db, ids)
  const places = sources.flatMap(({ linked }) =>
    linked.flatMap(({ content: { locations, placeOfRecord } }) => [
      ...locations,
      ...(placeOfRecord ? [placeOfRecord] : []),
    ]),
  )
  const locate = await loadLocate(db, places)
  return sources
    .filter(({ linked }) => linked.some(({ role }) => makesEntry(role)))
    .map(({ id, publicId, linked, given }) => ({
      id,
      publicId,
      view: buildView(linked, given, locate),
    }))
}

interface Sources {
  id: number
  publicId: string
  linked: LinkedRecord[]
  given: Given
}

async function loadSources(infos: RegistryInfo[], db: Db, ids: number[]): Promise<Sources[]> {
  const rows = await rowsOf<{
    id: number
    publicId: string
    recordId: number
    registry: string
    delistedOn: string | null
    content: RecordContent
  }>(
    db,
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
  const given = await loadGiven(db, ids)
  const roles = new Map(infos.map(({ id, role }) => [id, role]))
  const byId = new Map<number, Sources>()
  for (const { id, publicId, recordId, registry, delistedOn, content } of rows) {
    const sources = byId.get(id) ?? { id, publicId, linked: [], given: given(id) }
    const role = roles.get(registry) ?? 'identifier'
    sources.linked.push({ id: recordId, registry, role, content, delistedOn })
    byId.set(id, sources)
  }
  return [...byId.values()]
}

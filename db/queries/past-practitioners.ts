/** One practitioner as the directory knew them on a past day: the versions and links valid then. */
import { sql } from 'drizzle-orm'
import { newYorkDay } from '#src/core/days.ts'
import { buildView, type Given, type LinkedRecord } from '#src/core/practitioner.ts'
import type { RecordContent } from '#src/core/record.ts'
import { type Db, rowsOf } from '../client.ts'
import { loadLocate } from './places.ts'
import type { ShownPractitioner } from './shown.ts'
import { toSources } from './sources.ts'

interface PastRecord {
  record: { id: number; registry: string; content: RecordContent; delistedAt: string | null }
  source: Parameters<typeof toSources>[0][number]
  firstSeenAt: string
}

/**
 * The practitioner as the directory knew them at an instant, or null when nothing was known then.
 * `roleOf` tells what a registry is the authority for.
 */
export async function findPractitionerAsOf(
  db: Db,
  identity: { id: number; publicId: string },
  asOf: Date,
  roleOf: (registry: string) => LinkedRecord['role'],
): Promise<ShownPractitioner | null> {
  const past = await pastRecords(db, identity.id, asOf)
  if (past.length === 0) return null
  const linked = past.map(({ record }) => ({
    id: record.id,
    registry: record.registry,
    role: roleOf(record.registry),
    content: record.content,
    delistedOn: record.delistedAt === null ? null : newYorkDay(new Date(record.delistedAt)),
  }))
  const places = linked.flatMap(({ content }) => [
    ...content.locations,
    ...(content.placeOfRecord ? [content.placeOfRecord] : []),
  ])
  const given = await givenBefore(db, identity.id, asOf)
  const locate = await loadLocate(db, places)
  return {
    publicId: identity.publicId,
    view: buildView(linked, given, locate),
    sources: toSources(past.map(({ source }) => source)),
    updatedAt: new Date(Math.max(...past.map(({ firstSeenAt }) => Date.parse(firstSeenAt)))),
  }
}

/** Versions valid then of the records linked then, each with the capture that first showed it. */
async function pastRecords(db: Db, practitionerId: number, asOf: Date): Promise<PastRecord[]> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const rows = await rowsOf<{ past: PastRecord }>(
    db,
    sql`select jsonb_build_object(
          'record', jsonb_build_object('id', r.id, 'registry', r.registry, 'content', v.content,
            'delistedAt', case when c.kind = 'delisted' then c.at
              when c.kind is null and r.delisted_at <= ${at} then r.delisted_at end),
          'source', jsonb_build_object('recordId', r.id, 'registry', r.registry,
            'captureId', k.id, 'sha256', k.sha256, 'fetchedAt', k.fetched_at,
            'lastSeenAt', r.last_seen_at, 'url', k.url,
            'link', v.content->>'link'),
          'firstSeenAt', v.first_seen_at) as past
        from links l
        join records r on r.id = l.record_id
        join record_versions v on v.record_id = r.id and v.first_seen_at <= ${at}
          and (v.replaced_at is null or v.replaced_at > ${at})
        join captures k on k.id = v.capture_id
        left join lateral (
          select kind, at from changes
          where practitioner_id = l.practitioner_id and record_id = r.id
            and kind in ('delisted', 'relisted') and at <= ${at}
          order by id desc limit 1) c on true
        where l.practitioner_id = ${practitionerId} and l.decided_at <= ${at}
          and (l.superseded_at is null or l.superseded_at > ${at})`,
  )
  return rows.map(({ past }) => past)
}

/** What people had handed in by then. */
async function givenBefore(db: Db, practitionerId: number, asOf: Date): Promise<Given> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const [row] = await rowsOf<Given>(
    db,
    sql`with recursive heirs(id) as (
          select ${practitionerId}::bigint
          union all
          select p.id from practitioners p
          join heirs h on p.merged_into_id = h.id and p.merged_at <= ${at}),
        training as (
          select distinct on (program, tier, evidence, evidence_url) * from training_claims
          where record_id is null and practitioner_id in (select id from heirs) and given_at <= ${at}
            and (withdrawn_at is null or withdrawn_at > ${at})
          order by program, tier, evidence, evidence_url, id),
        badges as (
          select distinct on (url) * from badge_links
          where practitioner_id in (select id from heirs) and given_at <= ${at} order by url, id)
        select
          (select coalesce(jsonb_agg(jsonb_build_object('program', program, 'tier', tier,
             'evidence', evidence, 'evidenceUrl', evidence_url, 'givenBy', given_by,
             'givenAt', given_at) order by id), '[]') from training) as training,
          (select coalesce(jsonb_agg(jsonb_build_object('url', url, 'givenBy', given_by,
             'givenAt', given_at) order by id), '[]') from badges) as badges`,
  )
  return row ?? { training: [], badges: [] }
}

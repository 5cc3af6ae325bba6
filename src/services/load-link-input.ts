import { type SQL, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { loadLocate } from '#db/queries/places.ts'
import { type LinkRecord, toLinkRecord } from '#src/core/linkage/link-record.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { type Linkable, toLinkPerson } from '#src/core/linkage/to-person.ts'
import type { ServiceContext } from './context.ts'

/** A record as the rules see it, and as the scored comparison does: null for what it must not join. */
export interface LinkInput {
  /** Key at the registry. */
  key: string
  record: LinkRecord
  person: LinkPerson | null
}

/** A statement's memory is never given back by PGlite, so it stays small. */
const BATCH = 1_000

/** Entries in the order in which all are compared. */
export const toOrder = (inputs: LinkInput[]): LinkInput[] =>
  inputs.toSorted(
    (a, b) => compareTexts(a.record.registry, b.record.registry) || compareTexts(a.key, b.key),
  )

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Inputs of all records that can be linked at all, in the order of registry and key, batch by batch. */
export async function* loadAllInputs(ctx: ServiceContext, tx: Db): AsyncGenerator<LinkInput[]> {
  // The same order on every machine, because which of two is the left one may matter to a weight.
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select r.id::int as id from ${linkable(ctx)}
        order by r.registry collate "C", r.key collate "C"`,
  )
  for (let start = 0; start < rows.length; start += BATCH) {
    yield await loadInputs(
      ctx,
      tx,
      rows.slice(start, start + BATCH).map(({ id }) => id),
    )
  }
}

/** Inputs of these records as they are now, in the order of registry and key. */
export async function loadInputs(ctx: ServiceContext, tx: Db, ids: number[]): Promise<LinkInput[]> {
  const inputs: LinkInput[] = []
  for (let start = 0; start < ids.length; start += BATCH) {
    const among = sql`(select id::bigint
      from jsonb_array_elements_text(${jsonRows(ids.slice(start, start + BATCH))}) ids(id))`
    const rows = await loadRows(ctx, tx, among)
    inputs.push(...(await toInputs(ctx, tx, rows)))
  }
  return toOrder(inputs)
}

const LINKABLE = [
  'name',
  'otherNames',
  'gender',
  'npi',
  'licenses',
  'licenseHints',
  'locations',
  'placeOfRecord',
] as const

/**
 * Those of the records that linking has reason to look at: new ones, and those whose latest change is
 * in what it compares. Of a license only state and number are.
 */
export async function findRelinkable(tx: Db, ids: number[]): Promise<number[]> {
  const part = (version: SQL, name: string): SQL =>
    name === 'licenses'
      ? sql`jsonb_path_query_array(${version}.content, '$.licenses[*].keyvalue() ? (@.key == "state" || @.key == "number").value')`
      : sql`${version}.content->${name}::text`
  const parts = (version: SQL): SQL =>
    sql.join(
      LINKABLE.map((name) => part(version, name)),
      sql`, `,
    )
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select w.id::int as id
        from (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id)) w
        left join lateral (select content from record_versions p
          where p.record_id = w.id and p.replaced_at is null) v on true
        left join lateral (select id, content from record_versions p
          where p.record_id = w.id and p.replaced_at is not null
          order by p.first_seen_at desc, p.id desc limit 1) o on true
        left join links l on l.record_id = w.id and l.superseded_at is null
        where l.id is null
           or (o.id is not null and (${parts(sql`v`)}) is distinct from (${parts(sql`o`)}))
        order by 1`,
  )
  return rows.map(({ id }) => id)
}

type Row = { id: number; registry: string; key: string } & Linkable

/** Records `r` that can be linked, with their present version `v`. */
function linkable(ctx: ServiceContext): SQL {
  // Tens of thousands of people stand on such a list; only an identifier, or somebody's judgement,
  // can make one of them ours.
  const exclusionLists = ctx.registries.flatMap(({ info }) =>
    info.role === 'exclusion' ? [info.id] : [],
  )
  const isSame = sql`superseded_at is null and verdict = 'same'`
  return sql`records r join record_versions v on v.record_id = r.id and v.replaced_at is null
    and (r.registry not in (select jsonb_array_elements_text(${jsonRows(exclusionLists)}))
         or v.content->>'npi' is not null
         or r.id in (select left_record_id from judgements where ${isSame}
                     union all select right_record_id from judgements where ${isSame}))`
}

const loadRows = (ctx: ServiceContext, tx: Db, among: SQL): Promise<Row[]> =>
  rowsOf<Row>(
    tx,
    sql`select r.id::int as id, r.registry, r.key,
               v.content->'name' as name, v.content->'otherNames' as "otherNames",
               v.content->>'gender' as gender, v.content->>'npi' as npi,
               v.content->'licenses' as licenses, v.content->'licenseHints' as "licenseHints",
               v.content->'locations' as locations, v.content->'placeOfRecord' as "placeOfRecord"
        from ${linkable(ctx)} where r.id in ${among}`,
  )

async function toInputs(ctx: ServiceContext, tx: Db, rows: Row[]): Promise<LinkInput[]> {
  const roles = new Map(ctx.registries.map(({ info }) => [info.id, info.role]))
  const places = rows.flatMap(({ locations, placeOfRecord }) => [
    ...locations,
    ...(placeOfRecord ? [placeOfRecord] : []),
  ])
  const locate = await loadLocate(tx, places)
  return rows.map((row) => {
    const record = toLinkRecord({ ...row, role: roles.get(row.registry) ?? 'identifier' }, row)
    return {
      key: row.key,
      record,
      person: record.role === 'exclusion' ? null : toLinkPerson(row, locate),
    }
  })
}

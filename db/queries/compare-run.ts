/** A run that is read and not yet published, beside what is known of the same people. */
import { sql } from 'drizzle-orm'
import { LASTING_FIELDS, type RunComparison } from '#src/core/drift.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export interface ComparedRun {
  id: string
  registry: string
  completeScopes: string[]
  /** Versions that another parser read differ for its sake; they do not count as changed. */
  parserVersion: number
}

export async function compareRun(db: Db, run: ComparedRun): Promise<RunComparison> {
  // The fields are dear to read: only of records that differ at all.
  const [row] = await rowsOf<RunComparison>(
    db,
    sql`
    with scopes as materialized (
      select jsonb_array_elements_text(${jsonRows(run.completeScopes)}) as scope),
    listed as materialized (
      select r.key, r.id, r.scope in (select scope from scopes) as is_covered from records r
      where r.registry = ${run.registry} and r.delisted_at is null),
    met as materialized (
      select l.is_covered, v.content as was, s.content as now, v.content <> s.content as differs,
             v.parser_version = ${run.parserVersion} as is_comparable
      from staged_records s
      join listed l on l.key = s.key
      join record_versions v on v.record_id = l.id and v.replaced_at is null
      where s.run_id = ${run.id}),
    misread as (
      select count(distinct p.key) as count from run_problems p
      join listed l on l.key = p.key and l.is_covered
      where p.run_id = ${run.id} and p.level = 'row'
        and not exists (select from staged_records s where s.run_id = p.run_id and s.key = p.key)),
    lasting as (
      select f.path, count(*)::int as count
      from met, jsonb_array_elements_text(${jsonRows(Object.keys(LASTING_FIELDS))}) f(path)
      where met.differs
        and jsonb_path_query_array(met.was, ('$.' || f.path)::jsonpath)
         <> jsonb_path_query_array(met.now, ('$.' || f.path)::jsonpath)
      group by f.path)
    select count(*)::int as met,
           count(*) filter (where differs and is_comparable)::int as changed,
           (select count(*)::int from staged_records where run_id = ${run.id}) - count(*)::int as unknown,
           ((select count(*) from listed where is_covered) - (select count from misread)
             - count(*) filter (where is_covered))::int as missing,
           (select coalesce(jsonb_object_agg(path, count), '{}'::jsonb) from lasting) as lasting
    from met`,
  )
  if (!row) throw new Error(`Run ${run.id} could not be compared with what is known.`)
  return row
}

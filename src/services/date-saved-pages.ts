/**
 * Pages that a person saved may be handed in late, or twice. What they say is of the day on which they
 * were saved, and the same bytes again, whatever day comes with them, of the day that came first.
 */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { RefreshRunRow } from '#db/schema/index.ts'

/**
 * A scope that a run covers in full. Whom it does not show is missed if they were last seen before
 * `at`, an instant as the database writes it; null: whenever that was.
 */
export interface CoveredScope {
  scope: string
  at: string | null
}

/**
 * Marks as `older` what the pages say of people of whom newer pages said otherwise, or did not say
 * anything any more. Returns the scopes that the run covers later than any run before it; the others
 * are no new observation. Call it on a run of pages, between classifying it and writing records.
 */
export async function dateSavedPages(tx: Db, run: RefreshRunRow): Promise<CoveredScope[]> {
  const dated = sql`
    with published as materialized (
      select c.run_id, c.sha256, c.fetched_at, t.complete_scopes
      from refresh_runs t join captures c on c.run_id = t.id
      where t.registry = ${run.registry} and t.mode = 'pages' and t.status = 'published'),
    imported as materialized (select sha256, min(fetched_at) as at from published group by 1),
    observed as materialized (
      select c.id, i.at from captures c join imported i on i.sha256 = c.sha256
      where c.run_id = ${run.id}),
    covered as materialized (
      select scope, max(fetched_at) as at
      from published c cross join lateral jsonb_array_elements_text(c.complete_scopes) scope
      where c.run_id <> ${run.id}
      group by 1)`
  await tx.execute(sql`${dated}
    update publishing p set outcome = 'older'
    from records r
    join record_versions v on v.record_id = r.id and v.replaced_at is null
    left join covered on covered.scope = r.scope,
    observed o
    where r.id = p.record_id and o.id = p.capture_id and p.outcome in ('changed', 'unchanged')
      and ((r.misses > 0 and o.at <= covered.at)
        or (p.outcome = 'changed' and o.at < v.first_seen_at))`)
  return rowsOf<CoveredScope>(
    tx,
    sql`${dated}
    select p.scope, min(o.at)::text as at
    from publishing p join observed o on o.id = p.capture_id
    left join covered on covered.scope = p.scope
    where p.scope in (select jsonb_array_elements_text(${jsonRows(run.completeScopes)}))
    group by p.scope, covered.at
    having covered.at is null or min(o.at) > covered.at
    order by p.scope`,
  )
}

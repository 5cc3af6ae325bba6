/** What was imported of pages that a person saved. */
import { sql } from 'drizzle-orm'
import type { RunStatus } from '#src/core/words.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export interface ShownImport {
  id: string
  status: RunStatus
  at: Date
  /** People in it. */
  seen: number
  problems: number
  /** Scopes that its pages cover in full. */
  covers: string[]
  reasons: string[]
}

export interface SavedScope {
  scope: string
  /** The newest published run that covers it, and when the oldest of its pages was saved. */
  last: { run: string; savedAt: Date } | null
}

const IMPORTS_SHOWN = 10

export interface SavedPages {
  scopes: SavedScope[]
  /** Newest first. */
  imports: ShownImport[]
}

interface SavedPagesJson {
  scopes: { scope: string; last: { run: string; savedAt: string } | null }[]
  imports: (Omit<ShownImport, 'at'> & { at: string })[]
}

/** For each scope when it was last saved as a whole, and the latest imports of a registry. */
export async function findSavedPages(
  db: Db,
  registry: string,
  scopes: string[],
): Promise<SavedPages> {
  const [row] = await rowsOf<SavedPagesJson>(
    db,
    sql`select
      (select coalesce(json_agg(json_build_object('scope', wanted.scope, 'last', (
          select json_build_object('run', t.id, 'savedAt', coalesce(
            (select min(c.fetched_at) from captures c where c.run_id = t.id), t.created_at))
          from refresh_runs t where t.registry = ${registry} and t.status = 'published'
            and t.complete_scopes @> jsonb_build_array(wanted.scope)
          order by t.created_at desc limit 1)) order by wanted.place), '[]')
       from jsonb_array_elements_text(${jsonRows(scopes)})
         with ordinality as wanted(scope, place)) as scopes,
      (select coalesce(json_agg(json_build_object('id', t.id, 'status', t.status,
          'at', t.created_at, 'seen', t.seen, 'problems', t.problems,
          'covers', t.complete_scopes, 'reasons', t.reasons) order by t.created_at desc), '[]')
       from (select * from refresh_runs r where r.registry = ${registry}
             order by r.created_at desc limit ${IMPORTS_SHOWN}) t) as imports`,
  )
  return {
    scopes: (row?.scopes ?? []).map(({ scope, last }) => ({
      scope,
      last: last && { run: last.run, savedAt: new Date(last.savedAt) },
    })),
    imports: (row?.imports ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
  }
}

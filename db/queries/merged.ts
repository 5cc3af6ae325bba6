/**
 * Who leads to whom: a merged practitioner points to its successor, which may have merged since. Ids
 * are given as SQL; a column wants the alias of its table, and that alias is not `practitioners`.
 */
import { type SQL, sql } from 'drizzle-orm'

/**
 * `heirs(id, heir)` for a `with`: each of these practitioners and whoever leads to them, over any
 * number of merges. `ids` is a list or a statement.
 */
export const heirsOf = (ids: SQL): SQL => sql`recursive heirs(id, heir) as (
    select id, id from practitioners where id in (${ids})
    union
    select p.id, h.heir from practitioners p join heirs h on p.merged_into_id = h.id)`

/** Ids of a practitioner and of whoever leads to it. */
export const withMerged = (id: SQL): SQL => sql`(
  with ${heirsOf(id)} select heirs.id from heirs)`

/** Whom an id stands for today. */
export const successorOf = (id: SQL): SQL => sql`(
  with recursive way as (
    select id, merged_into_id from practitioners where id = ${id}
    union
    select p.id, p.merged_into_id from practitioners p join way on p.id = way.merged_into_id)
  select way.id from way where way.merged_into_id is null)`

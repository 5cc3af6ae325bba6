/** Who decided, by the name that is known today; the log keeps only what never changes. */
import { sql, type SQL } from 'drizzle-orm'

/** The name of the actor (`user:…`, `key:…`, `cli:…`) in a column, as an expression. */
export const actorName = (actor: SQL): SQL =>
  nameOf(
    actor,
    sql`(select u.name from users u where u.id = substr(${actor}, 6))`,
    sql`(select k.name from api_keys k where k.id = substr(${actor}, 5))`,
  )

/**
 * The same for a list: `join` goes behind its tables and finds everybody at once, where `actorName`
 * looks for each row anew. `as` tells several of them in one statement apart.
 */
export function joinActor(actor: SQL, as: string): { join: SQL; name: SQL } {
  const user = sql.identifier(`${as}_user`)
  const key = sql.identifier(`${as}_key`)
  return {
    join: sql`left join users ${user} on ${user}.id = substr(${actor}, 6)
      left join api_keys ${key} on ${key}.id = substr(${actor}, 5)`,
    name: nameOf(actor, sql`${user}.name`, sql`${key}.name`),
  }
}

const nameOf = (actor: SQL, user: SQL, key: SQL): SQL => sql`case
  when ${actor} like 'user:%' then coalesce(${user}, 'somebody who has left')
  when ${actor} like 'key:%' then coalesce(${key}, ${actor})
  when ${actor} like 'cli:%' then substr(${actor}, 5) || ' (command line)'
  else ${actor} end`

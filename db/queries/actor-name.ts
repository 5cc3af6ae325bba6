/** Who decided, by the name that is known today; the log keeps only what never changes. */
import { sql, type SQL } from 'drizzle-orm'

/** The name of the actor (`user:…`, `key:…`, `cli:…`) in a column, as an expression. */
export const actorName = (actor: SQL): SQL => sql`case
  when ${actor} like 'user:%'
    then coalesce((select u.name from users u where u.id = substr(${actor}, 6)), 'somebody who has left')
  when ${actor} like 'key:%'
    then coalesce((select k.name from api_keys k where k.id = substr(${actor}, 5)), ${actor})
  when ${actor} like 'cli:%' then substr(${actor}, 5) || ' (command line)'
  else ${actor} end`

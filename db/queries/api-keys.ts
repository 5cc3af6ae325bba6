/** The keys of programs, without the keys themselves: those nobody has but their holders. */
import { type SQL, sql } from 'drizzle-orm'
import type { Role } from '#src/core/roles.ts'
import { type Db, rowsOf } from '../client.ts'
import { joinActor } from './actor-name.ts'

export interface ShownKey {
  id: string
  name: string
  role: Role
  /** How the key begins. */
  prefix: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
}

type KeyRow = Omit<ShownKey, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'> & {
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

const MAKER = joinActor(sql`a.created_by`, 'maker')
const REVOKER = joinActor(sql`a.revoked_by`, 'revoker')

const keyColumns = sql`a.id, a.name, a.role, a.prefix, ${MAKER.name} as "madeBy",
  to_json(a.created_at) #>> '{}' as "createdAt",
  to_json(a.expires_at) #>> '{}' as "expiresAt",
  to_json(a.last_used_at) #>> '{}' as "lastUsedAt",
  to_json(a.revoked_at) #>> '{}' as "revokedAt",
  ${REVOKER.name} as "revokedBy"`

const keysFrom = (keys: SQL): SQL => sql`
  select ${keyColumns} from (${keys}) a ${MAKER.join} ${REVOKER.join}`

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

const toKey = (row: KeyRow): ShownKey => ({
  ...row,
  createdAt: new Date(row.createdAt),
  expiresAt: new Date(row.expiresAt),
  lastUsedAt: instantOf(row.lastUsedAt),
  revokedAt: instantOf(row.revokedAt),
})

/** Newest first, going on after the key of an id; one more than `limit` where there are more. */
export async function listKeys(
  db: Db,
  { limit, after }: { limit: number; after: string | null },
): Promise<ShownKey[]> {
  const goingOn = after
    ? sql`where (a.created_at, a.id) < (select created_at, id from api_keys where id = ${after})`
    : sql``
  const rows = await rowsOf<KeyRow>(
    db,
    sql`${keysFrom(sql`select * from api_keys a ${goingOn}
          order by a.created_at desc, a.id desc limit ${limit + 1}`)}
        order by a.created_at desc, a.id desc`,
  )
  return rows.map(toKey)
}

export async function findKey(db: Db, id: string): Promise<ShownKey | null> {
  const [row] = await rowsOf<KeyRow>(db, keysFrom(sql`select * from api_keys where id = ${id}`))
  return row ? toKey(row) : null
}

/** What is said of a key that ends with what made it. */
export type EndingKey = Pick<ShownKey, 'id' | 'name' | 'prefix'>

/** `made` for a `with`: keys that an actor has made, or that one of these keys has. */
export const keysMadeBy = (actor: string): SQL => sql`recursive made as (
  select k.* from api_keys k where k.created_by = ${actor}
  union select k.* from api_keys k join made on k.created_by = 'key:' || made.id)`

/** Keys in force that an actor has made, or that one of these keys has. */
export async function findKeysOf(db: Db, actor: string, now: Date): Promise<EndingKey[]> {
  return rowsOf(
    db,
    sql`with ${keysMadeBy(actor)}
        select id, name, prefix from made
        where revoked_at is null and expires_at > ${now.toISOString()}::timestamptz order by name, id`,
  )
}

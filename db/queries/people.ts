/** Who can sign in, and who was asked to. */
import { sql } from 'drizzle-orm'
import type { Role } from '#src/core/roles.ts'
import { type Db, rowsOf } from '../client.ts'
import { joinActor } from './actor-name.ts'

export interface ShownUser {
  id: string
  name: string
  email: string
  role: Role
  hasSecondFactor: boolean
  /** Has a session that is not over. */
  isSignedIn: boolean
  createdAt: Date
}

interface UserRow extends Omit<ShownUser, 'createdAt'> {
  createdAt: string
}

const userColumns = (now: Date) => sql`u.id, u.name, u.email, u.role,
  coalesce(u.two_factor_enabled, false) as "hasSecondFactor",
  exists (select 1 from sessions s where s.user_id = u.id
    and s.expires_at > ${now.toISOString()}::timestamptz) as "isSignedIn",
  to_json(u.created_at) #>> '{}' as "createdAt"`

const toUser = (row: UserRow): ShownUser => ({ ...row, createdAt: new Date(row.createdAt) })

/** By e-mail address, beginning after one; one more than `limit` where there are more. */
export async function listUsers(
  db: Db,
  { limit, after }: { limit: number; after: string | null },
  now: Date,
): Promise<ShownUser[]> {
  const rows = await rowsOf<UserRow>(
    db,
    sql`select ${userColumns(now)} from users u where u.email > ${after ?? ''}
        order by u.email limit ${limit + 1}`,
  )
  return rows.map(toUser)
}

export async function findUser(db: Db, id: string, now: Date): Promise<ShownUser | null> {
  const [row] = await rowsOf<UserRow>(
    db,
    sql`select ${userColumns(now)} from users u where u.id = ${id}`,
  )
  return row ? toUser(row) : null
}

/** In how many places somebody is signed in. */
export async function countSessions(db: Db, userId: string, now: Date): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from sessions
        where user_id = ${userId} and expires_at > ${now.toISOString()}::timestamptz`,
  )
  return row?.count ?? 0
}

export interface OpenInvitation {
  id: string
  /** Null where whoever holds the link says their own. */
  email: string | null
  role: Role
  invitedBy: string
  expiresAt: Date
}

/** Links that still work, those that end last first. They end within a day, so these are few. */
export async function listOpenInvitations(
  db: Db,
  limit: number,
  now: Date,
): Promise<OpenInvitation[]> {
  const by = joinActor(sql`i.created_by`, 'by')
  const rows = await rowsOf<Omit<OpenInvitation, 'expiresAt'> & { expiresAt: string }>(
    db,
    sql`select i.id, i.email, i.role, ${by.name} as "invitedBy",
          to_json(i.expires_at) #>> '{}' as "expiresAt"
        from invitations i ${by.join}
        where i.used_at is null and i.expires_at > ${now.toISOString()}::timestamptz
        order by i.expires_at desc, i.id limit ${limit}`,
  )
  return rows.map((row) => ({ ...row, expiresAt: new Date(row.expiresAt) }))
}

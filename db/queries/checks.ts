/** Checks that were made, with what reviewers said of them. */
import { and, asc, desc, eq, gt, inArray, lt, or } from 'drizzle-orm'
import type { CheckDocument } from '#src/core/checks/types.ts'
import type { Db } from '../client.ts'
import { checks, checkSignOffs } from '../schema/index.ts'

export type SignOffDecision = 'accepted' | 'follow-up' | 'declined'

export interface SignOff {
  reviewer: string
  title: string
  decision: SignOffDecision
  note: string
  at: Date
}

export interface KeptCheck {
  id: string
  /** Null for a check of somebody who was not signed in. */
  account: string | null
  at: Date
  expiresAt: Date
  document: CheckDocument
  /** The very text that was signed. */
  text: string
  sha256: string
  kid: string
  signature: string
  /** The oldest first. */
  signOffs: SignOff[]
}

export async function findCheck(db: Db, id: string): Promise<KeptCheck | null> {
  const [found] = await withSignOffs(db, await db.select().from(checks).where(eq(checks.id, id)))
  return found ?? null
}

/** Checks of an account, the newest first. `after` is the last one of the page before. */
export async function listChecks(
  db: Db,
  account: string,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<KeptCheck[]> {
  const rest = after
    ? or(lt(checks.at, after.at), and(eq(checks.at, after.at), gt(checks.id, after.id)))
    : undefined
  const rows = await db
    .select()
    .from(checks)
    .where(and(eq(checks.account, account), rest))
    .orderBy(desc(checks.at), asc(checks.id))
    .limit(limit)
  return withSignOffs(db, rows)
}

async function withSignOffs(db: Db, rows: (typeof checks.$inferSelect)[]): Promise<KeptCheck[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const signOffs = await db
    .select()
    .from(checkSignOffs)
    .where(inArray(checkSignOffs.checkId, ids))
    .orderBy(asc(checkSignOffs.id))
  return rows.map(({ id, account, at, expiresAt, document, sha256, kid, signature }) => ({
    id,
    account,
    at,
    expiresAt,
    document: JSON.parse(document),
    text: document,
    sha256,
    kid,
    signature,
    signOffs: signOffs
      .filter(({ checkId }) => checkId === id)
      .map(({ reviewer, title, decision, note, at: signedAt }) => ({
        reviewer,
        title,
        decision,
        note,
        at: signedAt,
      })),
  }))
}

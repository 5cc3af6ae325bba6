/**
 * A run belongs to one process at a time. The lease says which, and for how long its silence means
 * nothing; after a kill another process takes the run over where it stands.
 */
import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { LeaseLostError } from './errors.ts'

export const LEASE_MS = 15_000

/** Takes a queued run, or a running one whose process has fallen silent; null if neither. */
export async function takeLease(
  ctx: ServiceContext,
  runId: string,
  owner: string,
): Promise<RefreshRunRow | null> {
  const now = ctx.now()
  const [run] = await ctx.db
    .update(refreshRuns)
    .set({ status: 'running', leaseOwner: owner, leaseUntil: leaseEnd(now) })
    .where(
      and(
        eq(refreshRuns.id, runId),
        inArray(refreshRuns.status, ['queued', 'running']),
        or(
          isNull(refreshRuns.leaseUntil),
          lt(refreshRuns.leaseUntil, now),
          eq(refreshRuns.leaseOwner, owner),
        ),
      ),
    )
    .returning()
  if (!run) return null
  const [started] = await ctx.db
    .update(refreshRuns)
    .set({ startedAt: run.startedAt ?? now, attempts: run.attempts + 1 })
    .where(eq(refreshRuns.id, runId))
    .returning()
  return started ?? null
}

/** Writes to a run that this process still owns. Throws `LeaseLostError` if it does not. */
export async function updateOwnRun(
  db: Db,
  run: { id: string; leaseOwner: string | null },
  values: Partial<RefreshRunRow>,
): Promise<void> {
  const updated = await db
    .update(refreshRuns)
    .set(values)
    .where(
      and(
        eq(refreshRuns.id, run.id),
        eq(refreshRuns.status, 'running'),
        eq(refreshRuns.leaseOwner, run.leaseOwner ?? ''),
      ),
    )
    .returning({ id: refreshRuns.id })
  if (updated.length === 0) {
    throw new LeaseLostError(`Run ${run.id} was cancelled or taken over by another process.`)
  }
}

export const leaseEnd = (now: Date): Date => new Date(now.getTime() + LEASE_MS)

/** Frees the runs of processes that are known to be gone, so that nobody waits for a lease to end. */
export async function releaseLeases(db: Db): Promise<void> {
  await db
    .update(refreshRuns)
    .set({ leaseOwner: null, leaseUntil: null })
    .where(eq(refreshRuns.status, 'running'))
}

/** Says that the owner is still at it; steps do so by themselves, this is for long waits. */
export async function renewLease(ctx: ServiceContext, runId: string, owner: string): Promise<void> {
  await ctx.db
    .update(refreshRuns)
    .set({ leaseUntil: leaseEnd(ctx.now()) })
    .where(
      and(
        eq(refreshRuns.id, runId),
        eq(refreshRuns.leaseOwner, owner),
        eq(refreshRuns.status, 'running'),
      ),
    )
}

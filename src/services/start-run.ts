import { and, eq, inArray, sql } from 'drizzle-orm'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import { emptyStats } from '#src/core/gate.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError } from './errors.ts'

/**
 * Queues a run of a registry. While one is queued or running there is no second: that one is
 * returned with `isNew` false, however many ask at once.
 */
export async function startRun(
  ctx: ServiceContext,
  input: { registry: string; mode: RefreshRunRow['mode']; requestedBy: string },
): Promise<{ run: RefreshRunRow; isNew: boolean }> {
  if (!ctx.registries.some(({ info }) => info.id === input.registry)) {
    const ids = ctx.registries.map(({ info }) => info.id).join(', ')
    throw new NotFoundError(`There is no registry ${input.registry}. There are: ${ids}.`)
  }
  const [created] = await ctx.db
    .insert(refreshRuns)
    .values({ id: ctx.newId(), ...input, createdAt: ctx.now(), stats: emptyStats() })
    .onConflictDoNothing({
      target: refreshRuns.registry,
      where: sql`status in ('queued', 'running')`,
    })
    .returning()
  if (created) return { run: created, isNew: true }
  const [active] = await ctx.db
    .select()
    .from(refreshRuns)
    .where(
      and(
        eq(refreshRuns.registry, input.registry),
        inArray(refreshRuns.status, ['queued', 'running']),
      ),
    )
  // It ended between the two statements: the next try inserts.
  return active ? { run: active, isNew: false } : startRun(ctx, input)
}

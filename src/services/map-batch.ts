/** Says what the columns of a list mean, and lets it run. */
import { and, eq, sql } from 'drizzle-orm'
import { checkBatches } from '#db/schema/index.ts'
import { findBatch } from '#db/queries/batches.ts'
import { canAsk, COLUMN_FIELDS, type ColumnMapping } from '#src/core/checks/map-columns.ts'
import { jsonRows } from '#db/client.ts'
import { KEPT_DAYS } from './check-person.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'

const DAY_MS = 86_400_000

export interface BatchStart {
  account: string
  id: string
  /** Null for what was found by the names of the columns. */
  mapping: ColumnMapping | null
}

/** Throws `RefusedError` where the mapping asks for nobody or the list is not waiting. */
export async function startBatch(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  { account, id, mapping }: BatchStart,
): Promise<void> {
  const batch = await findBatch(ctx.db, account, id)
  if (!batch) throw new NotFoundError(NO_BATCH)
  const chosen = mapping ?? batch.mapping
  const problem = findMappingProblem(chosen, batch.header.length)
  if (problem) throw new RefusedError(problem)
  const now = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const started = await tx
      .update(checkBatches)
      .set({
        status: 'running',
        mapping: chosen,
        samples: [],
        startedAt: now,
        expiresAt: new Date(now.getTime() + KEPT_DAYS.clinic * DAY_MS),
      })
      .where(and(eq(checkBatches.id, id), eq(checkBatches.status, 'mapping')))
      .returning({ id: checkBatches.id })
    if (started.length === 0) throw new RefusedError('The list has been started or cancelled.')
    // Of a person no more is kept than the check asks for.
    await tx.execute(sql`
      update check_batch_rows set cells = (
        select jsonb_agg(case when place - 1 in (
            select jsonb_array_elements_text(${jsonRows(Object.values(chosen))})::int)
          then cell else '""'::jsonb end order by place)
        from jsonb_array_elements(cells) with ordinality as one(cell, place))
      where batch_id = ${id} and cells is not null`)
  })
}

export const NO_BATCH = 'You have no such list.'

/** A sentence, or null for a mapping that can run. */
export function findMappingProblem(mapping: ColumnMapping, columns: number): string | null {
  const used = new Set<number>()
  for (const field of COLUMN_FIELDS) {
    const column = mapping[field]
    if (column === undefined) continue
    if (!Number.isInteger(column) || column < 0 || column >= columns) {
      return `The list has ${columns} columns; ${field} is mapped to none of them.`
    }
    if (used.has(column))
      return `Column ${column + 1} is mapped twice, the second time to ${field}.`
    used.add(column)
  }
  if (canAsk(mapping)) return null
  return 'Say which column holds a name or a number: without one nobody can be looked up.'
}

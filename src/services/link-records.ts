import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { ServiceContext } from './context.ts'
import { linkChanges } from './link-changes.ts'
import { linkEverything } from './link-everything.ts'
import { findKeys, replaceKeys } from './link-keys.ts'
import { findModel } from './link-model.ts'
import { findRelinkable, loadInputs } from './load-link-input.ts'
import { RULES } from './score-inputs.ts'

/**
 * Decides who these records are, and whoever else that touches, writes what is different from the
 * links in force, and returns the practitioners to show anew: those of the given records and those
 * whose links moved.
 */
export async function linkRecords(
  ctx: ServiceContext,
  tx: Db,
  { runId, records }: { runId: string; records: number[] },
): Promise<number[]> {
  const by = { actor: RULES, runId }
  const frozen = await findModel(ctx, tx)
  if (frozen) {
    const relinkable = await findRelinkable(tx, records)
    const moved =
      relinkable.length === 0
        ? []
        : await linkChanges(ctx, tx, frozen, { records: relinkable, ...by })
    return findAffected(tx, records, moved)
  }
  const hasKeys = await areKeysKept(tx)
  if (hasKeys) {
    await replaceKeys(tx, await findKeys(tx, records), await loadInputs(ctx, tx, records))
  }
  return findAffected(tx, records, await linkEverything(ctx, tx, { hasKeys, ...by }))
}

/** From the first linking on they follow every change. */
async function areKeysKept(tx: Db): Promise<boolean> {
  const [row] = await rowsOf<{ kept: boolean }>(
    tx,
    sql`select exists (select from link_keys) as kept`,
  )
  return row?.kept ?? false
}

async function findAffected(tx: Db, records: number[], moved: number[]): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select distinct practitioner_id::int as id from links
        where superseded_at is null and record_id in
          (select id::bigint from jsonb_array_elements_text(${jsonRows(records)}) ids(id))`,
  )
  return [...new Set([...rows.map(({ id }) => id), ...moved])].sort((a, b) => a - b)
}

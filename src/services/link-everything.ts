import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findPairs } from '#db/queries/linkage.ts'
import type { ServiceContext } from './context.ts'
import { insertKeys } from './link-keys.ts'
import { findModel, freezeModel } from './link-model.ts'
import { loadAllInputs } from './load-link-input.ts'
import { type KnownRecord, regroupRecords, toKnown } from './regroup-records.ts'
import { EntriesBuilder, matchExactly, mergePairs, scoreEntries } from './score-inputs.ts'
import { writePairs } from './write-pairs.ts'

/**
 * Compares all records with each other and groups them anew. Keys are written anew only where they
 * are not known to be right. Returns the practitioners whose records are others than before.
 */
export async function linkEverything(
  ctx: ServiceContext,
  tx: Db,
  { hasKeys, ...by }: { hasKeys: boolean; actor: string; runId: string | null },
): Promise<number[]> {
  if (!hasKeys) await tx.execute(sql`delete from link_keys`)
  const builder = new EntriesBuilder()
  const known = new Map<number, KnownRecord>()
  for await (const batch of loadAllInputs(ctx, tx)) {
    if (!hasKeys) await insertKeys(tx, batch)
    for (const { record, person } of batch) if (person) builder.add(record, person)
    for (const [id, one] of toKnown(batch)) known.set(id, one)
  }
  const entries = builder.build()
  const frozen = (await findModel(ctx, tx)) ?? (await freezeModel(ctx, tx, entries))
  const exact = matchExactly([...known.values()].map(({ record }) => record))
  const scored = mergePairs(exact, scoreEntries(entries, frozen, null))
  await writePairs(tx, await findPairs(tx, null), scored, ctx.now())
  await tx.execute(sql`analyze links, link_keys, link_pairs`)
  return regroupRecords(ctx, tx, { touched: null, known, ...by })
}

import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import type { StoredPair } from '#db/queries/linkage.ts'
import type { ScoredPair } from './score-inputs.ts'

const BATCH = 2_000

/**
 * Makes the stored pairs what was scored: writes what is new or different, deletes what is no pair any
 * more. Returns the records of every pair that it touched.
 */
export async function writePairs(
  tx: Db,
  before: StoredPair[],
  scored: ScoredPair[],
  at: Date,
): Promise<number[]> {
  const known = new Map(before.map((pair) => [keyOf(pair), pair]))
  const kept = new Set(scored.map(keyOf))
  const gone = before.filter((pair) => !kept.has(keyOf(pair)))
  const changed = scored.filter((pair) => isDifferent(pair, known.get(keyOf(pair))))
  for (let start = 0; start < gone.length; start += BATCH) {
    await tx.execute(sql`
      delete from link_pairs p
      using jsonb_to_recordset(${jsonRows(gone.slice(start, start + BATCH))})
        as r("left" bigint, "right" bigint)
      where p.left_record_id = r."left" and p.right_record_id = r."right"`)
  }
  for (let start = 0; start < changed.length; start += BATCH) {
    await upsert(tx, changed.slice(start, start + BATCH), at)
  }
  return [...new Set([...gone, ...changed].flatMap(({ left, right }) => [left, right]))]
}

const keyOf = ({ left, right }: { left: number; right: number }): string => `${left} ${right}`

const isDifferent = (pair: ScoredPair, stored: StoredPair | undefined): boolean =>
  !stored ||
  pair.decision !== stored.decision ||
  pair.method !== stored.method ||
  pair.modelVersion !== stored.modelVersion ||
  differ(pair.weight, stored.weight) ||
  differ(pair.probability, stored.probability)

/** As the database keeps them, in four bytes. */
const differ = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one !== other : Math.fround(one) !== Math.fround(other)

async function upsert(tx: Db, pairs: ScoredPair[], at: Date): Promise<void> {
  // A rival needs no reasons: nobody is told of it.
  const rows = pairs.map(({ explain, ...pair }) => ({
    ...pair,
    reasons: pair.decision === 'no-match' ? [] : explain(),
  }))
  await tx.execute(sql`
    insert into link_pairs (left_record_id, right_record_id, decision, method, probability, weight,
      reasons, model_version, decided_at)
    select "left", "right", decision, method, probability, weight, reasons, "modelVersion",
           ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(rows)}) as r("left" bigint, "right" bigint, decision text,
      method text, probability real, weight real, reasons jsonb, "modelVersion" text)
    on conflict (left_record_id, right_record_id) do update
    set decision = excluded.decision, method = excluded.method, probability = excluded.probability,
        weight = excluded.weight, reasons = excluded.reasons,
        model_version = excluded.model_version, is_refused = false, decided_at = excluded.decided_at`)
}

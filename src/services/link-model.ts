/** The model in force: weights and frequencies as they were when it was made. */
import { desc, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { type ContactCounts, linkModels } from '#db/schema/index.ts'
import { countFrequencies } from '#src/core/linkage/frequencies.ts'
import { type LinkageModel, MODEL } from '#src/core/linkage/model.ts'
import type { LinkTable } from '#src/core/linkage/table.ts'
import type { Words } from '#src/core/linkage/words.ts'
import type { ServiceContext } from './context.ts'

export interface FrozenModel {
  model: LinkageModel
  counts: ContactCounts
}

/** A registry that has grown or shrunk by more makes the frequencies out of date. */
const GROWTH_MAX = 0.25

/**
 * The model to go on with, or null where one has to be made: there is none, the program's weights are
 * others, or the number of some registry's records is quite another one.
 */
export async function findModel(ctx: ServiceContext, tx: Db): Promise<FrozenModel | null> {
  const [latest] = await tx.select().from(linkModels).orderBy(desc(linkModels.id)).limit(1)
  if (!latest?.version.startsWith(`${MODEL.version}.`)) return null
  const now = await countRecords(ctx, tx)
  const isOutOfDate = [...new Set([...Object.keys(now), ...Object.keys(latest.sizes)])].some(
    (registry) => {
      const [before, after] = [latest.sizes[registry] ?? 0, now[registry] ?? 0]
      return Math.abs(after - before) > before * GROWTH_MAX
    },
  )
  return isOutOfDate ? null : { model: latest.data, counts: latest.counts }
}

/** Makes a model from all entries that are scored, and puts it in force. */
export async function freezeModel(
  ctx: ServiceContext,
  tx: Db,
  { table, listOf }: { table: LinkTable; listOf: Int32Array },
): Promise<FrozenModel> {
  const [{ made } = { made: 0 }] = await rowsOf<{ made: number }>(
    tx,
    sql`select count(*)::int as made from link_models`,
  )
  const version = `${MODEL.version}.${made + 1}`
  const model = { ...MODEL, version, frequencies: countFrequencies(table, listOf) }
  const counts = { streets: countsOf(table.streets), houses: countsOf(table.houses) }
  const sizes = await countRecords(ctx, tx)
  await tx.insert(linkModels).values({ version, data: model, counts, sizes, createdAt: ctx.now() })
  return { model, counts }
}

const countsOf = (words: Words): [string, number][] =>
  words.texts.map((text, id) => [text, words.countOf(id)])

/** Lets words of the table count for what they did when the model was made, as if all were there. */
export function applyCounts(table: LinkTable, { model, counts }: FrozenModel): void {
  for (const [word] of model.frequencies?.words ?? []) table.names.add(word)
  for (const [words, known] of [
    [table.streets, new Map(counts.streets)],
    [table.houses, new Map(counts.houses)],
  ] as const) {
    for (const [id, text] of words.texts.entries()) words.counts[id] = known.get(text) ?? 1
  }
}

/** Those of exclusion lists aside: they are not scored. */
async function countRecords(ctx: ServiceContext, tx: Db): Promise<Record<string, number>> {
  const scored = new Set(
    ctx.registries.flatMap(({ info }) => (info.role === 'exclusion' ? [] : [info.id])),
  )
  const rows = await rowsOf<{ registry: string; count: number }>(
    tx,
    sql`select registry, count(*)::int as count from records group by registry`,
  )
  return Object.fromEntries(
    rows
      .filter(({ registry }) => scored.has(registry))
      .map(({ registry, count }) => [registry, count]),
  )
}

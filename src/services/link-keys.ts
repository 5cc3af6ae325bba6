/** Which records lie together under which keys. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { contactKeys, exactKeys } from '#src/core/linkage/exact-keys.ts'
import { BLOCK_PAIRS_MAX, isCoarse, keysOf } from '#src/core/linkage/keys.ts'
import type { LinkInput } from './load-link-input.ts'

/** Keys of the exact rules and of contacts are below zero, those of the model are not. */
export interface RecordKeys {
  exact: number[]
  contact: number[]
  scored: number[]
}

export const toKeys = ({ record, person }: LinkInput): RecordKeys => ({
  exact: exactKeys(record),
  contact: person ? contactKeys(person) : [],
  scored: person ? keysOf(person) : [],
})

const allOf = ({ exact, contact, scored }: RecordKeys): number[] => [
  ...exact,
  ...contact,
  ...scored,
]

export interface KeyRow {
  id: number
  key: number
}

/** Keys as they were when these records were linked last. */
export const findKeys = (tx: Db, ids: number[]): Promise<KeyRow[]> =>
  rowsOf<KeyRow>(
    tx,
    sql`select record_id::int as id, key::float8 as key from link_keys where record_id in
          (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`,
  )

const BATCH = 20_000

/** Adds the keys of records that have none. */
export async function insertKeys(tx: Db, inputs: LinkInput[]): Promise<void> {
  const rows = inputs
    .flatMap((input) => allOf(toKeys(input)).map((key) => ({ id: input.record.id, key })))
    .toSorted((a, b) => a.key - b.key)
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    // Two lists in the database's own notation, which costs it far less to read than JSON does.
    await tx.execute(sql`
      insert into link_keys (record_id, key)
      select id, key from unnest(${toArray(batch.map(({ id }) => id))}::text::bigint[],
        ${toArray(batch.map(({ key }) => key))}::text::bigint[]) as r(id, key)`)
  }
}

const toArray = (values: number[]): string => `{${values.join(',')}}`

/** `before` is what `findKeys` said of the records. */
export async function replaceKeys(tx: Db, before: KeyRow[], inputs: LinkInput[]): Promise<void> {
  if (before.length > 0) {
    await tx.execute(sql`
      delete from link_keys k using jsonb_to_recordset(${jsonRows(before)}) as r(id bigint, key bigint)
      where k.key = r.key and k.record_id = r.id`)
  }
  await insertKeys(tx, inputs)
}

/** Records under any of these keys, by key. */
export async function findMembers(tx: Db, keys: Iterable<number>): Promise<Map<number, number[]>> {
  const rows = await rowsOf<KeyRow>(
    tx,
    sql`select record_id::int as id, key::float8 as key from link_keys
        where key in (select key::bigint from jsonb_array_elements_text(${jsonRows([...keys])}) keys(key))`,
  )
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, group]) => [
      key,
      group.map(({ id }) => id),
    ]),
  )
}

/** How many records of each list lie under a key of the model. */
export type BlockSizes = Map<number, Map<string, number>>

/** The list of a record, as the scored comparison tells lists apart. */
const listColumn = sql`r.registry || ' ' ||
  case when strpos(r.key, ':') > 0 then split_part(r.key, ':', 1) else '' end`

/** So many records at the most, and the key cannot be one of too many pairs. */
const sizeMin = (key: SQL): SQL =>
  sql`case when ${key} % 2 = 1 then ${Math.floor(Math.sqrt(BLOCK_PAIRS_MAX.coarse))}::int
      else ${Math.floor(Math.sqrt(BLOCK_PAIRS_MAX.fine))}::int end`

/** Sizes of the blocks that may be too large, or may have been before so many went. */
export async function findBlockSizes(
  tx: Db,
  keys: Iterable<number>,
  gone = 0,
): Promise<BlockSizes> {
  const rows = await rowsOf<{ key: number; list: string; count: number }>(
    tx,
    sql`with large as (
          select key from (select key::bigint as key
            from jsonb_array_elements_text(${jsonRows([...keys])}) keys(key)) w
          where exists (select from link_keys k where k.key = w.key
            offset greatest(0, ${sizeMin(sql`w.key`)} - ${gone}::int)))
        select k.key::float8 as key, ${listColumn} as list, count(*)::int as count
        from large join link_keys k on k.key = large.key join records r on r.id = k.record_id
        group by 1, 2`,
  )
  const sizes: BlockSizes = new Map()
  for (const { key, list, count } of rows) {
    const lists = sizes.get(key) ?? new Map<string, number>()
    sizes.set(key, lists.set(list, count))
  }
  return sizes
}

export async function findLists(tx: Db, ids: number[]): Promise<Map<number, string>> {
  const rows = await rowsOf<{ id: number; list: string }>(
    tx,
    sql`select r.id::int as id, ${listColumn} as list from records r where r.id in
          (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`,
  )
  return new Map(rows.map(({ id, list }) => [id, list]))
}

/** A block of more pairs is left to finer keys, as the comparison itself does with all records. */
export function isTooLarge(key: number, lists: ReadonlyMap<string, number> | undefined): boolean {
  const sizes = [...(lists ?? new Map<string, number>()).values()]
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const ofOneList = sizes.reduce((sum, size) => sum + size * size, 0)
  return (all * all - ofOneList) / 2 > BLOCK_PAIRS_MAX[isCoarse(key) ? 'coarse' : 'fine']
}

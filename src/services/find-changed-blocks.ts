import type { Db } from '#db/client.ts'
import {
  type BlockSizes,
  findBlockSizes,
  findLists,
  findMembers,
  isTooLarge,
  type KeyRow,
  type RecordKeys,
} from './link-keys.ts'

interface ChangedBlocks {
  /** Records that share a key with one of the changed, where the key is used. */
  neighbors: number[]
  /** Records of blocks that grew too large by the change, or are no longer. */
  turned: number[]
  /** Keys of the changed that are not used. */
  cut: Set<number>
}

/** What became of the blocks of the changed records, whose keys were `before` and are `after`. */
export async function findChangedBlocks(
  tx: Db,
  before: KeyRow[],
  after: ({ id: number } & RecordKeys)[],
): Promise<ChangedBlocks> {
  const lists = await findLists(tx, [...new Set([...before, ...after].map(({ id }) => id))])
  const old = before.filter(({ key }) => key >= 0)
  const fresh = after.flatMap(({ id, scored }) => scored.map((key) => ({ id, key })))
  const keys = new Set([...old, ...fresh].map(({ key }) => key))
  const sizes = await findBlockSizes(tx, keys, lists.size)
  const former = formerSizes(sizes, old, fresh, lists)
  const cut = new Set([...keys].filter((key) => isTooLarge(key, sizes.get(key))))
  const turned = [...keys].filter((key) => cut.has(key) !== isTooLarge(key, former.get(key)))
  const used = new Set(fresh.map(({ key }) => key)).difference(cut)
  const members = await findMembers(tx, [...used, ...turned])
  return {
    neighbors: [...used].flatMap((key) => members.get(key) ?? []),
    turned: turned.flatMap((key) => members.get(key) ?? []),
    cut,
  }
}

/** The sizes without what came and with what went. */
function formerSizes(
  sizes: BlockSizes,
  old: KeyRow[],
  fresh: KeyRow[],
  lists: Map<number, string>,
): BlockSizes {
  const former: BlockSizes = new Map([...sizes].map(([key, ofLists]) => [key, new Map(ofLists)]))
  const add = ({ id, key }: KeyRow, count: number): void => {
    const list = lists.get(id) ?? ''
    const ofLists = former.get(key) ?? new Map<string, number>()
    former.set(key, ofLists.set(list, (ofLists.get(list) ?? 0) + count))
  }
  for (const row of old) add(row, 1)
  for (const row of fresh) add(row, -1)
  return former
}

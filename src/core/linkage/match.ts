import type { LinkRecord } from './link-record.ts'

/** Two records that are one person, and why. */
export interface Match {
  left: number
  right: number
  method: 'npi' | 'license' | 'name-and-contact' | 'name-and-town'
  reasons: string[]
}

export const toMatch = (
  a: LinkRecord,
  b: LinkRecord,
  method: Match['method'],
  reasons: string[],
): Match => ({ left: Math.min(a.id, b.id), right: Math.max(a.id, b.id), method, reasons })

export function groupBy<Item>(
  items: Item[],
  keysOf: (item: Item) => string[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

export const pairs = <Item>(items: Item[]): [Item, Item][] =>
  items.flatMap((first, index) =>
    items.slice(index + 1).map((second): [Item, Item] => [first, second]),
  )

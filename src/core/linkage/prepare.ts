/** What is worked out once for a table and its frequencies, however often its pairs are weighed. */
import { type Chances, type Frequencies, toChances } from './frequencies.ts'
import { mix } from './hash.ts'
import type { LinkTable } from './table.ts'
import { WordChances } from './word-chances.ts'

export interface Prepared {
  chances: Chances
  words: WordChances
  /** How many entries have each phone, each address and each birth date. */
  phones: Map<number, number>
  addresses: Map<number, number>
  births: Map<number, number>
}

export function prepare(table: LinkTable, frequencies: Frequencies): Prepared {
  const chances = toChances(table, frequencies)
  const prepared: Prepared = {
    chances,
    words: new WordChances(table.names, chances),
    phones: new Map(),
    addresses: new Map(),
    births: new Map(),
  }
  for (let place = 0; place < table.town.length; place += 1) {
    count(prepared.phones, table.phone[place] ?? 0, 0)
    count(prepared.addresses, addressOf(table, place), NO_ADDRESS)
  }
  for (const birth of table.birth) count(prepared.births, birth, 0)
  return prepared
}

export const NO_ADDRESS = -1

/** House and street as one number; `NO_ADDRESS` where either is not known. */
export function addressOf(table: LinkTable, place: number): number {
  const house = table.house[place] ?? -1
  const start = table.streetStart[place] ?? 0
  if (house === -1 || start === table.streetStart[place + 1]) return NO_ADDRESS
  return mix(table.houses.hashOf(house), table.streets.hashOf(table.streetWords[start] ?? 0))
}

function count(counts: Map<number, number>, value: number, none: number): void {
  if (value !== none) counts.set(value, (counts.get(value) ?? 0) + 1)
}

/** Two tables that were built apart, one after the other in one. */
import type { LinkTable } from './table.ts'
import { Words } from './words.ts'

type Dictionary = 'names' | 'streets' | 'towns' | 'houses' | 'licenses'

/** A dictionary without its methods, as it goes from one thread to another. */
export interface WordList {
  texts: string[]
  counts: number[]
}
export type TableParts = Omit<LinkTable, Dictionary> & Record<Dictionary, WordList>

export const toParts = (table: LinkTable): TableParts => ({
  ...table,
  names: toList(table.names),
  streets: toList(table.streets),
  towns: toList(table.towns),
  houses: toList(table.houses),
  licenses: toList(table.licenses),
})

const toList = ({ texts, counts }: Words): WordList => ({ texts, counts })

/** Entries of the first keep their numbers; those of the second follow. The first is used up. */
export function mergeTables(first: LinkTable, second: TableParts): LinkTable {
  const names = take(first.names, second.names)
  const streets = take(first.streets, second.streets)
  const towns = take(first.towns, second.towns)
  const houses = take(first.houses, second.houses)
  const licenses = take(first.licenses, second.licenses)
  const { names: allNames, towns: allTowns, houses: allHouses } = first
  return {
    size: first.size + second.size,
    names: allNames,
    streets: first.streets,
    towns: allTowns,
    houses: allHouses,
    licenses: first.licenses,
    nameStart: starts(first.nameStart, second.nameStart),
    wordStart: starts(first.wordStart, second.wordStart),
    words: ints(first.words, second.words, names),
    roles: ints(first.roles, second.roles),
    suffix: ints(first.suffix, second.suffix),
    parts: ints(first.parts, second.parts),
    placeStart: starts(first.placeStart, second.placeStart),
    town: ints(first.town, second.town, towns),
    state: ints(first.state, second.state),
    zip: ints(first.zip, second.zip),
    house: ints(first.house, second.house, houses),
    streetStart: starts(first.streetStart, second.streetStart),
    streetWords: ints(first.streetWords, second.streetWords, streets),
    licenseStart: starts(first.licenseStart, second.licenseStart),
    licenseState: ints(first.licenseState, second.licenseState),
    licenseType: ints(first.licenseType, second.licenseType),
    license: ints(first.license, second.license, licenses),
    isProven: ints(first.isProven, second.isProven),
    gender: ints(first.gender, second.gender),
    birth: ints(first.birth, second.birth),
    keyStart: starts(first.keyStart, second.keyStart),
    phone: doubles(first.phone, second.phone),
    lat: doubles(first.lat, second.lat),
    lng: doubles(first.lng, second.lng),
    npi: doubles(first.npi, second.npi),
    personal: doubles(first.personal, second.personal),
    keys: doubles(first.keys, second.keys),
  }
}

/** Takes the words over and says which number each has now. */
function take(words: Words, { texts, counts }: WordList): Int32Array {
  return Int32Array.from(texts, (text, id) => words.add(text, counts[id] ?? 1))
}

/** Without `numbers` the values stay; -1 stands for nothing and stays too. */
function ints(first: Int32Array, second: Int32Array, numbers?: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length)
  all.set(first)
  for (const [at, value] of second.entries()) {
    all[first.length + at] = numbers && value !== -1 ? (numbers[value] ?? -1) : value
  }
  return all
}

/** Where each begins, and at the end where the last one ends. */
function starts(first: Int32Array, second: Int32Array): Int32Array {
  const end = first.at(-1) ?? 0
  const all = new Int32Array(first.length + second.length - 1)
  all.set(first)
  for (const [at, value] of second.entries()) all[first.length - 1 + at] = end + value
  return all
}

function doubles(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

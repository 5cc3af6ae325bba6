/** Short forms for the entries that the benchmarks compare. */
import { findCandidates } from '#src/core/linkage/candidates.ts'
import { keysOf } from '#src/core/linkage/keys.ts'
import type { LinkNameInput, LinkPerson, LinkPlace } from '#src/core/linkage/person.ts'
import { type LinkTable, TableBuilder } from '#src/core/linkage/table.ts'
import { truePairs, type Truth } from './figures.ts'

export const NOBODY: LinkPerson = {
  names: [],
  places: [],
  npi: null,
  licenses: [],
  gender: null,
  birthDate: null,
  personalNumber: null,
}

export const NOWHERE: LinkPlace = {
  street: null,
  city: null,
  state: null,
  postalCode: null,
  phone: null,
  point: null,
}

export const whole = (full: string): LinkNameInput => ({
  full,
  given: null,
  middle: null,
  family: null,
  suffix: null,
})

export const inParts = (
  given: string | null,
  family: string | null,
  middle: string | null = null,
  suffix: string | null = null,
): LinkNameInput => ({ full: null, given, middle, family, suffix })

export function toTable(people: LinkPerson[]): LinkTable {
  const builder = new TableBuilder()
  for (const person of people) builder.add(person)
  return builder.build()
}

export interface KeyLoss {
  /** True pairs that share no key, and so could never be found. */
  keyless: number
  /** True pairs that were not compared, those among them whose blocks were too large. */
  uncompared: number
}

export function countKeyLoss(people: LinkPerson[], table: LinkTable, truth: Truth): KeyLoss {
  const keys = people.map((person) => new Set(keysOf(person)))
  const compared = new Set(findCandidates(table, { listOf: truth.listOf }))
  const pairs = truePairs(truth)
  return {
    keyless: pairs.filter(
      ([left, right]) => keys[left]?.isDisjointFrom(keys[right] ?? new Set<number>()) ?? true,
    ).length,
    uncompared: pairs.filter(([left, right]) => !compared.has(left * table.size + right)).length,
  }
}

/** An entry on one line, as people read it. */
export function describe(person: LinkPerson | undefined): string {
  if (person === undefined) return 'nobody'
  const names = person.names.map(({ full, given, middle, family, suffix }) =>
    [full, given, middle, family, suffix].filter(Boolean).join(' '),
  )
  const places = person.places.map(({ street, city, state, postalCode, phone }) =>
    [street, city, state, postalCode, phone].filter(Boolean).join(', '),
  )
  const licenses = person.licenses.map(({ state, number }) => `${state} ${number}`)
  const rest = [person.npi, ...licenses, person.birthDate, person.personalNumber].filter(Boolean)
  return [names.join(' = '), places.join(' / '), rest.join(', ')].filter(Boolean).join(' · ')
}

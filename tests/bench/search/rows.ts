/** People of the benchmark as the search rows that publication would have written. */
import type { PractitionerView, ViewLocation } from '#src/core/practitioner.ts'
import { type SearchRow, toSearchRow } from '#src/core/search/row.ts'
import type { BenchPerson } from './people.ts'

export const publicIdOf = (id: number): string => `bench-${id}`

export const idOf = (publicId: string): number => Number(publicId.slice('bench-'.length))

export function toBenchRow(person: BenchPerson, profiles: PractitionerView[]): SearchRow {
  const profile = profiles[person.id % profiles.length]
  if (!profile) throw new Error('There are no profiles to lend.')
  const recordId = profile.records[0]?.recordId ?? 1
  return toSearchRow(person.id, publicIdOf(person.id), false, {
    ...profile,
    name: person.name,
    otherNames: person.otherNames,
    npi: profile.npi && String(1_000_000_000 + person.id),
    licenses: profile.licenses.map((license) => ({
      ...license,
      number: PREFIXES[license.state] + String(person.id).padStart(6, '0'),
    })),
    locations: person.practices.map(({ name, town }): ViewLocation => {
      const street = `${person.id % 480} Lanternwood St`
      const phone = `212-555-01${String(person.id % 100).padStart(2, '0')}`
      const { city, state, postalCode, lat, lng } = town
      const place = { name, street, city, state, postalCode, phone, lat, lng }
      return { ...place, kind: 'practice', recordId, delistedOn: null }
    }),
  })
}

const PREFIXES = { NY: '', NJ: '25MZ', CT: '42.' }

/** Records to be linked, and which of them were. */
import type { LocationFact } from '#src/core/record.ts'
import { type LinkRecord, toLinkRecord } from '#src/core/linkage/link-record.ts'
import { clusterRecords } from '#src/core/linkage/cluster.ts'
import { mayBeOne } from '#src/core/linkage/exclusive.ts'
import { countFrequencies } from '#src/core/linkage/frequencies.ts'
import { haveCompatibleNames } from '#src/core/linkage/match-exact.ts'
import { MODEL } from '#src/core/linkage/model.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { toLinkPerson } from '#src/core/linkage/to-person.ts'
import type { Words } from '#src/core/linkage/words.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import {
  EntriesBuilder,
  matchExactly,
  type ScoredPair,
  scoreEntries,
} from '#src/services/score-inputs.ts'
import { emptyContent } from '#src/core/record.ts'
import type { State } from '#src/core/words.ts'
import { toLicense, toLocation, toName } from '../facts.ts'

export interface Sketch {
  /** `ct`, `ny` and `nj` are rolls, `npi` the identifiers, `card` and `page` the certifications. */
  at: keyof typeof REGISTRIES
  called: string
  formerly?: string[]
  gender?: 'F' | 'M'
  npi?: string
  license?: string
  typed?: string[]
  phone?: string
  street?: string
  town?: string
}

const REGISTRIES = {
  ct: { registry: 'ct-elicense', prefix: '', role: 'roll' },
  ny: { registry: 'ny-nysed', prefix: '', role: 'roll' },
  nj: { registry: 'nj-dca', prefix: '', role: 'roll' },
  npi: { registry: 'nppes', prefix: '', role: 'identifier' },
  card: { registry: 'ncbahm', prefix: 'card:', role: 'certification' },
  page: { registry: 'ncbahm', prefix: 'detail:', role: 'certification' },
  leie: { registry: 'leie', prefix: '', role: 'exclusion' },
} as const

function toPerson(sketch: Sketch, id: number): { record: LinkRecord; person: LinkPerson } {
  const { registry, prefix, role } = REGISTRIES[sketch.at]
  const content = {
    ...emptyContent(toName(sketch.called)),
    otherNames: (sketch.formerly ?? []).map(toName),
    gender: sketch.gender ?? null,
    npi: sketch.npi ?? null,
    licenses: sketch.license ? [toLicense(toNumber(sketch.license))] : [],
    licenseHints: (sketch.typed ?? []).map(toNumber),
    locations: toLocations(sketch),
  }
  return {
    record: toLinkRecord({ id, registry, key: `${prefix}${id}`, role }, content),
    person: toLinkPerson(content, () => null),
  }
}

/** `CT 42.123` */
function toNumber(text: string): { state: State; number: string } {
  const [state, number = ''] = text.split(' ')
  if (state !== 'NY' && state !== 'NJ' && state !== 'CT') throw new RangeError(`No state: ${text}`)
  return { state, number }
}

function toLocations({ phone, street, town }: Sketch): LocationFact[] {
  if (!phone && !street && !town) return []
  return [
    toLocation({
      street: street ?? null,
      city: town ?? null,
      state: town ? 'CT' : null,
      postalCode: null,
      phone: phone ?? null,
    }),
  ]
}

/** Positions of the sketches, grouped as linking joins them among a crowd; those alone are left out. */
export function joined(...sketches: Sketch[]): number[][] {
  const people = [...sketches, ...CROWD].map((sketch, id) => toPerson(sketch, id))
  const records = people.map(({ record }) => record)
  const matches = [...scoreByModel(people), ...matchExactly(records)].filter(
    ({ decision }) => decision === 'match',
  )
  const { clusters } = clusterRecords({
    records: records.map(({ id }) => id),
    matches: matches.map(({ left, right, weight }) => ({ left, right, strength: weight ?? 1_000 })),
    judgements: [],
    mayBeOne(left, right) {
      const [a, b] = [records[left], records[right]]
      return a !== undefined && b !== undefined && mayBeOne(a, b) && haveCompatibleNames(a, b)
    },
  })
  return clusters
    .map((cluster) => cluster.filter((id) => id < sketches.length))
    .filter((cluster) => cluster.length > 1)
}

/** As in the service: exclusions are not compared by name. */
function scoreByModel(people: ReturnType<typeof toPerson>[]): ScoredPair[] {
  const builder = new EntriesBuilder()
  for (const { record, person } of people) {
    if (record.role !== 'exclusion') builder.add(record, person)
  }
  const entries = builder.build()
  const { table, listOf } = entries
  const model = { ...MODEL, frequencies: countFrequencies(table, listOf) }
  const countsOf = (words: Words): [string, number][] =>
    words.texts.map((text, id) => [text, words.countOf(id)])
  const counts = { streets: countsOf(table.streets), houses: countsOf(table.houses) }
  return scoreEntries(entries, { model, counts }, null)
}

/** Strangers, so that names and towns have frequencies. */
const CROWD: Sketch[] = createPopulation({ size: 500, seed: 9 }).map(
  ({ name, practices, gender }, index): Sketch => ({
    at: (['npi', 'card'] as const)[index % 2] ?? 'npi',
    called: [name.given, name.middle, name.family, name.suffix].filter(Boolean).join(' '),
    gender,
    ...(practices[0] ? { town: practices[0].city } : {}),
  }),
)

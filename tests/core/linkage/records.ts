/** Records to be linked, and which of them were. */
import type { LocationFact } from '#src/core/record.ts'
import { type LinkRecord, toLinkRecord } from '#src/core/linkage/link-record.ts'
import { resolveClusters } from '#src/core/linkage/resolve.ts'
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

export function toRecord(sketch: Sketch, id: number): LinkRecord {
  const { registry, prefix, role } = REGISTRIES[sketch.at]
  return toLinkRecord(
    { id, registry, key: `${prefix}${id}`, role },
    {
      ...emptyContent(toName(sketch.called)),
      otherNames: (sketch.formerly ?? []).map(toName),
      gender: sketch.gender ?? null,
      npi: sketch.npi ?? null,
      licenses: sketch.license ? [toLicense(toNumber(sketch.license))] : [],
      licenseHints: (sketch.typed ?? []).map(toNumber),
      locations: toLocations(sketch),
    },
  )
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

/** Positions of the sketches, grouped as the rules join them; those alone are left out. */
export const joined = (...sketches: Sketch[]): number[][] =>
  partition(sketches.map((sketch, index) => toRecord(sketch, index))).filter(
    (group) => group.length > 1,
  )

/** Ids, grouped; in one order, whatever order the records came in. */
export const partition = (records: LinkRecord[]): number[][] =>
  resolveClusters(records)
    .map((cluster) => cluster.records)
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))

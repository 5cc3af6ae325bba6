import { fold } from '../names.ts'
import type { Role } from '../practitioner.ts'
import type { LocationFact, RecordContent } from '../record.ts'
import { type LinkName, toLinkName } from './names.ts'

/** A record as far as linking needs it. */
export interface LinkRecord {
  id: number
  registry: string
  /** Records of one registry with the same kind are different people; `card` and `detail` may be one. */
  kind: string
  role: Role
  names: LinkName[]
  suffix: string | null
  gender: 'F' | 'M' | null
  npi: string | null
  /** `NY 001234`, `CT 42.123` … proven by a roll. */
  licenses: string[]
  /** The same, typed by the person: Connecticut's type before the dot is often left out. */
  licenseHints: string[]
  towns: string[]
  streets: string[]
  phones: string[]
}

type Linkable = Pick<
  RecordContent,
  | 'name'
  | 'otherNames'
  | 'gender'
  | 'npi'
  | 'licenses'
  | 'licenseHints'
  | 'locations'
  | 'placeOfRecord'
>

export function toLinkRecord(
  record: { id: number; registry: string; key: string; role: Role },
  content: Linkable,
): LinkRecord {
  const [kind = ''] = record.key.includes(':') ? record.key.split(':') : ['']
  const names = [content.name, ...content.otherNames].map(({ full }) => toLinkName(full))
  const places = [...content.locations, ...(content.placeOfRecord ? [content.placeOfRecord] : [])]
  return {
    id: record.id,
    registry: record.registry,
    kind,
    role: record.role,
    names,
    suffix: names[0]?.suffix ?? null,
    gender: content.gender,
    npi: content.npi,
    licenses: unique(content.licenses.map(licenseKey)),
    licenseHints: unique(content.licenseHints.map(licenseKey)),
    towns: unique(places.map(townKey)),
    streets: unique(content.locations.map(streetKey)),
    phones: unique(content.locations.map(({ phone }) => phone)),
  }
}

const licenseKey = ({ state, number }: { state: string; number: string }): string =>
  `${state} ${number}`

function townKey({ city, state }: { city: string | null; state: string | null }): string | null {
  const town = fold(city ?? '')
  return town !== '' && state ? `${town}, ${state}` : null
}

/** Without a number it is a street that many live on, or a dash that means "none". */
function streetKey(place: LocationFact): string | null {
  const town = townKey(place)
  const street = fold(place.street ?? '')
  return /\d/.test(street) && town ? `${street}, ${town}` : null
}

const unique = (values: (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
]

/** What New York's answers say of an invented person, quirks and all. */
import type { InventedLicense, InventedName, InventedPerson } from '../population/person.ts'
import { SCHOOLS } from '../population/schools.ts'

type Wire = Record<string, unknown>

export interface SimulatedLicense {
  profession: string
  number: string
  /** As it stands in the list. */
  name: string
  /** The same row stands in the list twice. */
  isTwice: boolean
  isDisciplined: boolean
  row: Wire
  detail: Wire
}

export const LICENSED = '025'
const CERTIFIED = '005'
const LABELS: Record<string, string> = {
  [LICENSED]: 'Acupuncture',
  [CERTIFIED]: 'Certified Acupuncturist',
}

/** Codes and labels as in the registry's box; the two with acupuncture are two professions. */
export const PROFESSIONS: Wire[] = [
  { professionCode: 'ALL', profession: 'All Professions' },
  { professionCode: '029', profession: 'All Professions' },
  { professionCode: CERTIFIED, profession: LABELS[CERTIFIED] },
  { professionCode: LICENSED, profession: LABELS[LICENSED] },
  { professionCode: '060', profession: 'Medicine' },
  { professionCode: '022', profession: 'Registered Professional Nursing' },
]

const WORDS: Record<InventedLicense['status'], string | null> = {
  active: 'Registered',
  lapsed: 'Not Registered',
  inactive: 'Inactive',
  suspended: 'Suspended',
  revoked: 'Revoked',
  deceased: 'Deceased',
  // Whoever has applied is on no roll yet.
  pending: null,
}

/** The New York licenses of a person, and for some the same number in the other profession. */
export function toLicenses(person: InventedPerson): SimulatedLicense[] {
  return person.licenses
    .filter(({ state, status }) => state === 'NY' && WORDS[status] !== null)
    .flatMap((license) => {
      const isPhysician = person.id % 29 === 0
      return [LICENSED, ...(isPhysician ? [CERTIFIED] : [])].map((profession) =>
        toLicense(person, license, profession),
      )
    })
}

function toLicense(
  person: InventedPerson,
  license: InventedLicense,
  profession: string,
): SimulatedLicense {
  const { home, id } = person
  const name = toRollName(license.nameOnRoll ?? person.name)
  const both = {
    name: labelled('Name', name),
    profession: labelled('Profession', `${LABELS[profession]} (${profession})`),
    licenseNumber: labelled('License Number', license.number),
    address: labelled('Address', `${home.city} ${home.state}`.toUpperCase()),
    dateOfLicensure: labelled('Date of Licensure', toLongDate(license.licensedOn)),
  }
  // Rows were seen with a plain code and with a wrapped one.
  const professionCode = id % 2 === 0 ? profession : { value: profession }
  return {
    profession,
    number: license.number,
    name,
    isTwice: id % 37 === 0,
    isDisciplined: license.hasDiscipline,
    row: { ...both, professionCode },
    detail: { ...both, professionCode: profession, ...toRest(person, license) },
  }
}

function toRest(person: InventedPerson, license: InventedLicense): Wire {
  const { diplomate, id } = person
  const school = diplomate?.education[0]?.school ?? SCHOOLS[id % (SCHOOLS.length * 2)] ?? null
  return {
    status: labelled('Status', WORDS[license.status]),
    ...orNone(id, 'registeredThroughDate', 'Registered through Date', toThrough(person, license)),
    ...orNone(id + 1, 'schoolName', 'Acupuncture School', school?.toUpperCase() ?? null),
    ...orNone(id + 2, 'schoolDegreeDate', 'Degree Date', id % 3 === 0 ? 'Not on file' : null),
    additionalQualifications: labelled('Additional Qualifications', 'None'),
    enforcementActions: [],
    index: 0,
    noEnforcementActionsFoundMessage: '<p>No actions since January 1, 1994.</p>',
    additionalLicenses: labelled('Additional Licenses', []),
    privileges: labelled('Additional Qualifications', ['None']),
    certificateOfAuthorizations: [],
  }
}

/** Of the dead and of those who gave up no day is left in every other case. */
function toThrough({ id }: InventedPerson, { status, expiresOn }: InventedLicense): string | null {
  const isForgotten = (status === 'deceased' || status === 'inactive') && id % 2 === 0
  return expiresOn === null || isForgotten ? null : toLongDate(expiresOn)
}

const labelled = (label: string, value: unknown): Wire => ({ label, value })

/** Nothing to say comes in three shapes: no value, no field, and a field of null. */
function orNone(id: number, field: string, label: string, value: string | null): Wire {
  if (value !== null) return { [field]: labelled(label, value) }
  return [{ [field]: labelled(label, null) }, { [field]: null }, {}][id % 3] ?? {}
}

/** `EXAMPLE ALEX MORGAN JR`: no comma, no accents. */
const toRollName = ({ given, middle, family, suffix }: InventedName): string =>
  [family, given, middle, suffix]
    .filter(Boolean)
    .join(' ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

/** `June 05, 2003` */
function toLongDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${MONTHS[Number(month) - 1]} ${date}, ${year}`
}

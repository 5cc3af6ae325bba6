/** Which column of somebody's list holds what a check asks for, by the column's name. */
import { fold } from '../names.ts'

export const COLUMN_FIELDS = [
  'name',
  'given',
  'middle',
  'family',
  'suffix',
  'state',
  'license_number',
  'npi',
  'certification_number',
] as const
export type ColumnField = (typeof COLUMN_FIELDS)[number]

/** Column by field, from 0. */
export type ColumnMapping = Partial<Record<ColumnField, number>>

export interface MappedColumns {
  mapping: ColumnMapping
  /** Fields for which several columns come into question: they are left out of `mapping`. */
  doubtful: { field: ColumnField; columns: number[] }[]
}

/** Names without spaces, the telling ones first: a later group counts where no earlier one is there. */
const ALIASES: Record<ColumnField, string[]> = {
  name: [
    'name fullname practitionername providername acupuncturistname licenseename clinicianname nameofpractitioner nameofprovider',
    'practitioner provider acupuncturist licensee clinician person',
  ],
  given: ['firstname givenname first given fname forename namefirst'],
  middle: ['middlename middleinitial middle mi mname namemiddle'],
  family: ['lastname familyname surname last family lname namelast'],
  suffix: ['suffix namesuffix'],
  state: [
    'licensestate stateoflicense stateoflicensure licensingstate statelicensed',
    'state st statecode jurisdiction',
    'practicestate addressstate mailingstate',
  ],
  license_number: [
    'licensenumber statelicensenumber licenseid statelicense acupuncturelicensenumber aculicensenumber lacnumber licensenumberstate',
    'license',
  ],
  npi: [
    'npi npinumber npiid nationalprovideridentifier nationalprovideridentifiernumber nationalprovideridentifiernpi individualnpi npiindividual',
    'providernpi practitionernpi renderingnpi type1npi npitype1',
  ],
  certification_number: [
    'nccaomid nccaomnumber nccaomcertificationnumber nccaomcertificatenumber ncbahmid ncbahmnumber ncbahmcertificationnumber ncbahmcertificatenumber',
    'certificationnumber certificatenumber certificationid certificateid diplomatenumber diplomateid boardcertificationnumber',
    'nccaom ncbahm',
  ],
}

/** Words that lists write in several ways. */
const SAME_WORDS: Record<string, string> = {
  no: 'number',
  num: 'number',
  nbr: 'number',
  nr: 'number',
  lic: 'license',
  licence: 'license',
  licno: 'licensenumber',
  licnum: 'licensenumber',
  licenseno: 'licensenumber',
  licensenum: 'licensenumber',
  cert: 'certification',
  certno: 'certificationnumber',
  prov: 'provider',
  npino: 'npinumber',
}

/** `License #`, `lic_no` and `licenseNumber` are one: `licensenumber`. */
function toKey(title: string): string {
  const apart = title.replaceAll(/[#№]/g, ' number ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return fold(apart)
    .split(' ')
    .map((word) => SAME_WORDS[word] ?? word)
    .join('')
}

/** Maps what is plain, and says where a person has to choose. */
export function mapColumns(header: readonly string[]): MappedColumns {
  const keys = header.map(toKey)
  const mapped: MappedColumns = { mapping: {}, doubtful: [] }
  for (const field of COLUMN_FIELDS) {
    const columns = columnsOf(field, keys)
    const [only, ...more] = columns
    if (only === undefined) continue
    if (more.length > 0) mapped.doubtful.push({ field, columns })
    else mapped.mapping[field] = only
  }
  return mapped.mapping.name === undefined ? mapped : withoutParts(mapped)
}

function columnsOf(field: ColumnField, keys: string[]): number[] {
  for (const group of ALIASES[field]) {
    const aliases = group.split(' ')
    const columns = keys.flatMap((key, column) => (aliases.includes(key) ? [column] : []))
    if (columns.length > 0) return columns
  }
  return []
}

const NAME_PARTS: readonly ColumnField[] = ['given', 'middle', 'family', 'suffix']

/** A whole name is not put together again. */
function withoutParts({ mapping, doubtful }: MappedColumns): MappedColumns {
  const { given: _g, middle: _m, family: _f, suffix: _s, ...whole } = mapping
  return { mapping: whole, doubtful: doubtful.filter(({ field }) => !NAME_PARTS.includes(field)) }
}

/** True where a row can ask for somebody: a name or a number is mapped. */
export const canAsk = (mapping: ColumnMapping): boolean =>
  (['name', 'family', 'license_number', 'npi', 'certification_number'] as const).some(
    (field) => mapping[field] !== undefined,
  )

export interface MappedRow {
  name: string | null
  state: string | null
  licenseNumber: string | null
  npi: string | null
  certificationNumber: string | null
}

/** What the cells of a row say, as typed; null for what is not there. */
export function readMapped(cells: readonly string[], mapping: ColumnMapping): MappedRow {
  const read = (field: ColumnField): string | null => {
    const column = mapping[field]
    const text = column === undefined ? '' : (cells[column] ?? '').trim()
    return text === '' ? null : text
  }
  const parts = NAME_PARTS.map(read).filter((part) => part !== null)
  return {
    name: read('name') ?? (parts.length > 0 ? parts.join(' ') : null),
    state: read('state'),
    licenseNumber: read('license_number'),
    npi: read('npi'),
    certificationNumber: read('certification_number'),
  }
}

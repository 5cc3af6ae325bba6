/** Everything the registry says of one license. Pure. */
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { toDisplayName } from '#src/core/names.ts'
import { emptyContent, type LicenseFact, type RecordContent } from '#src/core/record.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { RowReading } from '../lib/collect.ts'
import { LayoutError } from '../lib/errors.ts'
import { type FieldReader, isRow, readFields } from '../lib/fields.ts'
import { toStateCode } from '../lib/us-states.ts'
import { parseLongDate } from './dates.ts'
import { LOOK_UP_PAGE } from './info.ts'
import { trainingFromSchool } from './training.ts'
import { unwrapAll } from './wire.ts'
import { STATUS_WORDS, UNKNOWN } from './words.ts'

/** A license: the same number belongs to other people in other professions. */
export interface Asked {
  profession: string
  number: string
}

export const toKey = ({ profession, number }: Asked): string => `${profession}-${number}`

/** Where `Unknown` and `None` are words like any other. */
const LITERAL = ['name', 'status', 'licenseNumber', 'professionCode', 'profession']

/** Said elsewhere, or said to people: positions, captions, permits of companies, other licenses. */
const IGNORED = [
  'index',
  'noEnforcementActionsFoundMessage',
  'privileges',
  'additionalLicenses',
  'certificateOfAuthorizations',
]

/** `asked` is what the registry was asked for, if that is known: it must be what came. */
export function readDetail(row: Record<string, unknown>, asked: Asked | null): RowReading {
  const plain = unwrapAll(row, LITERAL)
  const fields = readFields(plain)
  fields.ignore(...IGNORED, 'enforcementActions')
  const actions = readActions(plain.enforcementActions)
  const profession = fields.required('professionCode')
  const number = normalizeLicenseNumber('NY', fields.required('licenseNumber'))
  if (number === null) throw new LayoutError('The licenseNumber is not one of New York.')
  const key = toKey({ profession, number })
  if (asked && key !== toKey(asked)) {
    throw new LayoutError(`Asked for ${toKey(asked)} the registry sent ${key}.`)
  }
  const reading = readLicense(fields, number, actions.length > 0)
  return {
    record: { key, scope: '', rank: 0, content: toContent(fields, reading.license, actions) },
    filled: fields.filled(),
    leftovers: [],
    unknownWords: [...reading.unknownWords, ...findShape(actions)],
    problems: [...reading.problems, ...findNews(fields)],
  }
}

function readLicense(
  fields: FieldReader,
  number: string,
  hasDiscipline: boolean,
): Pick<RowReading, 'unknownWords' | 'problems'> & { license: LicenseFact } {
  const status = fields.required('status')
  const registeredThrough = readDate(fields, 'registeredThroughDate')
  const known = STATUS_WORDS[status.toUpperCase()]
  const worth = known ?? UNKNOWN
  // Without its last day a registration would never run out.
  const isEndless = worth.registration === 'active' && registeredThrough === null
  const license: LicenseFact = {
    state: 'NY',
    number,
    profession: fields.required('profession'),
    standing: worth.license,
    registryStatus: status,
    statusReason: null,
    licensedOn: readDate(fields, 'dateOfLicensure'),
    expiresOn: null,
    registration: { standing: isEndless ? 'unknown' : worth.registration, registeredThrough },
    hasDiscipline,
  }
  return {
    license,
    unknownWords: known ? [] : [status],
    problems: isEndless ? [`The status is "${status}" without a registered-through date.`] : [],
  }
}

function toContent(fields: FieldReader, license: LicenseFact, actions: unknown[]): RecordContent {
  // Family name first and no comma: which words are whose name nobody can tell, so none is moved.
  const full = fields.required('name')
  return {
    ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
    licenses: [license],
    training: trainingFromSchool(fields.optional('schoolName')),
    placeOfRecord: toPlace(fields.optional('address')),
    link: LOOK_UP_PAGE,
    raw: {
      ...Object.fromEntries(RAW_FIELDS.map((field) => [field, fields.optional(field)])),
      enforcementActions: actions.length > 0 ? JSON.stringify(actions) : null,
    },
  }
}

/**
 * Each answer is about one person: a field that few of them have is news about a row, and one that
 * all have is still news about so many rows that the run is held.
 */
function findNews(fields: FieldReader): string[] {
  const names = fields.leftovers()
  if (names.length === 0) return []
  const what = names.length === 1 ? 'field' : 'fields'
  return [`Never seen before and left aside: the ${what} ${names.join(', ')}.`]
}

const RAW_FIELDS = [
  'name',
  'profession',
  'professionCode',
  'licenseNumber',
  'status',
  'dateOfLicensure',
  'registeredThroughDate',
  'address',
  'additionalQualifications',
  'schoolName',
  'schoolDegreeDate',
]

function readDate(fields: FieldReader, name: string): IsoDate | null {
  const text = fields.optional(name)
  return text === null ? null : parseLongDate(text)
}

/** `BROOKLYN NY`; a place abroad has no state at its end. */
function toPlace(address: string | null): RecordContent['placeOfRecord'] {
  if (address === null) return null
  const [, before = '', last = ''] = /^(.*?)\s*\b([A-Z]{2})$/i.exec(address) ?? []
  const state = toStateCode(last)
  const city = state === null ? address : before
  return { city: city === '' ? null : toDisplayName(city), state, postalCode: null }
}

/** None is an empty list; the list itself is always there. */
function readActions(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new LayoutError('The field enforcementActions is missing or no list.')
}

/**
 * What the actions look like, as a word that no table maps: nobody has ever recorded one. The first
 * of each shape holds a run until somebody has read it; those that follow it do not.
 */
function findShape(actions: unknown[]): string[] {
  if (actions.length === 0) return []
  const names = actions.flatMap((action) => (isRow(action) ? Object.keys(action) : [typeof action]))
  return [`enforcementActions with ${[...new Set(names)].sort().join(', ')}`]
}

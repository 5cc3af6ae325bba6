/** One result of the registry into what it says of one person, acupuncturist or not. Pure. */
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { toDisplayName } from '#src/core/names.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { emptyContent, type PersonName, type RecordContent } from '#src/core/record.ts'
import { STATES } from '#src/core/words.ts'
import type { RowReading } from '../lib/collect.ts'
import { parseIsoDate } from '../lib/dates.ts'
import { LayoutError } from '../lib/errors.ts'
import { readFields, type FieldReader } from '../lib/fields.ts'
import { toStateCode } from '../lib/us-states.ts'
import { readAddresses } from './addresses.ts'
import type { Result } from './answer.ts'
import { ACUPUNCTURIST_CODE, providerPage } from './info.ts'

export interface PersonReading extends RowReading {
  isAcupuncturist: boolean
}

/** Null for an organization; throws `LayoutError` for a result that it does not understand. */
export function parseResult(result: Result): PersonReading | null {
  const fields = readFields(result, { noneWords: ['--'] })
  if (fields.oneOf('enumeration_type', ['NPI-1', 'NPI-2']) === 'NPI-2') return null
  // Endpoints hold private addresses; identifiers are numbers of insurers; epochs are noise.
  fields.ignore('created_epoch', 'last_updated_epoch', 'endpoints', 'identifiers')
  const npi = fields.required('number')
  if (!/^\d{10}$/.test(npi)) throw new LayoutError(`The NPI "${npi}" has not ten digits.`)
  const basic = readBasic(fields.object('basic'))
  const addresses = readAddresses(fields)
  const taxonomies = readTaxonomies(fields.list('taxonomies'))
  const content: RecordContent = {
    ...emptyContent(basic.name),
    otherNames: readOtherNames(fields.list('other_names')),
    gender: basic.gender,
    npi,
    licenseHints: taxonomies.hints,
    locations: addresses.locations,
    link: providerPage(npi),
    raw: { ...basic.raw, ...taxonomies.raw, ...addresses.raw },
  }
  return {
    isAcupuncturist: taxonomies.codes.includes(ACUPUNCTURIST_CODE),
    record: { key: npi, scope: toScope(addresses.states), rank: 0, content },
    filled: fields.filled(),
    leftovers: fields.leftovers(),
    unknownWords: basic.unknownWords,
    problems: [
      ...basic.problems,
      ...(isValidNpi(npi) ? [] : [`The check digit of the NPI "${npi}" is wrong.`]),
    ],
  }
}

/** A sweep asks for three states: who has no address in them is seen by a look-up only. */
const toScope = (states: string[]): string =>
  states.some((state) => STATES.some((known) => known === state)) ? '' : 'elsewhere'

interface BasicReading {
  name: PersonName
  gender: 'F' | 'M' | null
  raw: Record<string, string | null>
  unknownWords: string[]
  problems: string[]
}

function readBasic(basic: FieldReader): BasicReading {
  // `name` repeats the names in recordings up to 2022.
  basic.ignore('name', 'last_updated', 'certification_date', 'sole_proprietor', 'name_prefix')
  const name = toName({
    given: basic.required('first_name'),
    middle: basic.optional('middle_name'),
    family: basic.required('last_name'),
    suffix: basic.optional('name_suffix'),
  })
  // Called `gender` in recordings up to 2022.
  const sex = basic.optional('sex') ?? basic.optional('gender')
  basic.ignore('gender')
  const status = basic.required('status')
  const deactivated = readDate(basic, 'deactivation_date')
  const reactivated = readDate(basic, 'reactivation_date')
  const isOff = deactivated !== null && (reactivated === null || reactivated < deactivated)
  readDate(basic, 'enumeration_date')
  return {
    name,
    gender: sex === 'F' || sex === 'M' ? sex : null,
    raw: {
      credential: basic.optional('credential'),
      sex,
      status,
      ...(deactivated ? { deactivation_date: deactivated, reactivation_date: reactivated } : {}),
    },
    unknownWords: status === 'A' ? [] : [status],
    problems: isOff ? [`The NPI was deactivated on ${deactivated} and not given back.`] : [],
  }
}

function readDate(basic: FieldReader, name: string): string | null {
  const text = basic.optional(name)
  return text === null ? null : parseIsoDate(text)
}

function readOtherNames(others: FieldReader[]): PersonName[] {
  return others.map((other) => {
    other.ignore('code', 'type', 'prefix', 'credential')
    return toName({
      given: other.optional('first_name'),
      middle: other.optional('middle_name'),
      family: other.required('last_name'),
      suffix: other.optional('suffix'),
    })
  })
}

function toName(parts: Omit<PersonName, 'full'>): PersonName {
  const given = parts.given && toDisplayName(parts.given)
  const middle = parts.middle && toDisplayName(parts.middle)
  const family = parts.family && toDisplayName(parts.family)
  const suffix = parts.suffix && toDisplayName(parts.suffix)
  const full = [given, middle, family, suffix].filter(Boolean).join(' ')
  return { full, given, middle, family, suffix }
}

interface TaxonomyReading {
  codes: string[]
  hints: { state: string; number: string }[]
  raw: Record<string, string | null>
}

/** Licenses are typed by the person: those beside the acupuncture taxonomy are hints. */
function readTaxonomies(taxonomies: FieldReader[]): TaxonomyReading {
  const read = taxonomies.map((taxonomy) => {
    taxonomy.ignore('desc', 'taxonomy_group')
    const isPrimary = taxonomy.boolean('primary')
    const stateText = taxonomy.optional('state')
    return {
      code: taxonomy.required('code'),
      license: taxonomy.optional('license'),
      state: stateText === null ? null : (toStateCode(stateText) ?? stateText),
      isPrimary,
    }
  })
  const hints = read.flatMap(({ code, license, state }) => {
    const known = STATES.find((name) => name === state)
    if (code !== ACUPUNCTURIST_CODE || !known || license === null) return []
    const number = normalizeLicenseNumber(known, license)
    return number === null ? [] : [{ state: known, number }]
  })
  const texts = read.map(({ code, license, state, isPrimary }) =>
    [code, state ?? '-', license ?? '-', isPrimary ? 'primary' : 'secondary'].join(' '),
  )
  return {
    codes: read.map(({ code }) => code),
    hints: [...new Map(hints.map((hint) => [`${hint.state} ${hint.number}`, hint])).values()],
    raw: { taxonomies: texts.join(' | ') },
  }
}

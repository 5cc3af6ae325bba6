/** An entry of a list as linking compares it: folded words and numbers; what cannot be read is unknown. */
import { normalizeLicenseNumber } from '../license-number.ts'
import { fold } from '../names.ts'
import { type State, STATES } from '../words.ts'
import { parseName, type ParsedName } from './parse-name.ts'
import { parseStreet } from './parse-street.ts'
import type { LinkPerson, LinkPlace } from './person.ts'

export interface ParsedPlace {
  /** `flushing, NY`; empty where it is not known. */
  town: string
  /** Number of a code of two letters; -1. */
  state: number
  zip: number
  house: string
  streetWords: string[]
  phone: number
  point: LinkPlace['point']
}

export interface ParsedPerson {
  names: ParsedName[]
  places: ParsedPlace[]
  /** `type` stands before the dot where Connecticut gives it; 0 where it is not known. */
  licenses: { state: number; type: number; number: string; isProven: boolean }[]
  npi: number
  birth: number
  personal: number
}

export function parsePerson(person: LinkPerson): ParsedPerson {
  return {
    names: person.names.flatMap(parseName).filter(({ words }) => words.length > 0),
    places: person.places.map(parsePlace),
    licenses: person.licenses.flatMap(parseLicense),
    npi: digitsOf(person.npi, 10, 10),
    birth: digitsOf(person.birthDate, 8, 8),
    personal: digitsOf(person.personalNumber, 4, 15),
  }
}

function parsePlace({ street, city, state, postalCode, phone, point }: LinkPlace): ParsedPlace {
  const code = (state ?? '').trim().toUpperCase()
  const town = fold(city ?? '')
  const { house, words } = parseStreet(street ?? '')
  return {
    town: town === '' ? '' : `${town}, ${code}`,
    state: stateNumber(code),
    zip: zipOf(postalCode),
    house,
    streetWords: words,
    phone: phoneOf(phone),
    point,
  }
}

/** Letters of a code as a number: `NY` → 362. */
function stateNumber(code: string): number {
  if (!/^[A-Z]{2,3}$/.test(code)) return -1
  return code.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 65, 0)
}

/** Five digits, or four where a zero in front got lost; a longer one is cut behind the fifth. */
function zipOf(text: string | null): number {
  const digits = /^\s*(\d{3,5})(?:-?\d{4})?\s*$/.exec(text ?? '')?.[1]
  return digits === undefined ? -1 : Number(digits)
}

function phoneOf(text: string | null): number {
  const digits = (text ?? '').replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  return /^[2-9]\d{9}$/.test(digits) ? Number(digits) : 0
}

function digitsOf(text: string | null, least: number, most: number): number {
  const digits = (text ?? '').replaceAll(/\D/g, '')
  return digits.length >= least && digits.length <= most ? Number(digits) : 0
}

/**
 * Without the type before a dot, the board's letters and the zeros in front, which people leave
 * out: `CT 42.000123` → `123`, `25MZ00012300` → `12300`.
 */
function parseLicense(license: LinkPerson['licenses'][number]): ParsedPerson['licenses'] {
  const state = license.state.trim().toUpperCase()
  const ours: State | undefined = STATES.find((one) => one === state)
  const number =
    (ours ? normalizeLicenseNumber(ours, license.number) : null) ??
    license.number.toUpperCase().replaceAll(/[^A-Z0-9.]/g, '')
  const type = /^(\d+)\./.exec(number)?.[1] ?? '0'
  const bare = number
    .replace(/^[A-Z0-9]+\./, '')
    .replace(/^(?:25)?[A-Z]{1,3}(?=\d)/, '')
    .replace(/^0+/, '')
  return bare === '' || stateNumber(state) === -1
    ? []
    : [{ state: stateNumber(state), type: Number(type), number: bare, isProven: license.isProven }]
}

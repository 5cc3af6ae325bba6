/** What a card and a details page have in common: name, mark, certifications, places, key. */
import { fold, stripDegrees, toDisplayName } from '#src/core/names.ts'
import {
  emptyContent,
  type CertificationFact,
  type LocationFact,
  type PersonName,
  type RecordContent,
} from '#src/core/record.ts'
import { DESIGNATIONS, type Designation, type Standing } from '#src/core/words.ts'
import { LayoutError } from '../lib/errors.ts'
import { foldSpaces } from '../lib/text.ts'
import type { Address } from './address.ts'
import { readDesignations, toDesignation, toGender, toStanding } from './words.ts'

export interface Mark {
  standing: Standing
  registryStatus: string
  gender: 'F' | 'M' | null
  designations: Designation[]
  unknownWords: string[]
  problems: string[]
}

/**
 * Reads `Certified Diplomate | Female` or `Dipl. O.M. (NCCAOM)® | Male` together with the tags. The
 * directory lists certified diplomates only, so a designation without a status word is a current one.
 */
export function readMark(text: string, tags: string[]): Mark {
  const [status = '', genderWord = '', ...more] = text.split('|').map((part) => part.trim())
  if (status === '' || more.length > 0) {
    throw new LayoutError(`"${text}" is not a status and a gender with | between.`)
  }
  const { designations, rest } = readDesignations(status)
  const isMarkOnly = designations.length > 0 && rest === ''
  const word = designations.length > 0 ? rest : status
  const standing = isMarkOnly ? 'active' : toStanding(word)
  const gender = toGender(genderWord)
  const unmapped = tags.filter((tag) => toDesignation(tag) === null)
  const tagged = tags.map(toDesignation).filter((designation) => designation !== null)
  return {
    standing,
    registryStatus: status,
    gender: gender ?? null,
    // In one order, for the directory turns them about from day to day.
    designations: DESIGNATIONS.filter((known) => [...designations, ...tagged].includes(known)),
    unknownWords: [...(standing === 'unknown' ? [word] : []), ...unmapped],
    problems: [
      ...(gender === undefined
        ? [`"${genderWord}" is no gender that the directory has used.`]
        : []),
      ...unmapped.map((tag) => `"${tag}" is no certification that is known; it is left out.`),
    ],
  }
}

interface PersonFacts {
  prefix: 'card' | 'detail'
  name: string
  mark: Mark
  phone: string | null
  addresses: Address[]
  /** Set on a page that lists one state, whose people have the state even without an address. */
  searchedState: string | null
}

export function toPersonContent(facts: PersonFacts): { key: string; content: RecordContent } {
  const { name, otherNames } = toNames(facts.name)
  const { mark, searchedState } = facts
  const hasAddress = facts.addresses.length > 0
  const content = {
    ...emptyContent(name),
    otherNames,
    gender: mark.gender,
    certifications: mark.designations.map((designation) => toCertification(designation, mark)),
    locations: toLocations(facts),
    placeOfRecord:
      !hasAddress && searchedState ? { city: null, state: searchedState, postalCode: null } : null,
  }
  return { key: toKey(facts, name), content }
}

const toCertification = (designation: Designation, mark: Mark): CertificationFact => ({
  issuer: 'NCBAHM',
  designation,
  number: null,
  standing: mark.standing,
  registryStatus: mark.registryStatus,
  expiresOn: null,
})

/** The phone goes with the first address, or stands alone. */
function toLocations({ addresses, phone }: PersonFacts): LocationFact[] {
  const none = { name: null, street: null, city: null, state: null, postalCode: null }
  if (addresses.length === 0) return phone ? [{ ...none, phone }] : []
  return addresses.map((address, index) => ({
    ...none,
    ...address,
    phone: index === 0 ? phone : null,
  }))
}

/**
 * The directory's own id changes from one visit to the next, so the key is the person as listed:
 * name without degrees, gender, and the place or else the phone.
 */
function toKey(
  { prefix, mark, addresses, phone, searchedState }: PersonFacts,
  name: PersonName,
): string {
  const [address] = addresses
  const place = address
    ? [fold(address.street ?? ''), fold(address.city), fold(address.state)]
    : [phone ?? '']
  // Listed under a state that is not the address's: a second listing, of another part.
  const elsewhere = address && searchedState && searchedState !== address.state
  const parts = [fold(name.full), (mark.gender ?? '').toLowerCase(), ...place]
  return `${prefix}:${parts.join('|')}${elsewhere ? `|in ${searchedState.toLowerCase()}` : ''}`
}

/** `Xiaoming "Shawn" Example L.Ac.` → `Xiaoming Example`, also known as `Shawn Example`. */
function toNames(text: string): { name: PersonName; otherNames: PersonName[] } {
  const plain = stripDegrees(text)
  const nickname = /["“”]\s*([^"“”]+?)\s*["“”]/.exec(plain)
  const full = toDisplayName(nickname ? foldSpaces(plain.replace(nickname[0], ' ')) : plain)
  if (fold(full) === '') throw new LayoutError(`"${text}" is no name.`)
  const behind = nickname && foldSpaces(plain.slice(nickname.index + nickname[0].length))
  const others = nickname?.[1] && behind ? [toName(`${nickname[1]} ${behind}`)] : []
  return { name: toName(full), otherNames: others }
}

const toName = (full: string): PersonName => ({
  full,
  given: null,
  middle: null,
  family: null,
  suffix: null,
})

import { bareLicense } from './exclusive.ts'
import { hash32 } from './hash.ts'
import type { LinkRecord } from './link-record.ts'
import { parsePerson } from './parse-person.ts'
import type { LinkPerson } from './person.ts'

/**
 * Keys of the exact rules: two records that share none have no bearing on each other there. Below
 * zero and above -2^53, so that they stand beside the keys of the scored comparison.
 */
export function exactKeys({ npi, licenses, licenseHints, names }: LinkRecord): number[] {
  const numbers = [...licenses, ...licenseHints].map((license) => `license ${bareLicense(license)}`)
  const texts = [
    ...(npi === null ? [] : [`npi ${npi}`]),
    ...numbers,
    // A better named holder takes a license away from another, and only who has one can be that.
    ...(numbers.length > 0 ? names.map(({ words }) => `name ${words.join(' ')}`) : []),
  ]
  return [...new Set(texts.map(toKey))]
}

/**
 * Keys of the phones and addresses: how many share one tells how much it says, so that the weight of
 * two others there changes with everybody who comes or goes.
 */
export function contactKeys(person: LinkPerson): number[] {
  const texts = parsePerson(person).places.flatMap(({ phone, house, streetWords: [street] }) => [
    ...(phone === 0 ? [] : [`phone ${phone}`]),
    ...(house === '' || street === undefined ? [] : [`address ${house} ${street}`]),
  ])
  return [...new Set(texts.map(toKey))]
}

const toKey = (text: string): number =>
  -(hash32(text) * 2 ** 20 + (hash32(`${text}#`) % 2 ** 20)) - 1

/** Addresses as one line, read from the end: `100 Example Tpke , Exampleville, NY 10000, USA`. */
import { fold } from '#src/core/names.ts'
import { toPostalCode } from '../lib/postal.ts'
import { foldSpaces } from '../lib/text.ts'

export interface Address {
  street: string | null
  city: string
  state: string
  postalCode: string | null
}

/** Null for what is no address in the United States. Lists have no ZIP, details pages have one. */
export function toAddress(text: string): Address | null {
  const parts = foldSpaces(text).split(/\s*,\s*/)
  const [country = '', region = '', city = '', ...street] = parts.toReversed()
  const match = /^([A-Z]{2})(?:\s+([\d-]+))?$/.exec(region)
  if (country.toUpperCase() !== 'USA' || !match?.[1] || city === '') return null
  const postalCode = match[2] === undefined ? null : toPostalCode(match[2])
  if (match[2] !== undefined && postalCode === null) return null
  return { street: tidyStreet(street.toReversed()), city, state: match[1], postalCode }
}

/** True for text that ends as an address of any country does. */
export const looksLikeAddress = (text: string): boolean =>
  toAddress(text) !== null || /,\s*[^,]*,\s*[A-Z][A-Za-z ]{2,}$/.test(text)

function tidyStreet(parts: string[]): string | null {
  const words = parts.join(', ').split(' ').filter(Boolean)
  const street = withoutEcho(words)
    .join(' ')
    .replaceAll(/^[\s,]+|[\s,]+$/g, '')
  return street === '' ? null : street
}

/** `12 Elm St Ste 5 Suite 5` → `12 Elm St Ste 5`: the form's two lines often hold the same. */
function withoutEcho(words: string[]): string[] {
  for (let length = Math.floor(words.length / 2); length >= 1; length -= 1) {
    const echo = words.slice(-length)
    const before = words.slice(-2 * length, -length)
    const isUnit = length > 1 || /^#?\d+[a-z]?$/i.test(echo[0] ?? '')
    if (isUnit && toComparable(echo) === toComparable(before)) return words.slice(0, -length)
  }
  return words
}

/** Words for a unit compare as equal: `Ste 4` and `Suite 4` are one. */
const toComparable = (words: string[]): string =>
  fold(words.join(' ')).replaceAll(/\b(suite|ste|unit|rm|room|apt)\b/g, 'unit')

/** What is known of the people in an answer, and whether any of it still stands in a text. */
import type { PersonQuery } from '#scrapers/source.ts'
import { fold, nameTokens } from '#src/core/names.ts'
import type { RecordContent } from '#src/core/record.ts'
import type { Form } from './leaves.ts'

export interface Known {
  /** Folded words of names. */
  words: Set<string>
  /** Digits of numbers without zeros in front. */
  numbers: Set<string>
  /** Folded streets, names of practices and e-mail addresses. */
  phrases: Set<string>
  /** Folded; a town that is called as its state is none. */
  cities: Set<string>
  /** The state of each town and five-digit ZIP. */
  states: Map<string, string>
  dates: Set<string>
}

export function collectKnown(contents: RecordContent[], query: PersonQuery): Known {
  const places = contents.flatMap(({ locations, placeOfRecord }) => [
    ...locations,
    ...(placeOfRecord ? [{ ...placeOfRecord, name: null, street: null, phone: null }] : []),
  ])
  const names = contents.flatMap(({ name, otherNames }) => [name, ...otherNames])
  const numbers = [
    query.npi,
    ...contents.flatMap(({ npi, certifications }) => [npi, ...certifications.map((c) => c.number)]),
    ...places.flatMap(({ phone, postalCode }) => [phone, postalCode]),
  ].map((number) => number?.replaceAll(/\D/g, ''))
  const licenses = [
    query.licenseNumber,
    ...contents.flatMap(({ licenses, licenseHints }) =>
      [...licenses, ...licenseHints].map(({ number }) => number),
    ),
  ].map(toSerial)
  return {
    words: new Set(
      [
        query.givenName,
        query.familyName,
        ...names.flatMap(({ full, given, middle, family }) => [full, given, middle, family]),
      ].flatMap((name) => nameTokens(name ?? '').words.filter((word) => word.length > 1)),
    ),
    numbers: new Set([...numbers, ...licenses].flatMap((digits) => significant(digits) ?? [])),
    phrases: foldAll(places.flatMap(({ name, street }) => [name, street])),
    cities: foldAll(
      places.map(({ city }) => city),
      ['new york'],
    ),
    states: new Map(
      places.flatMap(({ city, postalCode, state }) =>
        [fold(city ?? ''), postalCode ?? ''].flatMap((place): [string, string][] =>
          place === '' || state === null ? [] : [[place, state]],
        ),
      ),
    ),
    dates: new Set(
      contents.flatMap(({ licenses, certifications, exclusions }) =>
        [
          ...licenses.flatMap((license) => [
            license.licensedOn,
            license.expiresOn,
            license.registration?.registeredThrough,
          ]),
          ...certifications.map(({ expiresOn }) => expiresOn),
          ...exclusions.map(({ since }) => since),
        ].flatMap((date) => date ?? []),
      ),
    ),
  }
}

/** The part of a license number that counts people: the longest run of digits, the last of several. */
function toSerial(number: string | undefined): string | undefined {
  const runs = number?.match(/\d+/g) ?? []
  const length = Math.max(...runs.map((run) => run.length))
  return runs.filter((run) => run.length === length).at(-1)
}

export const significant = (digits: string | null | undefined): string | null =>
  digits?.replace(/^0+/, '') || null

/** True for a value with anything of the people in it. */
export function touchesKnown(value: string, { words, numbers, phrases, cities }: Known): boolean {
  const folded = fold(value)
  return (
    folded.split(' ').some((word) => words.has(word)) ||
    (value.match(/\d{3,}/g) ?? []).some((run) => numbers.has(significant(run) ?? '')) ||
    cities.has(folded) ||
    phrases.has(folded)
  )
}

const foldAll = (texts: (string | null)[], except: string[] = []): Set<string> =>
  new Set(
    texts.map((text) => fold(text ?? '')).filter((text) => text !== '' && !except.includes(text)),
  )

/** Shorter ones stand in any text by chance: they are replaced, but not looked for. */
const WORD_LENGTH_MIN = 3
const NUMBER_LENGTH_MIN = 4
const PHRASE_LENGTH_MIN = 6

/** Everything known that stands in the text, in whatever writing. */
export function findKnown(text: string, form: Form, known: Known): string[] {
  const values = form === 'html' ? text.replaceAll(/<\/?[a-z][\w-]*|[\w:-]+(?=\s*=)/gi, ' ') : text
  const folded = fold(values)
  const words = new Set(folded.split(' '))
  const runs = new Set((values.match(/\d+/g) ?? []).flatMap((run) => significant(run) ?? []))
  const phones = [...values.matchAll(/\(?(\d{3})\)?[-. ]{0,2}(\d{3})[-. ]?(\d{4})/g)]
  for (const [, area = '', exchange = '', line = ''] of phones) runs.add(area + exchange + line)
  for (const run of runs) if (run.length === 9) runs.add(run.slice(0, 5))
  const isLong = (length: number) => (value: string) => value.length >= length
  return [
    ...[...known.words].filter(isLong(WORD_LENGTH_MIN)).filter((word) => words.has(word)),
    ...[...known.numbers].filter(isLong(NUMBER_LENGTH_MIN)).filter((number) => runs.has(number)),
    ...[...known.phrases]
      .filter(isLong(PHRASE_LENGTH_MIN))
      .filter((phrase) => ` ${folded} `.includes(` ${phrase} `)),
    ...[...known.dates].filter((date) =>
      writings(date).some((writing) => values.includes(writing)),
    ),
  ]
}

/** `2027-06-30` as registries write it. */
function writings(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-')
  return [
    date,
    `${month}/${day}/${year}`,
    `${Number(month)}/${Number(day)}/${year}`,
    `${year}${month}${day}`,
  ]
}

/** Names and records drawn from so few words and numbers that they collide all the time. */
import * as fc from 'fast-check'
import type { Sketch } from './records.ts'

const WORDS =
  'Jin Kim Ki Nam Kinam Lee Li Ma An Na Anna Mei Ling Kim-Park de la Cruz Wilhelmina Specimen'
const word = fc.constantFrom(...WORDS.split(' '))
const initial = fc.constantFrom('J', 'K.', 'M')
const ending = fc.constantFrom('', '', '', ' Jr.', ' III', ', L.Ac.', ' MA')

const written = (words: string[], end: string): string => `${words.join(' ')}${end}`
const someWords = fc.array(
  fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: initial }),
  { maxLength: 4 },
)

export const anyName: fc.Arbitrary<string> = fc
  .tuple(someWords, ending)
  .map(([words, end]) => written(words, end))

const CHANGES: ((words: string[]) => string[])[] = [
  (words) => words,
  (words) => words.toReversed(),
  (words) => words.slice(1),
  (words) => [...words, 'Mei'],
  (words) => [words.slice(0, 2).join(''), ...words.slice(2)],
  (words) => [words.slice(0, 2).join('-'), ...words.slice(2)],
  (words) => words.map((one, index) => (index === 1 ? one.slice(0, 1) : one)),
  (words) => words.flatMap((one) => (one === 'Kinam' ? ['Ki', 'Nam'] : [one])),
]

/** Two names, the second most often the first in another spelling. */
export const anyPair: fc.Arbitrary<[string, string]> = fc
  .tuple(
    someWords,
    ending,
    ending,
    fc.array(fc.constantFrom(...CHANGES), { maxLength: 2 }),
    anyName,
  )
  .map(([words, end, otherEnd, changes, other]) => {
    const changed = changes.reduce((all, change) => change(all), words)
    return [written(words, end), changes.length > 0 ? written(changed, otherEnd) : other]
  })

const numberOf = fc.constantFrom('CT 42.123', 'CT 42.132', 'CT 10.123', 'CT 123', 'NY 001234')
const some = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(values, { nil: undefined })

export const anySketch: fc.Arbitrary<Sketch> = fc
  .record({
    at: fc.constantFrom('ct', 'ny', 'npi', 'card', 'page', 'leie'),
    called: fc.oneof(fc.constantFrom('Jin Kim', 'Wilhelmina Specimen', 'JIN S KIM'), anyName),
    formerly: fc.array(fc.constantFrom('Jin Lee', 'Mei Specimen'), { maxLength: 1 }),
    gender: some(fc.constantFrom('F', 'M')),
    npi: some(fc.constantFrom('2000000002', '2000000010')),
    license: some(numberOf),
    typed: fc.array(numberOf, { maxLength: 2 }),
    phone: some(fc.constantFrom('203-555-0101', '203-555-0102')),
    street: some(fc.constantFrom('12 Sample Street', 'Main Street')),
    town: some(fc.constantFrom('Stamford', 'Danbury')),
  })
  .map(({ license, ...sketch }) => (isRoll(sketch.at) ? { ...sketch, license } : sketch))

const isRoll = (at: Sketch['at']): boolean => at === 'ct' || at === 'ny'

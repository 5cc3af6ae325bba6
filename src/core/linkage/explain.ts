/** Why two entries are, or are not, one person: each comparison in words, with its weight. */
import type { LinkageModel, WordLevel } from './model.ts'
import type { Prepared } from './prepare.ts'
import { type PairEvidence, Scorer } from './scorer.ts'
import type { LinkTable } from './table.ts'

/** One thing that was compared, what came of it in words, and its weight in bits. */
export interface Reason {
  words: string
  weight: number
}

const WORD_REASONS: Record<Exclude<WordLevel, 'same' | 'other'>, string> = {
  joined: 'a name written as one word and as two',
  nickname: 'given names that are forms of one name',
  spelling: 'a name spelt in two ways',
  typo: 'names one letter apart',
  typos: 'names two letters apart',
  cut: 'a name cut short',
  initial: 'an initial that fits',
}
const LICENSE_REASONS = {
  same: 'the same license number',
  slip: 'license numbers one sign apart',
  other: 'different license numbers',
  elsewhere: 'licenses of different states',
}
const PLACE_REASONS = {
  zip: 'the same ZIP',
  town: 'the same town',
  near: 'towns near each other',
  region: 'towns within an hour of each other',
  state: 'the same state, far apart',
  far: 'different states',
}
/** From so many bits on a name is rarely anybody else's. */
const RARE_BITS = 16

/** A function that explains pairs of one table. */
export function createExplainer(
  table: LinkTable,
  model: LinkageModel,
  prepared: Prepared,
): (left: number, right: number) => Reason[] {
  const scorer = new Scorer(table, model, prepared)
  return (left, right) => toReasons(scorer.compare(left, right))
}

function toReasons({ name, place, numbers, gender, bits, priorBits }: PairEvidence): Reason[] {
  const genderBits = bits - priorBits - name.bits - place.bits - numbers.bits
  return [
    ...(numbers.npi === 'same' ? [{ words: 'the same NPI', weight: numbers.bits }] : []),
    ...(numbers.npi === 'other' ? [{ words: 'different NPIs', weight: numbers.bits }] : []),
    ...(numbers.npi === 'unknown' ? numberReasons(numbers) : []),
    { words: nameWords(name), weight: name.bits },
    ...placeReasons(place),
    ...(gender === 'other' ? [{ words: 'different genders', weight: genderBits }] : []),
  ]
}

function numberReasons({ license, birth, personal, bits }: PairEvidence['numbers']): Reason[] {
  const said: string[] = license === 'unknown' ? [] : [LICENSE_REASONS[license]]
  if (birth !== 'unknown') {
    said.push(
      {
        same: 'the same birth date',
        slip: 'birth dates a slip apart',
        other: 'different birth dates',
      }[birth],
    )
  }
  if (personal !== 'unknown') {
    said.push(
      {
        same: 'the same personal number',
        slip: 'personal numbers a slip apart',
        other: 'different personal numbers',
      }[personal],
    )
  }
  return said.length === 0 ? [] : [{ words: said.join(', '), weight: bits }]
}

function nameWords({
  levels,
  matched,
  bits,
  isConflict,
  hasExtra,
  isSwapped,
}: PairEvidence['name']): string {
  if (matched === 0) return 'different names'
  const ways = [
    ...new Set(levels.flatMap((level) => (level === 'same' || level === 'other' ? [] : [level]))),
  ].map((level) => WORD_REASONS[level])
  if (isConflict) return ['names that share a word and differ in another', ...ways].join(', ')
  const isWhole = ways.length === 0 && !hasExtra
  const whole = bits >= RARE_BITS ? 'the same rare name' : 'the same name'
  return [
    isWhole ? whole : 'names that fit',
    ...ways,
    ...(hasExtra ? ['one has a word more'] : []),
    ...(isSwapped ? ['given and family name the other way round'] : []),
  ].join(', ')
}

function placeReasons({ place, street, phone, bits }: PairEvidence['place']): Reason[] {
  const said = [
    ...(phone === 'same' ? ['the same phone'] : []),
    ...(street === 'same' ? ['the same street address'] : []),
    ...(street === 'similar' ? ['a similar street address'] : []),
    ...(place === 'unknown' ? [] : [PLACE_REASONS[place]]),
    ...((place === 'town' || place === 'zip') && phone !== 'same' && street === 'other'
      ? ['another street']
      : []),
  ]
  return said.length === 0 ? [] : [{ words: said.join(', '), weight: bits }]
}

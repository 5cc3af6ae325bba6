/**
 * The weights of the comparison, as data. `m` is how often something is so between two entries of
 * one person; how often it is so by chance is counted in the data at hand (see frequencies.ts), or
 * stands beside it as `u` where no counting tells. The weight of what came is log2(m / u), in bits.
 */
import type { Frequencies } from './frequencies.ts'

/** What becomes of a word of one name in the other. The shares add up to one. */
export const WORD_LEVELS = [
  'same',
  'joined',
  'nickname',
  'spelling',
  'typo',
  'typos',
  'cut',
  'initial',
  'other',
] as const
export type WordLevel = (typeof WORD_LEVELS)[number]

/** Where the two are, the nearest of all their places. */
export const PLACE_LEVELS = ['zip', 'town', 'near', 'region', 'state', 'far', 'unknown'] as const
export type PlaceLevel = (typeof PLACE_LEVELS)[number]

export const STREET_LEVELS = ['same', 'similar', 'other', 'unknown'] as const
export const PHONE_LEVELS = ['same', 'other', 'unknown'] as const
export const LICENSE_LEVELS = ['same', 'slip', 'other', 'elsewhere', 'unknown'] as const
export const BIRTH_LEVELS = ['same', 'slip', 'other', 'unknown'] as const
export const PERSONAL_LEVELS = ['same', 'slip', 'other', 'unknown'] as const

type Shares<Level extends string> = Record<Level, number>

export interface LinkageModel {
  version: string
  m: {
    word: Shares<WordLevel>
    place: Shares<PlaceLevel>
    street: Shares<(typeof STREET_LEVELS)[number]>
    phone: Shares<(typeof PHONE_LEVELS)[number]>
    license: Shares<(typeof LICENSE_LEVELS)[number]>
    birth: Shares<(typeof BIRTH_LEVELS)[number]>
    personal: Shares<(typeof PERSONAL_LEVELS)[number]>
  }
  /** By chance, where counting does not tell. */
  u: {
    /** A license number that is off by one sign, and that of a stranger typed by mistake. */
    licenseSlip: number
    licenseByMistake: number
    licenseElsewhere: number
    birthSlip: number
    personalSlip: number
  }
  /** Bits for what one name has and the other lacks, or what speaks against them. */
  name: {
    /** A middle name or an initial on one side alone. */
    extra: number
    /** A family name more on one side, as after a marriage. */
    extraFamily: number
    /** Two different initials, or an initial and a word that begins otherwise. */
    otherInitial: number
    /** Given and family name change places. */
    swapped: number
    /** Nothing of the names is the same: beside what each word says. */
    nothing: number
    suffixOnOne: number
    otherSuffix: number
  }
  otherGender: number
  /** Share of the entries of one list whose person is on the other. */
  coverage: number
  /** Probability from which two are one: by a number, phone or street as well, or by name and town alone. */
  matchMin: number
  matchByNameMin: number
  /** Probability below which two are not worth a look. */
  reviewMin: number
  /** Frozen counts, so that a weight depends on two entries and the model alone; null: count anew. */
  frequencies: Frequencies | null
}

export const MODEL: LinkageModel = {
  version: 'fs-2',
  m: {
    word: {
      same: 0.86,
      joined: 0.02,
      nickname: 0.02,
      spelling: 0.015,
      typo: 0.03,
      typos: 0.005,
      cut: 0.005,
      initial: 0.015,
      other: 0.03,
    },
    place: { zip: 0.3, town: 0.25, near: 0.22, region: 0.13, state: 0.06, far: 0.04, unknown: 1 },
    street: { same: 0.55, similar: 0.1, other: 0.35, unknown: 1 },
    phone: { same: 0.65, other: 0.35, unknown: 1 },
    license: { same: 0.85, slip: 0.03, other: 0.02, elsewhere: 0.1, unknown: 1 },
    birth: { same: 0.93, slip: 0.04, other: 0.03, unknown: 1 },
    personal: { same: 0.94, slip: 0.04, other: 0.02, unknown: 1 },
  },
  u: {
    licenseSlip: 0.004,
    licenseByMistake: 0.02,
    licenseElsewhere: 0.5,
    birthSlip: 0.002,
    personalSlip: 0.0005,
  },
  name: {
    extra: -0.7,
    extraFamily: -2.5,
    otherInitial: -4,
    swapped: -1,
    nothing: -5,
    suffixOnOne: -2,
    otherSuffix: -9,
  },
  otherGender: -7,
  coverage: 0.5,
  matchMin: 0.96,
  matchByNameMin: 0.987,
  reviewMin: 0.1,
  frequencies: null,
}

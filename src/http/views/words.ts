/** The directory's words as a patient would say them. */
import type { Designation, Standing, State, Tier, TrainingProgram } from '#src/core/words.ts'

export const STATE_NAMES: Record<State, string> = {
  NY: 'New York',
  NJ: 'New Jersey',
  CT: 'Connecticut',
}

export const STANDING_WORDS: Record<Standing, string> = {
  active: 'Active',
  lapsed: 'Lapsed',
  inactive: 'Inactive',
  restricted: 'Restricted',
  suspended: 'Suspended',
  revoked: 'Revoked',
  pending: 'Pending',
  deceased: 'Deceased',
  unknown: 'Not known',
}

export const DESIGNATION_WORDS: Record<Designation, string> = {
  'Dipl. Ac.': 'Diplomate of Acupuncture',
  'Dipl. C.H.': 'Diplomate of Chinese Herbology',
  'Dipl. O.M.': 'Diplomate of Oriental Medicine',
  'Dipl. AHM': 'Diplomate of Acupuncture with Herbal Medicine',
  'Dipl. A.B.T.': 'Diplomate of Asian Bodywork Therapy',
}

export const PROGRAM_WORDS: Record<TrainingProgram, string> = {
  apm: 'Acupuncture Physical Medicine (APM)',
  'trigger-point': 'Trigger-point needling',
}

export const TIER_WORDS: Record<Tier, string> = {
  claimed: 'Claimed',
  mentioned: 'Mentioned',
  documented: 'Documented',
  confirmed: 'Confirmed',
}

export const TIER_MEANINGS: Record<Tier, string> = {
  claimed: 'somebody says so; nothing shows it',
  mentioned: 'in their own words',
  documented: 'a registry or a document shows the training',
  confirmed: 'the school or a certificate confirms it',
}

/** `Given by the practitioner` …: who handed evidence in, as they are shown. */
export const giverWords = (givenBy: string): string =>
  givenBy === 'practitioner' ? 'the practitioner' : givenBy

export const TRAINING_CHOICES: Record<string, string> = {
  any: 'Any evidence',
  apm: 'APM program',
  'trigger-point': 'Trigger-point needling',
  claimed: 'Claimed or better',
  mentioned: 'Mentioned or better',
  documented: 'Documented or better',
  confirmed: 'Confirmed',
}

export const SORT_CHOICES: Record<string, string> = {
  best: 'Best match',
  distance: 'Distance',
  name: 'Name',
  credentials: 'Credentials',
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(parts: string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last
}

export const count = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString('en-US')} ${value === 1 ? one : many}`

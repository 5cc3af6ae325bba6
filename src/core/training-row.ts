/**
 * One row of a list of people who trained in trigger points: what its columns mean, whom it speaks
 * of, and what it claims. Nothing here decides who that person is in the directory.
 */
import { type LinkName, toLinkName } from './linkage/names.ts'
import { normalizeLicenseNumber } from './license-number.ts'
import { fold } from './names.ts'
import { isValidNpi } from './npi.ts'
import { type State, STATES, type Tier, tierRank, TIERS, type TrainingProgram } from './words.ts'

/** The row cannot be taken as it is; the message says what to correct. */
export class TrainingRowError extends Error {
  override name = 'TrainingRowError'
}

const COLUMNS = {
  name: 'name fullname practitioner practitionername acupuncturist graduate student',
  school: 'school schoolname college institution',
  program: 'program programme course training programname programmename',
  year: 'year yearcompleted yearofcompletion completed graduated graduationyear yearofgraduation',
  evidence: 'evidence proof document documents',
  link: 'link url evidenceurl evidencelink documenturl documentlink',
  tier: 'tier level evidencetier evidencelevel',
  state: 'state licensestate licencestate',
  licenseNumber: 'licensenumber licencenumber license licence licenseno licenceno',
  npi: 'npi npinumber',
  city: 'city town',
} as const

export type TrainingColumn = keyof typeof COLUMNS
export type TrainingRow = Record<TrainingColumn, string | null>

/** The column that a header means, however it is spaced, capitalised or joined; else null. */
export function findTrainingColumn(header: string): TrainingColumn | null {
  const word = fold(header).replaceAll(' ', '')
  for (const column of TRAINING_COLUMNS) {
    if (COLUMNS[column].split(' ').includes(word)) return column
  }
  return null
}

export const TRAINING_COLUMNS: readonly TrainingColumn[] = [
  'name',
  'school',
  'program',
  'year',
  'evidence',
  'link',
  'tier',
  'state',
  'licenseNumber',
  'npi',
  'city',
]

/** A row with spaces folded; what is blank or not given is null. */
export function toTrainingRow(cells: Partial<Record<TrainingColumn, string | null>>): TrainingRow {
  const cell = (column: TrainingColumn): string | null =>
    (cells[column] ?? '').replaceAll(/\s+/g, ' ').trim() || null
  return {
    name: cell('name'),
    school: cell('school'),
    program: cell('program'),
    year: cell('year'),
    evidence: cell('evidence'),
    link: cell('link'),
    tier: cell('tier'),
    state: cell('state'),
    licenseNumber: cell('licenseNumber'),
    npi: cell('npi'),
    city: cell('city'),
  }
}

export interface TrainingClaim {
  program: TrainingProgram
  tier: Tier
  /** School, program and year, then the words of the evidence. */
  evidence: string
  evidenceUrl: string | null
}

/** Characters of evidence: it is shown beside the mark. */
const EVIDENCE_LENGTH_MAX = 400
const URL_LENGTH_MAX = 500

/** What the row claims. Throws `TrainingRowError`; `thisYear` is the latest year there can be. */
export function parseTrainingClaim(row: TrainingRow, thisYear: number): TrainingClaim {
  const program = parseProgram(row)
  const tier = parseTier(row.tier)
  const { words, url } = readEvidence(row)
  if (tierRank(tier) >= tierRank('documented') && words === null && url === null) {
    throw new TrainingRowError(
      `The tier ${tier} needs evidence: say in words what shows it, or give an https link to it.`,
    )
  }
  const training = [row.school, row.program, parseYear(row.year, thisYear)]
  const evidence = [training.filter((part) => part !== null).join(', '), words ?? []]
    .flat()
    .join(': ')
  if (evidence.length > EVIDENCE_LENGTH_MAX) {
    throw new TrainingRowError(
      `School, program, year and evidence have ${evidence.length} characters together; at most ${EVIDENCE_LENGTH_MAX} can be shown.`,
    )
  }
  if (/[^\s@]@[^\s@]+\.\w/.test(evidence)) {
    throw new TrainingRowError(
      'The evidence holds an e-mail address, and evidence is shown to everybody: leave it out.',
    )
  }
  return { program, tier, evidence, evidenceUrl: url }
}

const PROGRAM_WORDS: [TrainingProgram, RegExp][] = [
  [
    'apm',
    /\btri ?states? college (of|for) acupuncture\b|\bacupuncture physical medicine\b|\bapm\b/,
  ],
  ['trigger-point', /\btrigger ?points?\b|\bmyofascial\b/],
]

function parseProgram({ school, program }: TrainingRow): TrainingProgram {
  const text = fold(`${school ?? ''} | ${program ?? ''}`)
  const found = PROGRAM_WORDS.find(([, words]) => words.test(text))
  if (found) return found[0]
  throw new TrainingRowError(
    'Neither school nor program speaks of Acupuncture Physical Medicine (APM), the Tri-State College of Acupuncture, trigger points or myofascial work.',
  )
}

function parseTier(text: string | null): Tier {
  if (text === null) return 'claimed'
  const tier = TIERS.find((word) => word === text.toLowerCase())
  if (tier) return tier
  throw new TrainingRowError(`The tier is "${text}"; there are ${TIERS.join(', ')}.`)
}

function parseYear(text: string | null, thisYear: number): string | null {
  if (text === null) return null
  const last = /^(?:\d{4} ?[-–—/] ?)?(\d{4})$/.exec(text)?.[1]
  const first = Number(text.slice(0, 4))
  if (last && first >= 1950 && first <= Number(last) && Number(last) <= thisYear) return text
  throw new TrainingRowError(
    `The year is "${text}"; expected is one such as 2009 or 2006-2009, from 1950 to ${thisYear}.`,
  )
}

/** Words, and the one link among them or beside them. */
function readEvidence(row: TrainingRow): { words: string | null; url: string | null } {
  const text = row.evidence ?? ''
  const inText = /https:\/\/[^\s<>"]+/.exec(text)?.[0].replace(/[.,;)]+$/, '') ?? null
  const words = (inText === null ? text : text.replace(inText, ' '))
    .replaceAll(/\(\s*\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s(?=[.,;:])/g, '')
    .replaceAll(/^[\s.,;:)]+|[\s,;:(]+$/g, '')
  const link = row.link ?? inText
  return { words: /[\p{L}\p{N}]/u.test(words) ? words : null, url: link && parseLink(link) }
}

function parseLink(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new TrainingRowError(`The link "${text}" is no https address that anyone can open.`)
  }
  if (url.href.length > URL_LENGTH_MAX) {
    throw new TrainingRowError(`The link is longer than ${URL_LENGTH_MAX} characters.`)
  }
  return url.href
}

/** Whom the row speaks of. */
export interface TrainingSubject {
  name: LinkName
  npi: string | null
  license: { state: State; number: string } | null
  state: State | null
  /** Folded. */
  city: string | null
}

/** Throws `TrainingRowError` for a name that is none in full and for numbers that cannot be. */
export function parseTrainingSubject(row: TrainingRow): TrainingSubject {
  if (row.name === null) throw new TrainingRowError('The row has no name.')
  const name = toLinkName(row.name)
  if (name.parts < 2 || name.words.length < 2) {
    throw new TrainingRowError(`"${row.name}" is no full name: given and family name are needed.`)
  }
  const npi = row.npi?.replaceAll(/[\s-]/g, '') ?? null
  if (npi !== null && !isValidNpi(npi)) {
    throw new TrainingRowError(`"${row.npi}" is no NPI: ten digits, the last of which fits.`)
  }
  const state = row.state === null ? null : parseState(row.state)
  return {
    name,
    npi,
    license: row.licenseNumber === null ? null : parseLicense(row.licenseNumber, state),
    state,
    city: row.city === null ? null : fold(row.city),
  }
}

const STATE_NAMES: Record<State, string> = {
  NY: 'new york',
  NJ: 'new jersey',
  CT: 'connecticut',
}

function parseState(text: string): State {
  const word = fold(text)
  const state = STATES.find((code) => code.toLowerCase() === word || STATE_NAMES[code] === word)
  if (state) return state
  throw new TrainingRowError(`The state is "${text}"; the directory covers ${STATES.join(', ')}.`)
}

function parseLicense(text: string, state: State | null): { state: State; number: string } {
  if (state === null) {
    throw new TrainingRowError(`The license number ${text} means nothing without its state.`)
  }
  const number = normalizeLicenseNumber(state, text)
  if (number !== null) return { state, number }
  throw new TrainingRowError(`"${text}" cannot be a license number of ${state}.`)
}

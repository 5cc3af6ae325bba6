/** The three marks of a practitioner, each with the sentence that says what it means and does not. */
import type { RegistryState } from '#db/queries/runs.ts'
import { certifiedThrough, licensedThrough, trainingTier } from '#src/core/credentials-today.ts'
import { type PractitionerView } from '#src/core/practitioner.ts'
import { OPEN_END, standingOn } from '#src/core/standing.ts'
import { type IsoDate, type State, STATES, tierRank } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { formatDate, formatDay } from './dates.ts'
import {
  giverWords,
  inWords,
  PROGRAM_WORDS,
  STANDING_WORDS,
  STATE_NAMES,
  TIER_MEANINGS,
} from './words.ts'

/** `partly` is evidence that nobody has checked; `unknown` is nothing found, which proves nothing. */
export type MarkValue = 'yes' | 'partly' | 'no' | 'unknown'

export interface Mark {
  title: string
  value: MarkValue
  /** A few words, for lists. */
  short: string
  sentence: string
}

export interface MarkContext {
  site: Pick<Site, 'infos'>
  states: RegistryState[]
  today: IsoDate
}

export const marksOf = (view: PractitionerView, context: MarkContext): Mark[] => [
  licensedMark(view, context),
  certifiedMark(view, context),
  trainingMark(view),
]

const through = (day: IsoDate): string => (day === OPEN_END ? '' : ` through ${formatDay(day)}`)

function licensedMark(view: PractitionerView, context: MarkContext): Mark {
  const title = 'Licensed'
  const current = STATES.flatMap((state) => {
    const day = licensedThrough(view, state)
    return day && day >= context.today ? [{ state, day }] : []
  })
  if (current.length > 0) {
    return {
      title,
      value: 'yes',
      short: inWords(current.map(({ state }) => STATE_NAMES[state])),
      sentence: `${inWords(
        current.map(({ state, day }) => `Licensed in ${STATE_NAMES[state]}${through(day)}`),
      )}.`,
    }
  }
  const [license] = view.licenses
  if (!license)
    return { title, value: 'unknown', short: 'Not found', sentence: noLicense(view, context) }
  return { title, ...notCurrent(license, context.today) }
}

function notCurrent(
  license: PractitionerView['licenses'][number],
  today: IsoDate,
): Omit<Mark, 'title'> {
  const state = STATE_NAMES[license.state]
  if (license.delistedOn !== null) {
    return {
      value: 'unknown',
      short: 'No longer listed',
      sentence: `${state} lists license ${license.number} no more since ${formatDay(license.delistedOn)}. Why is not known; ask the state.`,
    }
  }
  const { registration } = license
  const standing = standingOn(license.standing, license.expiresOn, today)
  if (standing === 'active' && registration) {
    const day = registration.registeredThrough
    return {
      value: 'no',
      short: 'Registration not current',
      sentence: `Holds ${state} license ${license.number}, but its registration is not current${
        day ? `: it ran through ${formatDay(day)}` : ''
      }. Practice in ${state} needs a current registration.`,
    }
  }
  const since =
    standing === 'lapsed' && license.expiresOn ? ` on ${formatDay(license.expiresOn)}` : ''
  return {
    value: standing === 'unknown' ? 'unknown' : 'no',
    short: STANDING_WORDS[standing],
    sentence: `License ${license.number} in ${state} is not current: ${STANDING_WORDS[standing].toLowerCase()}${since} (the registry says “${license.registryStatus}”).`,
  }
}

/** Which rolls were searched, and that the others were not. */
function noLicense(view: PractitionerView, { site, states }: MarkContext): string {
  const rolls = site.infos.filter(({ role }) => role === 'roll')
  const read = rolls.flatMap((info) => {
    const at = states.find(({ id }) => id === info.id)?.lastGood?.finishedAt
    return at ? [{ info, at }] : []
  })
  const covered = new Set(read.flatMap(({ info }) => info.licenseStates))
  const missing = missingRolls(view, covered)
  const searched = read.map(({ info, at }) => `${info.title} as of ${formatDate(at)}`)
  const found =
    searched.length > 0
      ? `Not found in ${inWords(searched)}. That does not mean “not licensed”: a name may be written differently there.`
      : 'No license roll has been read yet.'
  return missing.length > 0
    ? `${found} The roll of ${inWords(missing.map((state) => STATE_NAMES[state]))} is not in this directory: ask for the license number and check it with the state.`
    : found
}

function missingRolls(view: PractitionerView, covered: Set<State>): State[] {
  const located = STATES.filter((state) => view.locations.some((place) => place.state === state))
  return (located.length > 0 ? located : [...STATES]).filter((state) => !covered.has(state))
}

function certifiedMark(view: PractitionerView, { site, states, today }: MarkContext): Mark {
  const title = 'Board certified'
  const day = certifiedThrough(view)
  const names = inWords(view.certifications.map(({ designation }) => designation))
  if (day && day >= today) {
    return {
      title,
      value: 'yes',
      short: names,
      sentence: `${names} of the NCBAHM (NCCAOM until January 2026)${through(day)}.`,
    }
  }
  const [fact] = view.certifications
  if (fact?.delistedOn) {
    return {
      title,
      value: 'unknown',
      short: 'No longer listed',
      sentence: `The board’s directory lists ${names} no more since ${formatDay(fact.delistedOn)}. The directory is voluntary, so that alone proves nothing.`,
    }
  }
  if (fact) {
    const standing = standingOn(fact.standing, fact.expiresOn, today)
    return {
      title,
      value: standing === 'unknown' ? 'unknown' : 'no',
      short: STANDING_WORDS[standing],
      sentence: `${names} is not current: ${STANDING_WORDS[standing].toLowerCase()}${
        fact.expiresOn ? `, last day ${formatDay(fact.expiresOn)}` : ''
      }.`,
    }
  }
  return {
    title,
    value: 'unknown',
    short: 'Not found',
    sentence: noCertification(site.infos, states),
  }
}

function noCertification(infos: Site['infos'], states: RegistryState[]): string {
  const board = infos.find(({ role }) => role === 'certification')
  const at = states.find(({ id }) => id === board?.id)?.lastGood?.finishedAt
  const looked =
    board && at
      ? `Not found in the ${board.title} as of ${formatDate(at)}.`
      : 'The board’s directory has not been read yet.'
  return `${looked} Listing there is voluntary: absence from the NCBAHM directory proves nothing. Ask to see the certificate.`
}

function trainingMark(view: PractitionerView): Mark {
  const title = 'Trigger-point training'
  const tier = Math.max(trainingTier(view, 'apm'), trainingTier(view, 'trigger-point'))
  const best = view.training.find((claim) => tierRank(claim.tier) === tier)
  if (!best) {
    return {
      title,
      value: 'unknown',
      short: 'Nothing on record',
      sentence:
        'Nothing on record. No license requires this training and no registry lists it: ask where and how long they trained.',
    }
  }
  const claim = `${PROGRAM_WORDS[best.program]}, ${best.tier}: ${TIER_MEANINGS[best.tier]}`
  const given = best.given
    ? ` Given by ${giverWords(best.given.by)} on ${formatDate(new Date(best.given.at))}.`
    : ''
  return tier >= tierRank('documented')
    ? {
        title,
        value: 'yes',
        short: best.tier === 'confirmed' ? 'Confirmed' : 'Documented',
        sentence: `${claim}. ${best.evidence.replace(/\.$/, '')}.${given}`,
      }
    : {
        title,
        value: 'partly',
        short: best.tier === 'mentioned' ? 'In their own words' : 'Claimed',
        sentence: `${claim}; nobody has checked it.${given} Ask where and how long they trained.`,
      }
}

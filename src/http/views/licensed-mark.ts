import { licensedThrough, licenseStandingOn } from '#src/core/credentials-today.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { OPEN_END } from '#src/core/standing.ts'
import { type IsoDate, type State, STATES } from '#src/core/words.ts'
import { formatDate, formatDay } from './dates.ts'
import type { Mark, MarkContext } from './marks.ts'
import { inWords, STANDING_WORDS, STATE_NAMES } from './words.ts'
import { GRAVE, worstFirst } from './worst-first.ts'

type License = PractitionerView['licenses'][number]

/** Current in a state asked about, or the worst of what is known there; a board's action always. */
export function licensedMark(view: PractitionerView, context: MarkContext): Mark {
  const title = 'Licensed'
  const { asked, today } = context
  const isAsked = ({ state }: { state: State }): boolean =>
    asked.length === 0 || asked.includes(state)
  const current = STATES.flatMap((state) => {
    const day = licensedThrough(view, state)
    return day && day >= today ? [{ state, day }] : []
  })
  const others = worstFirst(view.licenses, (license) => licenseStandingOn(license, today)).flatMap(
    (license) => {
      const standing = licenseStandingOn(license, today)
      return standing === 'active' ? [] : [toNotCurrent(license, today)]
    },
  )
  const worst = others.find(isAsked)
  const isCurrent = current.some(isAsked)
  const first = isCurrent ? null : (worst ?? notFound(view, context))
  const graver = others.filter((license) => license.isGrave && license !== first)
  return {
    title,
    value: first?.value ?? 'yes',
    short: capitalize(
      [
        ...(first ? [first.short] : []),
        ...(current.length > 0 ? [currentShort(current, first !== null)] : []),
        ...graver.map(({ short }) => short),
      ].join('; '),
    ),
    sentence: [
      ...(first ? [first.sentence] : []),
      ...(current.length > 0 ? [currentSentence(current)] : []),
      ...graver.map(({ sentence }) => sentence),
    ].join(' '),
  }
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

interface Current {
  state: State
  day: IsoDate
}

const currentShort = (current: Current[], isBeside: boolean): string =>
  `${isBeside ? 'licensed in ' : ''}${inWords(current.map(({ state }) => STATE_NAMES[state]))}`

const currentSentence = (current: Current[]): string =>
  `${inWords(
    current.map(
      ({ state, day }) =>
        `Licensed in ${STATE_NAMES[state]}${day === OPEN_END ? '' : ` through ${formatDay(day)}`}`,
    ),
  )}.`

interface NotCurrent extends Omit<Mark, 'title'> {
  state: State
  isGrave: boolean
}

function toNotCurrent(license: License, today: IsoDate): NotCurrent {
  const { state } = license
  const standing = licenseStandingOn(license, today)
  return {
    state,
    value: standing === 'unknown' ? 'unknown' : 'no',
    isGrave: GRAVE.includes(standing),
    short: `${shortOf(license, today)} in ${STATE_NAMES[state]}`,
    sentence: sentenceOf(license, today),
  }
}

/** A license that stands, and is worth nothing without its registration. */
const isUnregistered = ({ standing, registration, state, delistedOn }: License): boolean =>
  delistedOn === null && standing === 'active' && (registration !== null || state === 'NY')

function shortOf(license: License, today: IsoDate): string {
  if (license.delistedOn !== null) return 'no longer listed'
  const standing = licenseStandingOn(license, today)
  const words = STANDING_WORDS[standing].toLowerCase()
  if (!isUnregistered(license)) return words
  if (standing === 'unknown' || GRAVE.includes(standing)) return `registration ${words}`
  return 'registration not current'
}

function sentenceOf(license: License, today: IsoDate): string {
  const { number, registration, registryStatus, delistedOn, expiresOn } = license
  const state = STATE_NAMES[license.state]
  if (delistedOn !== null) {
    return `${state} lists license ${number} no more since ${formatDay(delistedOn)}. Why is not known; ask the state.`
  }
  const standing = licenseStandingOn(license, today)
  const words = STANDING_WORDS[standing].toLowerCase()
  if (isUnregistered(license)) {
    const day = registration?.registeredThrough ?? null
    if (standing === 'unknown') {
      return `Holds ${state} license ${number}. Whether its registration is current is not known: the registry says “${registryStatus}”${
        day ? '' : ' and gives no last day'
      }. Ask the state.`
    }
    const why = day ? `: it ran through ${formatDay(day)}` : ''
    return `Holds ${state} license ${number}, but its registration is ${
      standing === 'lapsed'
        ? `not current${why}`
        : `${words} (the registry says “${registryStatus}”)`
    }. Practice in ${state} needs a current registration.`
  }
  const since = standing === 'lapsed' && expiresOn ? ` on ${formatDay(expiresOn)}` : ''
  return `License ${number} in ${state} is not current: ${words}${since} (the registry says “${registryStatus}”).`
}

/** Nothing of the states asked about: which rolls were searched, and that the others were not. */
function notFound(
  view: PractitionerView,
  { site, lastGood, asked }: MarkContext,
): Omit<Mark, 'title'> {
  const wanted = asked.length > 0 ? asked : STATES
  const rolls = site.infos.filter(
    ({ role, licenseStates }) =>
      role === 'roll' && licenseStates.some((state) => wanted.includes(state)),
  )
  const read = rolls.flatMap((info) => {
    const at = lastGood.get(info.id)
    return at ? [{ info, at }] : []
  })
  const covered = new Set(read.flatMap(({ info }) => info.licenseStates))
  const missing = missingRolls(view, wanted, covered)
  const searched = read.map(({ info, at }) => `${info.title} as of ${formatDate(at)}`)
  const found =
    searched.length > 0
      ? `Not found in ${inWords(searched)}. That does not mean “not licensed”: a name may be written differently there.`
      : 'No license roll has been read yet.'
  return {
    value: 'unknown',
    short: asked.length > 0 ? `not found in ${inWords(asked.map(nameOf))}` : 'not found',
    sentence:
      missing.length > 0
        ? `${found} The roll of ${inWords(missing.map(nameOf))} is not in this directory: ask for the license number and check it with the state.`
        : found,
  }
}

const nameOf = (state: State): string => STATE_NAMES[state]

function missingRolls(
  view: PractitionerView,
  wanted: readonly State[],
  covered: Set<State>,
): State[] {
  const located = wanted.filter((state) => view.locations.some((place) => place.state === state))
  return (located.length > 0 ? located : [...wanted]).filter((state) => !covered.has(state))
}

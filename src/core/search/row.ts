/** What a search filters and sorts by, taken from a practitioner's view. */
import { fold } from '../names.ts'
import {
  certifiedThrough,
  licensedThrough,
  licenseStanding,
  trainingTier,
} from '../credentials-today.ts'
import { type PractitionerView } from '../practitioner.ts'
import { flagsOf } from './flags.ts'
import { type IsoDate, type State, STATES } from '../words.ts'

export interface SearchRow {
  practitionerId: number
  publicId: string
  /** Asked to be left out of searches. */
  isLeftOut: boolean
  name: string
  nameKey: string
  nameTokens: string[]
  placeTokens: string[]
  numbers: string[]
  states: string[]
  flags: bigint
  nyThrough: IsoDate | null
  njThrough: IsoDate | null
  ctThrough: IsoDate | null
  certificationThrough: IsoDate | null
  languages: string[]
  points: { lat: number; lng: number }[]
  view: PractitionerView
}

export function toSearchRow(
  practitionerId: number,
  publicId: string,
  isLeftOut: boolean,
  view: PractitionerView,
): SearchRow {
  const held = view.certifications.filter(
    ({ standing, delistedOn }) => standing === 'active' && delistedOn === null,
  )
  const states = STATES.filter(
    (state) =>
      view.licenses.some((license) => license.state === state) ||
      view.locations.some((location) => location.state === state),
  )
  return {
    practitionerId,
    publicId,
    isLeftOut,
    name: view.name,
    nameKey: fold(view.name),
    nameTokens: words([view.name, ...view.otherNames]),
    placeTokens: placeTokensOf(view, states),
    numbers: numbersOf(view),
    states,
    flags: flagsOf({
      states,
      licenseStandings: view.licenses.map(
        (license) => `${license.state}:${licenseStanding(license)}`,
      ),
      certificationStandings: view.certifications.map(({ standing, delistedOn }) =>
        delistedOn ? 'unknown' : standing,
      ),
      designations: held.map(({ designation }) => designation),
      apmTier: trainingTier(view, 'apm'),
      triggerPointTier: trainingTier(view, 'trigger-point'),
      isExcluded: view.exclusions.length > 0,
    }),
    nyThrough: licensedThrough(view, 'NY'),
    njThrough: licensedThrough(view, 'NJ'),
    ctThrough: licensedThrough(view, 'CT'),
    certificationThrough: certifiedThrough(view),
    languages: view.languages,
    points: pointsOf(view),
    view,
  }
}

/**
 * Names of states as people type them. "New York" is left to the town: with all of the state in it,
 * nobody would find the one in the city.
 */
const STATE_WORDS: Record<State, string> = {
  NY: 'ny',
  NJ: 'nj new jersey',
  CT: 'ct connecticut',
}

const placeTokensOf = (view: PractitionerView, states: State[]): string[] =>
  words([
    ...states.map((state) => STATE_WORDS[state]),
    ...view.locations.flatMap(({ name, city, state, postalCode }) => [
      name ?? '',
      city ?? '',
      state ?? '',
      postalCode ?? '',
    ]),
  ])

const numbersOf = (view: PractitionerView): string[] =>
  unique(
    [
      view.npi,
      ...view.licenses.flatMap(({ number }) => [number, number.split('.').at(-1) ?? null]),
      ...view.certifications.map(({ number }) => number),
    ].flatMap((number) => (number ? [fold(number).replaceAll(' ', '')] : [])),
  )

function pointsOf(view: PractitionerView): { lat: number; lng: number }[] {
  const points = view.locations.flatMap(({ lat, lng }) =>
    lat === null || lng === null ? [] : [{ lat, lng }],
  )
  return [...new Map(points.map((point) => [`${point.lat},${point.lng}`, point])).values()]
}

const words = (texts: string[]): string[] =>
  unique(texts.flatMap((text) => fold(text).split(' ').filter(Boolean)))

const unique = (values: string[]): string[] => [...new Set(values)].sort()

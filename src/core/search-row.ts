/** What a search filters and sorts by, taken from a practitioner's view. */
import { fold } from './names.ts'
import type { LicenseFact } from './record.ts'
import { certifiedThrough, licensedThrough, trainingTier } from './credentials-today.ts'
import { type PractitionerView } from './practitioner.ts'
import { type IsoDate, type Standing, STATES } from './words.ts'

export interface SearchRow {
  practitionerId: number
  publicId: string
  name: string
  nameKey: string
  nameTokens: string[]
  placeTokens: string[]
  numbers: string[]
  states: string[]
  licenseStandings: string[]
  nyThrough: IsoDate | null
  njThrough: IsoDate | null
  ctThrough: IsoDate | null
  certificationThrough: IsoDate | null
  certificationStandings: string[]
  designations: string[]
  apmTier: number
  triggerPointTier: number
  isExcluded: boolean
  view: PractitionerView
  points: { lat: number; lng: number }[]
}

export function toSearchRow(
  practitionerId: number,
  publicId: string,
  view: PractitionerView,
): SearchRow {
  const places = view.locations.flatMap(({ name, city }) => [name ?? '', city ?? ''])
  const listed = view.certifications.filter(({ delistedOn }) => delistedOn === null)
  return {
    practitionerId,
    publicId,
    name: view.name,
    nameKey: fold(view.name),
    nameTokens: words([view.name, ...view.otherNames]),
    placeTokens: words(places),
    numbers: numbersOf(view),
    states: STATES.filter(
      (state) =>
        view.licenses.some((license) => license.state === state) ||
        view.locations.some((location) => location.state === state),
    ),
    licenseStandings: unique(
      view.licenses.map(
        (license) => `${license.state}:${license.delistedOn ? 'unknown' : standingOf(license)}`,
      ),
    ),
    nyThrough: licensedThrough(view, 'NY'),
    njThrough: licensedThrough(view, 'NJ'),
    ctThrough: licensedThrough(view, 'CT'),
    certificationThrough: certifiedThrough(view),
    certificationStandings: unique(
      view.certifications.map(({ standing, delistedOn }) => (delistedOn ? 'unknown' : standing)),
    ),
    designations: unique(listed.map(({ designation }) => designation)),
    apmTier: trainingTier(view, 'apm'),
    triggerPointTier: trainingTier(view, 'trigger-point'),
    isExcluded: view.exclusions.length > 0,
    view,
    points: pointsOf(view),
  }
}

/** New York's license is for life: while it stands, it is worth what its registration is. */
function standingOf({ state, standing, registration }: LicenseFact): Standing {
  if (standing !== 'active') return standing
  return registration?.standing ?? (state === 'NY' ? 'unknown' : standing)
}

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

/** What a practitioner's credentials come to on a day. */
import type { PractitionerView } from './practitioner.ts'
import { currentThrough } from './standing.ts'
import {
  type IsoDate,
  type Standing,
  type State,
  STATES,
  tierRank,
  type TrainingProgram,
} from './words.ts'

type ViewLicense = PractitionerView['licenses'][number]

/**
 * What a license is worth before any day is asked about. New York's is for life: while it stands, it
 * is worth what its registration is. Once the registry lists it no more, nobody knows.
 */
export function licenseStanding({
  state,
  standing,
  registration,
  delistedOn,
}: ViewLicense): Standing {
  if (delistedOn !== null) return 'unknown'
  if (standing !== 'active') return standing
  return registration?.standing ?? (state === 'NY' ? 'unknown' : standing)
}

/** As `licenseStanding`, on a day: `active` is what `licensedThrough` counts until that day. */
export function licenseStandingOn(license: ViewLicense, today: IsoDate): Standing {
  const standing = licenseStanding(license)
  if (standing !== 'active') return standing
  const through = currentThrough(license)
  return through !== null && through >= today ? 'active' : 'lapsed'
}

/** Last day on which some license of the state entitles to practice, or null. */
export function licensedThrough(view: PractitionerView, state: State): IsoDate | null {
  return latest(
    view.licenses
      .filter((license) => license.state === state && license.delistedOn === null)
      .map(currentThrough),
  )
}

/** Last day on which some certification is current, or null. */
export function certifiedThrough(view: PractitionerView): IsoDate | null {
  return latest(
    view.certifications
      .filter((certification) => certification.delistedOn === null)
      .map(({ standing, expiresOn }) =>
        currentThrough({ standing, expiresOn, registration: null }),
      ),
  )
}

const latest = (days: (IsoDate | null)[]): IsoDate | null =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null

/** Best tier of a program, 0 for none. */
export const trainingTier = (view: PractitionerView, program: TrainingProgram): number =>
  Math.max(
    0,
    ...view.training.filter((claim) => claim.program === program).map((c) => tierRank(c.tier)),
  )

/**
 * States in which the practitioner is recommended on a day: license current there, certification
 * current, training evidence at least `documented`. An exclusion list entry rules it out.
 */
export function recommendedStates(view: PractitionerView, today: IsoDate): State[] {
  const training = Math.max(trainingTier(view, 'apm'), trainingTier(view, 'trigger-point'))
  const certified = certifiedThrough(view)
  if (training < tierRank('documented') || !certified || certified < today) return []
  if (view.exclusions.length > 0) return []
  return STATES.filter((state) => {
    const through = licensedThrough(view, state)
    return through !== null && through >= today
  })
}

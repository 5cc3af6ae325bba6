/** What a practitioner's credentials come to on a day. */
import type { PractitionerView } from './practitioner.ts'
import { currentThrough } from './standing.ts'
import { type IsoDate, type State, STATES, tierRank, type TrainingProgram } from './words.ts'

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

/**
 * What a finished run says of people who are known already, against what is known of them. Whole
 * columns that changed places still parse; that so many people changed so much gives them away.
 */

/** How a run's records differ from the versions in force. */
export interface RunComparison {
  /** People known already whom it shows. */
  met: number
  /** People listed so far, in the parts that the run has covered, whom it does not show. */
  missing: number
  /** People it shows who were not known. */
  unknown: number
  /** Of those met: how many records differ anywhere, and in each of `LASTING_FIELDS`. */
  changed: number
  lasting: Record<string, number>
}

/**
 * What a registry changes for one person now and then, never for many at once: paths of
 * `RecordContent` as JSON path writes them, each with the word for it.
 */
export const LASTING_FIELDS: Record<string, string> = {
  'name.full': 'name',
  gender: 'gender',
  npi: 'NPI',
  'licenses[*].number': 'license number',
  'licenses[*].licensedOn': 'day of licensure',
  'certifications[*].number': 'certification number',
  'exclusions[*].since': 'day of exclusion',
}

/** Shares beyond which a change is no longer everyday, and below how many people none is judged. */
export const DRIFT_LIMITS = {
  peopleMin: 5,
  lastingMax: 0.03,
  /** The renewals of a whole state may fall on one day; more than that somebody should have seen. */
  changedMax: 0.35,
  /** So large a part is gone while as large a part is new: their keys are read otherwise. */
  replacedMax: 0.05,
} as const

/** Sentences that hold the run; none means that it fits what is known. */
export function judgeComparison(comparison: RunComparison): string[] {
  const { met, missing, unknown, changed, lasting } = comparison
  const isMany = (count: number, of: number, share: number): boolean =>
    count >= DRIFT_LIMITS.peopleMin && count > of * share
  const differing = Object.entries(LASTING_FIELDS).flatMap(([path, word]) => {
    const count = lasting[path] ?? 0
    return isMany(count, met, DRIFT_LIMITS.lastingMax)
      ? [
          `The ${word} differs for ${count} of the ${met} people known already (${percent(count, met)}).`,
        ]
      : []
  })
  const known = met + missing
  return [
    ...differing,
    ...(isMany(changed, met, DRIFT_LIMITS.changedMax)
      ? [
          `Something differs for ${changed} of the ${met} people known already (${percent(changed, met)}).`,
        ]
      : []),
    ...(isMany(Math.min(missing, unknown), known, DRIFT_LIMITS.replacedMax)
      ? [
          `Of ${known} people known already ${missing} are missing, while ${unknown} are new: they may be the same, listed otherwise.`,
        ]
      : []),
  ]
}

const percent = (count: number, of: number): string => `${Math.round((count / of) * 100)} %`

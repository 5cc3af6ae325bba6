/**
 * Which practitioner a row about training means: by a number with a name that fits, else by a full
 * name that exactly one practitioner bears. Anything else is doubtful and waits for a person.
 */
import { isSameLicense } from './linkage/exclusive.ts'
import { groupBy } from './linkage/match.ts'
import { areCompatibleNames, blockingKeys, isSameName, type LinkName } from './linkage/names.ts'
import type { TrainingSubject } from './training-row.ts'
import type { State } from './words.ts'

/** A practitioner as far as a row can mean them. */
export interface TrainingCandidate {
  id: number
  publicId: string
  names: LinkName[]
  npi: string | null
  licenses: { state: State; number: string }[]
  /** Where licensed or located. */
  states: string[]
  /** Folded. */
  cities: string[]
}

export type TrainingMatch =
  | { kind: 'one'; candidate: TrainingCandidate; reason: string }
  | { kind: 'doubtful'; candidates: TrainingCandidate[]; reason: string }

/** A function that finds the one whom a subject means among all candidates. */
export function createTrainingMatcher(
  candidates: TrainingCandidate[],
): (subject: TrainingSubject) => TrainingMatch {
  const byNpi = groupBy(candidates, ({ npi }) => (npi === null ? [] : [npi]))
  const byName = groupBy(candidates, ({ names }) => [...new Set(names.flatMap(blockingKeys))])
  return (subject) => {
    const holders = new Set([
      ...(byNpi.get(subject.npi ?? '') ?? []),
      ...candidates.filter((candidate) => hasLicense(candidate, subject)),
    ])
    if (holders.size > 0) return matchByNumber([...holders], subject)
    const near = new Set(blockingKeys(subject.name).flatMap((key) => byName.get(key) ?? []))
    return matchByName(
      [...near].filter((candidate) => isCalled(candidate, subject, areCompatibleNames)),
      subject,
    )
  }
}

function matchByNumber(holders: TrainingCandidate[], subject: TrainingSubject): TrainingMatch {
  const [holder, ...others] = holders
  if (!holder || others.length > 0) {
    return doubt(holders, `The numbers given belong to ${holders.length} practitioners.`)
  }
  if (!isCalled(holder, subject, areCompatibleNames)) {
    return doubt(holders, 'The number given belongs to somebody of another name.')
  }
  if (hasOtherNumbers(holder, subject)) {
    return doubt(holders, 'One of the numbers given is theirs, another is not.')
  }
  const number = holder.npi !== null && holder.npi === subject.npi ? 'NPI' : 'license number'
  return { kind: 'one', candidate: holder, reason: `the same ${number} and a name that fits` }
}

function matchByName(bearers: TrainingCandidate[], subject: TrainingSubject): TrainingMatch {
  if (bearers.length === 0) return doubt([], 'Nobody of that name is in the directory.')
  const placed = bearers.filter((bearer) => isPlaced(bearer, subject))
  const undecided = bearers.filter((bearer) => !isElsewhere(bearer, subject))
  const [bearer, ...rivals] = bearers.length === 1 ? bearers : undecided
  if (!bearer || rivals.length > 0 || (bearers.length > 1 && placed[0] !== bearer)) {
    return doubt(bearers, `${bearers.length} practitioners bear that name or one like it.`)
  }
  if (!isCalled(bearer, subject, isSameName)) {
    return doubt(bearers, 'The name is like theirs, not the same.')
  }
  if (hasOtherNumbers(bearer, subject)) {
    return doubt(bearers, 'The name is theirs, the number given is not.')
  }
  if (isElsewhere(bearer, subject)) {
    return doubt(bearers, 'The name is theirs, but they are not known in the place given.')
  }
  const reason =
    bearers.length === 1
      ? 'the only practitioner of that name'
      : 'the only practitioner of that name in the place given'
  return { kind: 'one', candidate: bearer, reason }
}

const doubt = (candidates: TrainingCandidate[], reason: string): TrainingMatch => ({
  kind: 'doubtful',
  candidates,
  reason,
})

const isCalled = (
  { names }: TrainingCandidate,
  { name }: TrainingSubject,
  fits: (a: LinkName, b: LinkName) => boolean,
): boolean => names.some((own) => fits(own, name))

const toKey = ({ state, number }: { state: State; number: string }): string => `${state} ${number}`

const hasLicense = ({ licenses }: TrainingCandidate, { license }: TrainingSubject): boolean =>
  license !== null && licenses.some((own) => isSameLicense(toKey(own), toKey(license)))

/** A number was given of a kind of which they have another one. */
function hasOtherNumbers(candidate: TrainingCandidate, subject: TrainingSubject): boolean {
  const { npi, license } = subject
  if (npi !== null && candidate.npi !== null && candidate.npi !== npi) return true
  return (
    license !== null &&
    candidate.licenses.some(({ state }) => state === license.state) &&
    !hasLicense(candidate, subject)
  )
}

/** A place was given, and they are known there. */
const isPlaced = (candidate: TrainingCandidate, { state, city }: TrainingSubject): boolean =>
  (state !== null || city !== null) &&
  (state === null || candidate.states.includes(state)) &&
  (city === null || candidate.cities.includes(city))

/** A place was given, and they are known in others only. */
const isElsewhere = (candidate: TrainingCandidate, { state, city }: TrainingSubject): boolean =>
  (state !== null && candidate.states.length > 0 && !candidate.states.includes(state)) ||
  (city !== null && candidate.cities.length > 0 && !candidate.cities.includes(city))

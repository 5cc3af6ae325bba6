/** Facts of invented checks: three rolls, a board, two exclusion lists, all read this morning. */
import type { CheckFacts, CheckRegistry } from '#src/core/checks/facts.ts'
import type { Candidate, CheckElements, CheckQuestion } from '#src/core/checks/types.ts'
import { evaluate } from '#src/core/checks/policy.ts'
import {
  buildView,
  type GivenTraining,
  type LinkedRecord,
  type Role,
} from '#src/core/practitioner.ts'
import type { CertificationFact, ExclusionFact, LicenseFact } from '#src/core/record.ts'
import type { State } from '#src/core/words.ts'
import { given, locate, toCertification, TODAY, toLicense, toRecord, YESTERDAY } from '../facts.ts'

export { TODAY, YESTERDAY }
export const NOW = '2026-11-22T17:00:00.000Z'
export const THIS_MORNING = '2026-11-22T10:00:00.000Z'
/** Longer ago than any registry here is relied on. */
export const LONG_AGO = '2026-01-02T17:00:00.000Z'

export const toRegistry = (
  id: string,
  role: Role,
  licenseStates: State[] = [],
  more: Partial<CheckRegistry> = {},
): CheckRegistry => ({
  id,
  title: `The ${id} register`,
  role,
  licenseStates,
  promiseHours: 720,
  proves: 'It proves this.',
  doesNotProve: 'It does not prove that.',
  caveat: null,
  lastGoodAt: THIS_MORNING,
  listCapture: null,
  ...more,
})

export const REGISTRIES = [
  toRegistry('ny', 'roll', ['NY']),
  toRegistry('nj', 'roll', ['NJ']),
  toRegistry('ct', 'roll', ['CT']),
  toRegistry('board', 'certification', [], { caveat: 'The directory is voluntary.' }),
  toRegistry('npis', 'identifier'),
  toRegistry('federal', 'exclusion', [], { caveat: 'Verify a match by name.' }),
  toRegistry('state-list', 'exclusion'),
]

/** The registries, some of them otherwise. */
export const withRegistry = (id: string, more: Partial<CheckRegistry>): CheckRegistry[] =>
  REGISTRIES.map((registry) => (registry.id === id ? { ...registry, ...more } : registry))

export const CANDIDATE: Candidate = {
  id: 'p-2',
  name: 'Alex Example',
  town: 'Sampleton',
  licenses: [],
  why: 'the same name',
}

export const question = (more: Partial<CheckQuestion> = {}): CheckQuestion => ({
  name: 'Alex Example',
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: false,
  ...more,
})

export const toNewYork = (more: Partial<LicenseFact> = {}): LicenseFact =>
  toLicense({
    state: 'NY',
    number: '001234',
    expiresOn: null,
    registration: { standing: 'active', registeredThrough: TODAY },
    ...more,
  })

let lastId = 0
const nextId = (): number => {
  lastId += 1
  return lastId
}

/** A record of the roll of the license's state. */
export const onRoll = (license: LicenseFact, more: Partial<LinkedRecord> = {}): LinkedRecord =>
  toRecord(nextId(), { licenses: [license] }, { registry: license.state.toLowerCase(), ...more })

export const onBoard = (
  certification: Partial<CertificationFact> = {},
  more: Partial<LinkedRecord> = {},
): LinkedRecord =>
  toRecord(
    nextId(),
    { certifications: [toCertification(certification)] },
    { registry: 'board', role: 'certification', ...more },
  )

export const onList = (registry: string, fact: Partial<ExclusionFact> = {}): LinkedRecord =>
  toRecord(
    nextId(),
    { exclusions: [{ list: 'LIST', since: '2020-02-20', reason: null, ...fact }] },
    { registry, role: 'exclusion' },
  )

/** Whoever the records make, each seen this morning. */
export function toFacts(
  records: LinkedRecord[],
  more: Partial<CheckFacts> & { training?: GivenTraining[]; seenAt?: string } = {},
): CheckFacts {
  const { training = [], seenAt = THIS_MORNING, ...rest } = more
  return {
    view: buildView(records, given(training), locate),
    sources: new Map(
      records.map(({ id, registry }) => [
        id,
        {
          registry,
          captureId: `capture-${id}`,
          sha256: 'ab'.repeat(32),
          fetchedAt: seenAt,
          link: null,
          lastSeenAt: seenAt,
        },
      ]),
    ),
    identified: { kind: 'one', practitionerId: 1, publicId: 'p-1' },
    registries: REGISTRIES,
    exclusionNamesakes: [],
    possibleDiplomates: [],
    possibleLicensees: [],
    live: {},
    now: NOW,
    day: TODAY,
    ...rest,
  }
}

/** Evaluates without a state and a number, unless told. */
export const judge = (facts: CheckFacts, asked: Partial<CheckQuestion> = {}): CheckElements =>
  evaluate(facts, question(asked))

/** What each registry is asked about whoever was identified, or why it is not asked. */
import type { CaptureContext, PersonQuery, Registry } from '#scrapers/source.ts'
import type { AskLive } from '#src/core/checks/lay-over.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { stripDegrees } from '#src/core/names.ts'
import type { State } from '#src/core/words.ts'

export type Known = Parameters<AskLive>[1]

interface AskedParts {
  registry: Registry
  context: CaptureContext
  query: PersonQuery
  /** What is asked, in words that are the same whoever asks it. */
  question: string
}

/** About a license that a roll in use has shown of the person. */
export interface AskedLicense extends AskedParts {
  about: 'license'
  recordId: number
  state: State
  number: string
}

/** About the person's number in a register of identifiers, or about their name where none is known. */
export interface AskedIdentifier extends AskedParts {
  about: 'identifier'
  recordId: number | null
  npi: string | null
}

export type Asked = AskedLicense | AskedIdentifier

export interface LivePlan {
  asked: Asked[]
  /** Why a registry is not asked, by its id, in words for people. */
  notAsked: Record<string, string>
}

/**
 * Only by what identifies: a roll is asked by number alone, since who of a name is meant is not for
 * it to say. `contextOf` is null for a registry that is off.
 */
export function planLive(
  registries: readonly Registry[],
  contextOf: (registry: Registry) => CaptureContext | null,
  question: CheckQuestion,
  known: Known,
): LivePlan {
  const plan: LivePlan = { asked: [], notAsked: {} }
  for (const registry of registries) {
    const asked = askRegistry(registry, contextOf, question, known)
    if (typeof asked === 'string') plan.notAsked[registry.info.id] = asked
    else plan.asked.push(...asked)
  }
  return plan
}

function askRegistry(
  registry: Registry,
  contextOf: (registry: Registry) => CaptureContext | null,
  question: CheckQuestion,
  known: Known,
): Asked[] | string {
  if (registry.notAskedLive !== undefined) return registry.notAskedLive
  const context = registry.lookUp ? contextOf(registry) : null
  if (!context) return 'not in use here'
  const asked = [
    ...licensesOf(registry, context, question, known),
    ...(registry.info.role === 'identifier'
      ? identifierOf(registry, context, question, known)
      : []),
  ]
  return asked.length > 0 ? asked : 'nothing is known that it could be asked by'
}

const licensesOf = (
  registry: Registry,
  context: CaptureContext,
  { state: wanted }: CheckQuestion,
  { view, sources }: Known,
): AskedLicense[] =>
  (view?.licenses ?? [])
    .filter(
      ({ recordId, state }) =>
        sources.get(recordId)?.registry === registry.info.id &&
        registry.info.licenseStates.includes(state) &&
        (wanted === null || state === wanted),
    )
    .map(({ recordId, state, number }) => ({
      about: 'license',
      registry,
      context,
      query: { licenseNumber: number, state },
      question: `license ${state} ${number}`,
      recordId,
      state,
      number,
    }))

function identifierOf(
  registry: Registry,
  context: CaptureContext,
  question: CheckQuestion,
  { view, sources }: Known,
): AskedIdentifier[] {
  if (view === null) return []
  const about = { about: 'identifier', registry, context } as const
  const { npi, npiRecordId } = view
  if (npi !== null) {
    const isItsOwn = npiRecordId !== null && sources.get(npiRecordId)?.registry === registry.info.id
    const recordId = isItsOwn ? npiRecordId : null
    return [{ ...about, query: { npi }, question: `npi ${npi}`, recordId, npi }]
  }
  const name = toNameQuery(question.name ?? '')
  if (name === null) return []
  const state = question.state ?? view.licenses[0]?.state ?? null
  const words = `${name.familyName}, ${name.givenName} ${state ?? ''}`.trim().toUpperCase()
  const query = state === null ? name : { ...name, state }
  return [{ ...about, query, question: `name ${words}`, recordId: null, npi: null }]
}

const SUFFIX = /[\s,]+(jr|sr|ii|iii|iv)\.?$/i

/** As people type a name: the family name last, or first before a comma. Null for a single word. */
function toNameQuery(name: string): { givenName: string; familyName: string } | null {
  const [before = '', behind = ''] = stripDegrees(name).replace(SUFFIX, '').split(',')
  const words = (behind.trim() ? behind : before).trim().split(/\s+/)
  const familyName = behind.trim() ? before.trim() : words.length > 1 ? words.at(-1) : ''
  const [givenName] = words
  return familyName && givenName ? { givenName, familyName } : null
}

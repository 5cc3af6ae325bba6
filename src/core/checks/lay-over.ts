/** What registries say now of a person's licenses, laid over what is stored of them. */
import type { PractitionerView } from '../practitioner.ts'
import type { LicenseFact } from '../record.ts'
import type { CheckFacts, LiveAnswer, LiveIdentifier, RecordSource } from './facts.ts'
import type { CheckQuestion, CheckSource } from './types.ts'
import type { ViewLicense } from './license.ts'

export interface LiveLicense {
  /** The stored record that holds the license. */
  recordId: number
  number: string
  /** Null where the registry lists no such license any more. */
  fact: LicenseFact | null
  source: CheckSource
}

export interface LiveFacts {
  /** By registry id. */
  live: Record<string, LiveAnswer>
  licenses: LiveLicense[]
  identifiers: LiveIdentifier[]
  /** Why a registry was not asked, by its id, in words for people. */
  notAsked: Record<string, string>
}

/** Asks about whoever was identified. */
export type AskLive = (
  question: CheckQuestion,
  known: Pick<CheckFacts, 'view' | 'sources' | 'registries'>,
) => Promise<LiveFacts>

/** The stored facts with the answers of now instead of those that they replace. */
export function layOver(facts: CheckFacts, answers: LiveFacts): CheckFacts {
  const { live, licenses, identifiers, notAsked } = answers
  const { view, day } = facts
  if (view === null) return facts
  const answerTo = ({ recordId, number }: ViewLicense): LiveLicense | undefined =>
    licenses.find((one) => one.recordId === recordId && one.number === number)
  const sources = new Map(facts.sources)
  for (const answer of licenses) sources.set(answer.recordId, toSource(answer, facts))
  return {
    ...facts,
    live: { ...facts.live, ...live },
    identifiers,
    notAsked,
    sources,
    view: {
      ...view,
      licenses: view.licenses.map((stored): PractitionerView['licenses'][number] => {
        const answer = answerTo(stored)
        if (!answer) return stored
        if (answer.fact === null) return { ...stored, delistedOn: stored.delistedOn ?? day }
        return { ...stored, ...answer.fact, delistedOn: null }
      }),
    },
  }
}

function toSource({ recordId, fact, source }: LiveLicense, facts: CheckFacts): RecordSource {
  const lastSeenAt =
    fact === null ? (facts.sources.get(recordId)?.lastSeenAt ?? '') : source.fetchedAt
  return { ...source, lastSeenAt }
}

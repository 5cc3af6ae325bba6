/** Why the records of one practitioner are held to be one person, as a patient would say it. */
import type { Why, WhyPair, WhyRecord } from '#db/queries/linkage.ts'
import type { Site } from '../deps.ts'
import { formatDate } from './dates.ts'
import { inWords } from './words.ts'

/** Open or closed by the reader; closed at first, because most only want the facts. */
export const WhoIsWho = ({ site, why }: { site: Site; why: Why }) => (
  <section>
    <details class="who">
      <summary>Why we think these records are one person</summary>
      {why.records.length < 2 ? (
        <p>There is only one record, so nothing had to be joined.</p>
      ) : (
        <ol>
          {inOrderOfJoining(why).map(({ record, pair, other }) => (
            <li>
              <b>{titleOf(site, record)}</b> <span class="source">{whenSeen(record)}</span>
              {pair && other ? (
                <>
                  <p>{sentencesOf(site, pair, record, other).join(' ')}</p>
                  <p class="source">{whoDecided(pair)}</p>
                </>
              ) : (
                <p>{record === why.records[0] ? BEGINNING : NOT_YET_TOLD}</p>
              )}
            </li>
          ))}
        </ol>
      )}
      <p class="quiet">
        Records whose identifiers contradict each other are not joined by any rule. Where a person
        looked, their word wins over every rule.
      </p>
    </details>
  </section>
)

const BEGINNING = 'The first record of this person that we saw; the others were held against it.'
const NOT_YET_TOLD = 'It was joined before reasons were kept; the next refresh works them out.'

interface Joined {
  record: WhyRecord
  pair: WhyPair | null
  /** The record that the pair joins it to. */
  other: WhyRecord | null
}

/** From the first record on, each time the one that is joined to those before it by the surest pair. */
function inOrderOfJoining({ records, pairs }: Why): Joined[] {
  const byId = new Map(records.map((record) => [record.recordId, record]))
  const strongest = pairs.toSorted((a, b) => strengthOf(b) - strengthOf(a))
  const joined = new Map<number, Joined>()
  const add = (record: WhyRecord, pair: WhyPair | null, other: WhyRecord | null): void => {
    joined.set(record.recordId, { record, pair, other })
  }
  for (const record of records) {
    if (joined.has(record.recordId)) continue
    add(record, null, null)
    for (;;) {
      const next = strongest.find(({ left, right }) => joined.has(left) !== joined.has(right))
      if (!next) break
      const [here, there] = joined.has(next.left)
        ? [byId.get(next.left), byId.get(next.right)]
        : [byId.get(next.right), byId.get(next.left)]
      if (!here || !there) break
      add(there, next, here)
    }
  }
  return [...joined.values()]
}

const METHODS = ['model', 'license', 'npi', 'judgement']

/** As they are decided: a person before an identifier, an identifier before all else. */
const strengthOf = ({ method, weight }: WhyPair): number =>
  METHODS.indexOf(method) * 10_000 + (weight ?? 0)

const titleOf = (site: Site, { registry }: WhyRecord): string =>
  site.infoOf(registry)?.title ?? registry

function whenSeen({ firstSeenAt, lastSeenAt }: WhyRecord): string {
  const [first, last] = [formatDate(firstSeenAt), formatDate(lastSeenAt)]
  return first === last ? `seen on ${first}` : `first seen on ${first}, last on ${last}`
}

function sentencesOf(site: Site, pair: WhyPair, record: WhyRecord, other: WhyRecord): string[] {
  const there =
    record.registry === other.registry ? 'another entry of the same list' : titleOf(site, other)
  switch (pair.method) {
    case 'judgement':
      return [`A person looked at this record and at ${there} and found that they are one.`]
    case 'npi':
      return [
        `It has the same NPI as ${there}: a number that is given to one person only. The names fit as well.`,
      ]
    case 'license':
      return [licenseSentence(site, record, other)]
    default:
      return comparisonSentences(there, pair)
  }
}

/** One of the two proves the number, the other is where the person typed it. */
function licenseSentence(site: Site, record: WhyRecord, other: WhyRecord): string {
  const isRoll = ({ registry }: WhyRecord): boolean => site.infoOf(registry)?.role === 'roll'
  const [typed, proven] = isRoll(record) ? [other, record] : [record, other]
  return (
    `The license number that this person typed into ${titleOf(site, typed)} is the one on ` +
    `${titleOf(site, proven)}, the names fit, and nobody else says that it is theirs.`
  )
}

function comparisonSentences(there: string, { reasons }: WhyPair): string[] {
  const said = (isFor: boolean): string[] =>
    reasons
      .filter(({ weight }) => (weight ?? 0) > 0 === isFor)
      .flatMap(({ words }) => words.split(', '))
  const [fitting, against] = [said(true), said(false)]
  return [
    `It shares with ${there}: ${inWords(fitting)}. Nobody else in any list fits nearly as well.`,
    ...(against.length > 0 ? [`What fits less: ${inWords(against)}.`] : []),
  ]
}

function whoDecided({ method, version, decidedAt }: WhyPair): string {
  const on = `on ${formatDate(decidedAt)}`
  if (method === 'judgement') return `Decided by a person ${on}.`
  const how = method === 'model' ? 'by comparing all lists' : 'by a fixed rule'
  return `Decided ${how}, version ${version ?? 'not known'}, ${on}.`
}

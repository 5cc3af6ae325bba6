/** How a linkage of a task did, beside the truth. */
import type { ScoredPairs } from '../../../src/core/linkage/link-tables.ts'
import type { Stranger } from './people.ts'
import type { Entry } from './rows.ts'
import type { Task } from './strangers.ts'

export interface Example {
  left: Entry
  right: Entry
  probability: number
  /** Bits of evidence; not a number where the pair was never compared. */
  weight: number
}

export interface Cause {
  cause: string
  /** True pairs with this cause, or matches where wrong ones are counted. */
  of: number
  matched: number
  inReview: number
  lost: number
}

export interface Evaluation {
  compared: number
  matches: number
  wrong: number
  wrongPerThousand: number
  /** Of the true pairs. */
  matched: number
  matchedOrReview: number
  /** Entries of the left list with a pair in review and no match, of all left entries. */
  leftInReview: number
  /** Entries of either list with any pair in review. */
  allInReview: number
  /** Pairs put to review for each true one among them. */
  reviewPairsPerTrue: number
  causes: Cause[]
  wrongBy: Map<string, Example[]>
  lostBy: Map<string, Example[]>
}

interface Outcome {
  decision: number
  probability: number
  weight: number
}

const keyOf = (left: number, right: number): string => `${left} ${right}`

/** Pairs between the two lists, the left entry first. */
function outcomesOf(
  task: Task,
  pairs: ScoredPairs,
): Map<string, Outcome & { at: [number, number] }> {
  const outcomes = new Map<string, Outcome & { at: [number, number] }>()
  pairs.left.forEach((one, index) => {
    const other = pairs.right[index] ?? 0
    const at: [number, number] = one < other ? [one, other] : [other, one]
    if (at[0] >= task.left.length || at[1] < task.left.length) return
    outcomes.set(keyOf(...at), {
      at,
      decision: pairs.decision[index] ?? 0,
      probability: pairs.probability[index] ?? 0,
      weight: pairs.weight[index] ?? Number.NaN,
    })
  })
  return outcomes
}

const NEVER: Outcome = { decision: 0, probability: 0, weight: Number.NaN }

function entryAt(task: Task, at: number): Entry {
  const entry = at < task.left.length ? task.left[at] : task.right[at - task.left.length]
  if (!entry) throw new Error(`There is no entry ${at} in ${task.name}`)
  return entry
}

/** What the two people of a wrong match are to each other. */
function kinship(people: Map<number, Stranger>, left: Entry, right: Entry): string {
  const [one, other] = [people.get(left.of), people.get(right.of)]
  if (!one || !other) return 'nobody'
  if (one.relation?.to === other.id) return one.relation.kind
  if (other.relation?.to === one.id) return other.relation.kind
  const nameOf = ({ name }: Stranger): string => [...name.given, ...name.family].join(' ')
  if (nameOf(one) === nameOf(other)) return 'namesake by chance'
  if (one.work === other.work) return 'same clinic'
  const isSameFamily = one.name.family.join(' ') === other.name.family.join(' ')
  return isSameFamily ? 'another with the surname' : 'no relation'
}

function addTo(groups: Map<string, Example[]>, cause: string, example: Example): void {
  const group = groups.get(cause)
  if (group) group.push(example)
  else groups.set(cause, [example])
}

/** The tags of a true pair, and "nothing in the names" where only licenses and places are tagged. */
function causesOf(left: Entry, right: Entry): string[] {
  const tags = [...left.tags, ...right.tags]
  const isPlain = tags.every((tag) => /^(?:license|moved|home|second)/.test(tag))
  return isPlain ? [...tags, 'name unchanged'] : tags
}

const nameCausesOf = (left: Entry, right: Entry): string => {
  const causes = causesOf(left, right).filter(
    (cause) => !/^(?:license (?:right|missing)|home)/.test(cause),
  )
  return [...new Set(causes)].sort().join(' + ')
}

function countCauses(counts: Map<string, Cause>, causes: string[], decision: number): void {
  for (const cause of new Set(causes)) {
    const count = counts.get(cause) ?? { cause, of: 0, matched: 0, inReview: 0, lost: 0 }
    count.of += 1
    if (decision === 2) count.matched += 1
    else if (decision === 1) count.inReview += 1
    else count.lost += 1
    counts.set(cause, count)
  }
}

/** Counts what became of the true pairs, and groups what went wrong by its likely cause. */
export function evaluate(pairs: ScoredPairs, task: Task): Evaluation {
  const outcomes = outcomesOf(task, pairs)
  const truth = new Set(task.truth.map((pair) => keyOf(...pair)))
  const causes = new Map<string, Cause>()
  const [wrongBy, lostBy] = [new Map<string, Example[]>(), new Map<string, Example[]>()]
  for (const pair of task.truth) {
    const outcome = outcomes.get(keyOf(...pair)) ?? NEVER
    const [left, right] = [entryAt(task, pair[0]), entryAt(task, pair[1])]
    countCauses(causes, causesOf(left, right), outcome.decision)
    if (outcome.decision === 0)
      addTo(lostBy, nameCausesOf(left, right), { ...outcome, left, right })
  }
  const made = [...outcomes.values()].filter(({ decision }) => decision === 2)
  const reviewed = [...outcomes.values()].filter(({ decision }) => decision === 1)
  const wrong = made.filter(({ at }) => !truth.has(keyOf(...at)))
  for (const outcome of wrong) {
    const [left, right] = [entryAt(task, outcome.at[0]), entryAt(task, outcome.at[1])]
    addTo(wrongBy, kinship(task.people, left, right), { ...outcome, left, right })
  }
  const matchedLeft = new Set(made.map(({ at }) => at[0]))
  const reviewLeft = new Set(reviewed.map(({ at }) => at[0]).filter((at) => !matchedLeft.has(at)))
  const trueReviews = reviewed.filter(({ at }) => truth.has(keyOf(...at))).length
  const found = made.length - wrong.length
  return {
    compared: pairs.compared,
    matches: made.length,
    wrong: wrong.length,
    wrongPerThousand: (1000 * wrong.length) / Math.max(1, made.length),
    matched: found / task.truth.length,
    matchedOrReview: (found + trueReviews) / task.truth.length,
    leftInReview: reviewLeft.size / task.left.length,
    allInReview: new Set(reviewed.flatMap(({ at }) => at)).size / task.persons.length,
    reviewPairsPerTrue: reviewed.length / Math.max(1, trueReviews),
    causes: [...causes.values()].sort((a, b) => b.of - a.of),
    wrongBy,
    lostBy,
  }
}

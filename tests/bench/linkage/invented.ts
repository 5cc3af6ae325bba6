/** The invented population: what linking makes of it, and what its mistakes have in common. */
import { createExplainer } from '#src/core/linkage/explain.ts'
import { linkEstimated } from '#src/core/linkage/estimate.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { STATES } from '#src/core/words.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import { pairKey, round, type ScoredPair, toPairs, truePairs, type Truth } from './figures.ts'
import { asRow, type Entry, toDirectory, toNppes, toRoll } from './invented-lists.ts'
import { countKeyLoss, describe, type KeyLoss, toTable } from './people.ts'
import { findTraits } from './traits.ts'

const PEOPLE = 8000
const SEEDS = [7, 1886, 20_261_122]
const EXAMPLES = 5

interface Kind {
  name: string
  left: (people: InventedPerson[], state: (typeof STATES)[number]) => Entry[]
  right: (people: InventedPerson[], state: (typeof STATES)[number]) => Entry[]
  /** Wrong ones in a thousand matches, and shares. */
  goal: { wrong: number; matched?: number; found?: number; review?: number }
}

const BY_NUMBER = { wrong: 1, matched: 0.8, found: 0.95, review: 0.12 }
const KINDS: Kind[] = [
  { name: 'roll and NPPES', left: toRoll, right: toNppes, goal: BY_NUMBER },
  {
    name: 'roll and NPPES, as rows of files',
    left: (people, state) => toRoll(people, state).map((entry) => asRow(entry, state)),
    right: (people, state) => toNppes(people).map((entry) => asRow(entry, state)),
    goal: BY_NUMBER,
  },
  {
    name: 'roll and certification, town only',
    left: toRoll,
    right: (people) => toDirectory(people, true),
    goal: { wrong: 5 },
  },
  {
    name: 'roll and certification, addresses',
    left: toRoll,
    right: (people) => toDirectory(people, false),
    goal: { wrong: 5 },
  },
]

interface Linked {
  people: LinkPerson[]
  explain: ReturnType<typeof createExplainer>
  truth: Truth
  pairs: ScoredPair[]
  truths: [number, number][]
  loss: KeyLoss
}

export function benchInvented(): object {
  const populations = SEEDS.map((seed) => createPopulation({ size: PEOPLE, seed }))
  console.log(`  ${PEOPLE} invented people, ${SEEDS.length} times, each roll by itself`)
  return Object.fromEntries(
    KINDS.map((kind) => {
      const all = populations.flatMap((people) =>
        STATES.map((state) => linkLists(kind.left(people, state), kind.right(people, state))),
      )
      return [kind.name, report(kind, all)]
    }),
  )
}

function linkLists(left: Entry[], right: Entry[]): Linked {
  const entries = [...left, ...right]
  const people = entries.map(({ person }) => person)
  const table = toTable(people)
  const truth = {
    personOf: Int32Array.from(entries, ({ id }) => id),
    listOf: Int32Array.from(entries, (_, index) => (index < left.length ? 0 : 1)),
  }
  const { pairs: scored, model, prepared } = linkEstimated(table, truth.listOf)
  const pairs = toPairs(scored, truth)
  return {
    people,
    explain: createExplainer(table, model, prepared),
    truth,
    pairs,
    truths: truePairs(truth),
    loss: countKeyLoss(people, table, truth),
  }
}

function report(kind: Kind, all: Linked[]): object {
  const sum = (count: (linked: Linked) => number): number =>
    all.reduce((total, linked) => total + count(linked), 0)
  const truths = sum((linked) => linked.truths.length)
  const matches = sum(({ pairs }) => pairs.filter(({ decision }) => decision === 2).length)
  const right = sum(
    ({ pairs }) => pairs.filter((pair) => pair.decision === 2 && pair.isTrue).length,
  )
  const toLook = sum(({ pairs }) => pairs.filter((p) => p.decision === 1 && p.isTrue).length)
  const entries = sum(({ people }) => people.length)
  const figures = {
    true_pairs: truths,
    matches,
    wrong: matches - right,
    wrong_per_1000: round(((matches - right) / Math.max(1, matches)) * 1000, 2),
    matched: round(right / truths),
    found: round((right + toLook) / truths),
    review_pairs: sum(({ pairs }) => pairs.filter(({ decision }) => decision === 1).length),
    records_in_review: round(sum(countInReview) / entries),
    keyless: sum(({ loss }) => loss.keyless),
    uncompared: sum(({ loss }) => loss.uncompared),
    uncompared_share: round(sum(({ loss }) => loss.uncompared) / truths, 5),
  }
  console.log(`  ${kind.name}: ${JSON.stringify(figures)}`)
  console.log(`    goals: ${JSON.stringify(kind.goal)}`)
  return { ...figures, goal: kind.goal, ...reportMistakes(all) }
}

/** Entries that nobody is found for and a person is to look at. */
function countInReview({ pairs }: Linked): number {
  const entriesOf = (wanted: number): Set<number> =>
    new Set(pairs.flatMap((pair) => (pair.decision === wanted ? [pair.left, pair.right] : [])))
  return entriesOf(1).difference(entriesOf(2)).size
}

/** Each trait among the missed, the ones to review and the wrong, beside its share of all true pairs. */
function reportMistakes(all: Linked[]): object {
  const groups = { all: tally(), missed: tally(), review: tally(), wrong: tally() }
  const examples: Record<'missed' | 'wrong', string[]> = { missed: [], wrong: [] }
  for (const linked of all) {
    const { people, pairs, truths } = linked
    const traitsOf = findTraits(people, linked.truth)
    const found = new Map(pairs.map((pair) => [pairKey(pair.left, pair.right), pair.decision]))
    for (const [left, right] of truths) {
      const decision = found.get(pairKey(left, right)) ?? 0
      const traits = traitsOf(left, right)
      groups.all.add(traits)
      if (decision === 1) groups.review.add(traits)
      if (decision === 0) {
        groups.missed.add(traits)
        examples.missed.push(`${describe(people[left])}\n        and ${describe(people[right])}`)
      }
    }
    for (const { left, right } of pairs.filter((pair) => pair.decision === 2 && !pair.isTrue)) {
      groups.wrong.add(traitsOf(left, right))
      examples.wrong.push(explainWrong(linked, left, right))
    }
  }
  for (const [name, group] of Object.entries(groups)) console.log(`    ${name}: ${group.show()}`)
  for (const [name, list] of Object.entries(examples)) {
    for (const example of spread(list)) console.log(`      ${name}: ${example}`)
  }
  return {
    traits: Object.fromEntries(
      Object.entries(groups).map(([name, { counts }]) => [name, Object.fromEntries(counts)]),
    ),
  }
}

/** Some of all parts of the list. */
const spread = (list: string[]): string[] =>
  list.filter((_, index) => index % Math.ceil(list.length / EXAMPLES) === 0)

function explainWrong({ people, explain }: Linked, left: number, right: number): string {
  const two = [people[left], people[right]]
  const why = explain(left, right)
    .map(({ words, weight }) => `${words} (${weight.toFixed(1)})`)
    .join('; ')
  return `${two.map(describe).join('\n        and ')}\n        ${why}`
}

function tally() {
  const counts = new Map<string, number>()
  let pairs = 0
  return {
    counts,
    add(traits: string[]): void {
      pairs += 1
      for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1)
    },
    show(): string {
      const sorted = [...counts].toSorted(([, a], [, b]) => b - a)
      const shares = sorted.map(([trait, count]) => `${trait} ${round((count / pairs) * 100, 0)} %`)
      return [`${pairs} pairs`, ...shares].join(', ')
    },
  }
}

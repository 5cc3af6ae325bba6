/**
 * Two tasks with known truth, made for judging the linkage by people it was not tuned on: rolls
 * against NPPES, and rolls against the certification directory.
 */
import type { LinkPerson } from '../../../src/core/linkage/person.ts'
import { boardEntry, nppesEntry, rollEntry } from './lists.ts'
import { inventPeople, type Stranger } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { personOf, type Entry } from './rows.ts'

export interface Task {
  name: string
  left: Entry[]
  right: Entry[]
  /** Left entries first, then the right ones. */
  persons: LinkPerson[]
  /** Pairs of indices into `persons` that are one person. */
  truth: [number, number][]
  people: Map<number, Stranger>
}

const PEOPLE = 6_000

function numbered(random: Random, prefix: string, entries: readonly Entry[]): Entry[] {
  const shuffled = entries
    .map((entry) => ({ entry, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry)
  return shuffled.map((entry, at) => ({
    ...entry,
    row: { ...entry.row, id: `${prefix}${String(at + 1).padStart(5, '0')}` },
  }))
}

function taskOf(name: string, left: Entry[], right: Entry[], everybody: Stranger[]): Task {
  const rightOf = new Map(right.map((entry, at) => [entry.of, left.length + at]))
  const truth = left.flatMap((entry, at): [number, number][] => {
    const other = rightOf.get(entry.of)
    return other === undefined ? [] : [[at, other]]
  })
  return {
    name,
    left,
    right,
    persons: [
      ...left.map(({ row }) => personOf(row, true)),
      ...right.map(({ row }) => personOf(row, false)),
    ],
    truth,
    people: new Map(everybody.map((stranger) => [stranger.id, stranger])),
  }
}

/**
 * Both tasks for one seed: the same rolls, 65 % of them in NPPES and half in the directory. The share
 * `onTwoRolls` stands on the left twice, so that two true pairs share an entry.
 */
export function createTasks(seed: number, onTwoRolls = 0): { nppes: Task; board: Task } {
  const random = createRandom(seed)
  const everybody = inventPeople(random, Math.round(PEOPLE * 1.25), onTwoRolls)
  // Outsiders are drawn from among the others, so that they too are relatives and namesakes.
  const isLicensed = new Map(everybody.map(({ id }) => [id, random.chance(0.8)]))
  const licensed = everybody.filter(({ id }) => isLicensed.get(id))
  const outsiders = everybody.filter(({ id }) => !isLicensed.get(id))
  const first = licensed.map((stranger) => rollEntry(random, stranger, false))
  const second = licensed
    .filter((stranger) => stranger.second !== null)
    .map((stranger) => rollEntry(random, stranger, true))
  const roll = numbered(random, 'R', [...first, ...second])
  const nppesInside = licensed.filter(() => random.chance(0.65))
  const nppesOutside = outsiders.slice(0, Math.round(nppesInside.length * 0.25))
  const nppes = [...nppesInside, ...nppesOutside].map((stranger) => nppesEntry(random, stranger))
  const boardInside = licensed.filter(() => random.chance(0.5))
  const boardOutside = outsiders.slice(0, Math.round(boardInside.length * 0.11))
  const board = [...boardInside, ...boardOutside].map((stranger) => boardEntry(random, stranger))
  return {
    nppes: taskOf('roll and NPPES', roll, numbered(random, 'N', nppes), everybody),
    board: taskOf('roll and certification', roll, numbered(random, 'B', board), everybody),
  }
}

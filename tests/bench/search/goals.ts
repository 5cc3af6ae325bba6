/** What the search must show, beside what it showed. */
import { KINDS, type Kind } from './ask.ts'
import { type Outcome, round, shareOfFirst } from './figures.ts'
import type { DatabaseFigures, SizeFigures } from './measure-size.ts'

export interface Goal {
  goal: string
  shown: number
  isMet: boolean
}

const RECALL: Partial<Record<Kind, number>> = {
  exact: 1,
  'one typo': 0.99,
  'two typos': 0.95,
  'with town': 0.98,
}
const SPEED: Record<number, { name: [number, number]; near: number; throughput?: number }> = {
  30_000: { name: [3, 5], near: 6, throughput: 0.4 },
  1_000_000: { name: [5, 12], near: 20 },
}

export const judgeSize = (figures: SizeFigures): Goal[] => [
  ...figures.ours.flatMap((ours) => judgeDatabase(figures.size, ours)),
  ...figures.ours.flatMap(({ outcome }) => judgePeers(figures.size, outcome, figures.peers)),
]

function judgeDatabase(size: number, figures: DatabaseFigures): Goal[] {
  const { outcome, speed, throughput, hostile } = figures
  const where = `${outcome.name} at ${size}`
  const limits = SPEED[size]
  return [
    ...KINDS.flatMap((kind) => {
      const least = RECALL[kind]
      return least ? [atLeast(`${where}: ${kind}`, outcome.recall[kind]?.share ?? 0, least)] : []
    }),
    ...(limits
      ? [
          atMost(`${where}: name p50 in floors`, speed.nameTimes.p50, limits.name[0]),
          atMost(`${where}: name p95 in floors`, speed.nameTimes.p95, limits.name[1]),
          atMost(`${where}: near p95 in floors`, speed.nearTimes.p95, limits.near),
        ]
      : []),
    ...(limits?.throughput
      ? [atLeast(`${where}: throughput to the floor`, throughput.ratio, limits.throughput)]
      : []),
    atMost(`${where}: hostile not fine`, hostile.filter(({ isFine }) => !isFine).length, 0),
  ]
}

/**
 * At least as good as every peer in the questions that both were asked; at full size also as to how
 * long the slowest of it takes.
 */
function judgePeers(size: number, ours: Outcome, peers: Outcome[]): Goal[] {
  const measured = peers.filter(({ failure }) => failure === null)
  const where = `${ours.name} at ${size}`
  const ahead = measured.flatMap((peer) =>
    KINDS.map((kind) => {
      const [own, other] = [ours.recall[kind], peer.recall[kind]]
      const count = Math.min(own?.asked ?? 0, other?.asked ?? 0)
      const goal = `${where}: ${kind}, the first ${count}, beside ${peer.name}`
      return atLeast(goal, shareOfFirst(own, count), shareOfFirst(other, count))
    }),
  )
  if (size < 1_000_000) return ahead
  const p95 = ours.ms?.p95 ?? Number.NaN
  const faster = measured.map(({ name, ms }) => {
    const limit = round((ms?.p95 ?? 0) * (name === 'plain pg_trgm' ? 0.25 : 1))
    return atMost(`${where}: p95 ms, beside ${name}`, p95, limit)
  })
  return [...ahead, ...faster]
}

const atLeast = (goal: string, shown: number, least: number): Goal => ({
  goal: `${goal} ≥ ${least}`,
  shown,
  isMet: shown >= least,
})
const atMost = (goal: string, shown: number, most: number): Goal => ({
  goal: `${goal} ≤ ${most}`,
  shown,
  isMet: shown <= most,
})

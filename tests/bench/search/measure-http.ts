/** The directory itself, through HTTP: how right, how fast, and what it does with bad questions. */
import { createRandom } from '#scrapers/population/random.ts'
import { TOWNS } from '#scrapers/population/towns.ts'
import { type Latency, round, toLatency } from './figures.ts'
import { measureRecall, type RecallFigures } from './measure-recall.ts'
import type { Question } from './questions.ts'
import { idOf } from './rows.ts'
import type { Served } from './serve.ts'

const API = '/api/v1/practitioners'

export const recallOverHttp = (
  { ask }: Served,
  questions: Question[],
  budgetMs: number,
): Promise<RecallFigures> =>
  measureRecall(questions, budgetMs, async (text) => {
    const { status, body } = await ask(`${API}?limit=10&q=${encodeURIComponent(text)}`)
    if (status !== 200) throw new Error(`“${text}” was answered with ${status}: ${body}`)
    const { items }: { items: { id: string }[] } = JSON.parse(body)
    return items.map(({ id }) => idOf(id))
  })

export interface Speed {
  floor: Latency
  name: Latency
  near: Latency
  /** In multiples of the floor's median. */
  nameTimes: Latency
  nearTimes: Latency
  /** p95 to the floor's own p95. */
  p95ToP95: { name: number; near: number }
  asked: number
}

const ROUNDS = 400
const WARM_UP = 40
/** Of the time; the warm-up ends with it. */
const WARM_UP_SHARE = 0.2

/** Floor, name and place in turn, so that whatever else the machine does falls on all three. */
export async function measureSpeed(
  { ask }: Served,
  questions: Question[],
  budgetMs: number,
): Promise<Speed> {
  const random = createRandom(5)
  const paths = {
    floor: () => '/floor',
    name: () => `${API}?q=${encodeURIComponent(random.pick(questions).text)}`,
    near: () => `${API}?${NEAR_FILTERS[random.int(0, NEAR_FILTERS.length - 1)]}`,
  }
  const sample = { floor: [0], name: [0], near: [0] }
  const startedAt = performance.now()
  const passed = () => (performance.now() - startedAt) / budgetMs
  for (let rounds = -WARM_UP; rounds < ROUNDS && passed() < 1; rounds += 1) {
    if (rounds < 0 && passed() > WARM_UP_SHARE) rounds = 0
    if (rounds <= 0) Object.assign(sample, { floor: [], name: [], near: [] })
    for (const part of ['floor', 'name', 'near'] as const) {
      const path = paths[part]()
      const { status, ms } = await ask(path)
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`)
      sample[part].push(ms)
    }
  }
  const [floor, name, near] = [sample.floor, sample.name, sample.near].map(toLatency)
  if (!floor || !name || !near) throw new Error('Nothing was measured.')
  const times = ({ p50, p95 }: Latency): Latency => ({
    p50: round(p50 / floor.p50),
    p95: round(p95 / floor.p50),
  })
  return {
    floor,
    name,
    near,
    nameTimes: times(name),
    nearTimes: times(near),
    p95ToP95: { name: round(name.p95 / floor.p95), near: round(near.p95 / floor.p95) },
    asked: sample.floor.length,
  }
}

const NEAR_FILTERS = TOWNS.flatMap(({ postalCode, city, state }, index) => {
  const radius = [3, 5, 10, 25][index % 4]
  return [
    `near=${postalCode}&radius=${radius}&license=active&certification=active`,
    `near=${postalCode}&radius=${radius}&state=${state}&recommended=true&sort=distance`,
    `near=${encodeURIComponent(`${city}, ${state}`)}&radius=${radius}&training=any`,
  ]
})

const CONNECTIONS = 32

/** Answers a second of name searches over 32 connections, to those of the floor. */
export async function measureThroughput(
  served: Served,
  questions: Question[],
  seconds: number,
): Promise<{ floor: number; name: number; ratio: number }> {
  const random = createRandom(6)
  const floor = await answersPerSecond(served, seconds, () => '/floor')
  const name = await answersPerSecond(
    served,
    seconds,
    () => `${API}?q=${encodeURIComponent(random.pick(questions).text)}`,
  )
  return { floor: round(floor, 0), name: round(name, 1), ratio: round(name / floor, 3) }
}

async function answersPerSecond(
  { ask }: Served,
  seconds: number,
  path: () => string,
): Promise<number> {
  const startedAt = performance.now()
  const deadline = startedAt + seconds * 1000
  let answers = 0
  const connection = async (): Promise<void> => {
    while (performance.now() < deadline) {
      await ask(path())
      answers += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  return (answers * 1000) / (performance.now() - startedAt)
}

/** A list of 10,000, three times, beside as many rows read by their key, and what memory it leaves. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { z } from 'zod'
import { round } from '../search/figures.ts'
import type { ServedChecks } from './serve.ts'

const ROWS = 10_000
const TIMES = 3
const ASK_MS = 100

export interface ListFigures {
  rows: number
  /** Of each time, from when it was sent until it was done. */
  seconds: number[]
  readSeconds: number[]
  /** Of the median time: rows a second to single rows read a second. */
  ratio: number
  /** Megabytes behind each list, the first before any. */
  heap: number[]
  rss: number[]
}

export async function measureList(
  served: ServedChecks,
  people: InventedPerson[],
): Promise<ListFigures> {
  const questions = toQuestions(people)
  const figures: ListFigures = {
    rows: ROWS,
    seconds: [],
    readSeconds: [],
    ratio: 0,
    heap: [],
    rss: [],
  }
  await noteMemory(served, figures)
  for (let time = 0; time < TIMES; time += 1) {
    const readMs = Number((await served.get(`/floor/rows/${ROWS}`)).toString())
    figures.readSeconds.push(round(readMs / 1000))
    figures.seconds.push(round((await runList(served, questions)) / 1000))
    await noteMemory(served, figures)
  }
  figures.ratio = round(median(figures.readSeconds) / median(figures.seconds))
  return figures
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** As clinics keep them: two of three with a license number, one by name alone. */
function toQuestions(people: InventedPerson[]): object[] {
  const random = createRandom(11)
  const licensed = people.filter(({ licenses }) => licenses.length > 0)
  return Array.from({ length: ROWS }, (_, index) => {
    const { name, licenses } = random.pick(licensed)
    const { number, state } = random.pick(licenses)
    const asked = { name: `${name.given} ${name.family}`, state }
    return index % 3 === 0 ? asked : { ...asked, license_number: number }
  })
}

const BATCH = z.object({
  id: z.string(),
  status: z.string(),
  done: z.number(),
  problems: z.number(),
})
const toBatch = (answer: Buffer) => BATCH.parse(JSON.parse(answer.toString()))

/** Milliseconds. */
async function runList({ get, post }: ServedChecks, questions: object[]): Promise<number> {
  const startedAt = performance.now()
  let batch = toBatch(await post('/api/v1/check-batches', { people: questions }))
  while (batch.status === 'running') {
    await sleep(ASK_MS)
    batch = toBatch(await get(`/api/v1/check-batches/${batch.id}`))
  }
  if (batch.status !== 'done' || batch.done !== ROWS || batch.problems > 0) {
    throw new Error(`The list ended as ${JSON.stringify(batch)}.`)
  }
  return performance.now() - startedAt
}

const MEMORY = z.object({ rss: z.number(), heapUsed: z.number() })

async function noteMemory({ get }: ServedChecks, figures: ListFigures): Promise<void> {
  const { rss, heapUsed } = MEMORY.parse(JSON.parse((await get('/floor/memory')).toString()))
  figures.heap.push(round(heapUsed / 2 ** 20, 0))
  figures.rss.push(round(rss / 2 ** 20, 0))
}

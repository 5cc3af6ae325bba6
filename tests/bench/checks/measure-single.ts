/** One check at a time, by number and by name, in turn with the floor. */
import type { InventedPerson } from '#scrapers/population/person.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { z } from 'zod'
import { type Latency, round, toLatency } from '../search/figures.ts'
import type { ServedChecks } from './serve.ts'

const ROUNDS = 1000
const WARM_UP = 200
const PDFS = 40

const KINDS = ['floor', 'number', 'name'] as const
type Kind = (typeof KINDS)[number]

/** All kinds in turn, so that whatever else the machine does falls on each. */
export async function measureSingle(
  { get, post }: ServedChecks,
  people: InventedPerson[],
): Promise<Record<Kind, Latency>> {
  const random = createRandom(7)
  const licensed = people.filter(({ licenses }) => licenses.length > 0)
  const askers: Record<Kind, () => Promise<Buffer>> = {
    floor: () => get('/floor'),
    number() {
      const license = random.pick(random.pick(licensed).licenses)
      return post('/api/v1/checks', { license_number: license.number, state: license.state })
    },
    name() {
      const { name, licenses } = random.pick(licensed)
      const full = `${name.given} ${name.family}`
      return post('/api/v1/checks', { name: full, state: licenses[0]?.state })
    },
  }
  const sample: Record<Kind, number[]> = { floor: [], number: [], name: [] }
  for (let turn = -WARM_UP; turn < ROUNDS; turn += 1) {
    for (const kind of KINDS) {
      const startedAt = performance.now()
      await askers[kind]()
      if (turn >= 0) sample[kind].push(performance.now() - startedAt)
    }
  }
  return {
    floor: toLatency(sample.floor),
    number: toLatency(sample.number),
    name: toLatency(sample.name),
  }
}

const CHECK = z.object({ id: z.string() })

export async function measurePdf({
  get,
  post,
}: ServedChecks): Promise<{ first: number } & Latency> {
  const made = await post('/api/v1/checks', { name: 'Wei Chen', state: 'NY' })
  const { id } = CHECK.parse(JSON.parse(made.toString()))
  const sample: number[] = []
  for (let count = 0; count <= PDFS; count += 1) {
    const startedAt = performance.now()
    await get(`/api/v1/checks/${id}.pdf`)
    sample.push(performance.now() - startedAt)
  }
  const [first = 0, ...warm] = sample
  return { first: round(first), ...toLatency(warm) }
}

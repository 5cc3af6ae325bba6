/** What the NPI registry does on the wire, which the scraper must not depend on by accident. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createSimulator } from '#scrapers/nppes/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'

const { app } = createSimulator(createPopulation({ size: 5000 }))

const NUMBERED = z.array(z.object({ number: z.string() }))
const ANSWER = z.object({
  result_count: z.number().optional(),
  results: NUMBERED.optional(),
  Errors: NUMBERED.optional(),
})
type Answer = z.infer<typeof ANSWER>
const ask = async (query: string): Promise<Answer> => {
  const response = await app.request(`/api/?${query}`)
  expect(response.status).toBe(200)
  return ANSWER.parse(await response.json())
}
const NY = 'version=2.1&enumeration_type=NPI-1&taxonomy_description=Acupuncturist&state=NY'
const numbers = (answer: Answer): string[] => (answer.results ?? []).map(({ number }) => number)

test('the limit is 10 by default and cut at 200 without a word', async () => {
  expect((await ask(NY)).result_count).toBe(10)
  expect((await ask(`${NY}&limit=1200`)).result_count).toBe(200)
})

test('rows beyond skip 1000 repeat the page', async () => {
  const last = numbers(await ask(`${NY}&limit=200&skip=1000`))
  expect(last).toHaveLength(200)
  expect(numbers(await ask(`${NY}&limit=200&skip=1200`))).toEqual(last)
  expect(numbers(await ask(`${NY}&limit=200&skip=20000`))).toEqual(last)
})

test.each([
  ['', '17'],
  ['version=1.0&number=2000000000', '17'],
  ['version=2.1', '04'],
  ['version=2.1&limit=5', '04'],
  ['version=2.1&number=12', '06'],
  ['version=2.1&state=NY', '07'],
  ['version=2.1&enumeration_type=NPI-1', '09'],
  ['version=2.1&enumeration_type=NPI-1&state=NY', '07'],
])('an error comes with status 200: %s', async (query, number) => {
  expect((await ask(query)).Errors?.map((error) => error.number)).toEqual([number])
})

test('thirty thousand people are no burden', async () => {
  const { app } = createSimulator(createPopulation({ size: 30_000 }))
  await app.request(`/api/?${NY}&limit=200`)
  const startMs = performance.now()
  for (let prefix = 0; prefix < 100; prefix += 1) {
    await app.request(`/api/?${NY}&limit=200&postal_code=${String(prefix).padStart(2, '0')}*`)
  }
  expect(performance.now() - startMs).toBeLessThan(3000)
})

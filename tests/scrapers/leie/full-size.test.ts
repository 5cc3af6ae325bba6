/** A list as long as the real one. */
import { expect, test } from 'vitest'
import { leie } from '#scrapers/leie/index.ts'
import { createSimulator } from '#scrapers/leie/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { createTestContext, listen } from '#tests/helpers/loopback.ts'

test('83,000 rows are read in seconds, in parts that stay small', { timeout: 60_000 }, async () => {
  const simulator = createSimulator(createPopulation({ size: 1000 }))
  simulator.controls.strangers = 83_000
  const site = await listen(simulator.app)
  // The first answer takes the simulator its time.
  await (await fetch(`${site.baseUrl}/exclusions/downloadables/UPDATED.csv`)).arrayBuffer()
  const startMs = performance.now()
  let records = 0
  let largest = 0
  const context = createTestContext('leie', site.baseUrl)
  for await (const { captures } of leie.sweep?.(context, null) ?? []) {
    for (const capture of captures) {
      if (capture.kind === 'rows') largest = Math.max(largest, capture.body.length)
      records += leie.parse(capture).records.length
    }
  }
  const seconds = (performance.now() - startMs) / 1000
  await site.close()
  expect(records).toBeGreaterThan(79_000)
  expect(largest).toBeLessThan(1_000_000)
  expect(seconds).toBeLessThan(30)
})

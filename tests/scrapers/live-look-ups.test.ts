/** Which registries may be asked while somebody waits: those that answer about one person alone. */
import { describe, expect, it, test } from 'vitest'
import { registries } from '#scrapers/index.ts'
import type { SimulatorModule } from '#scrapers/lib/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { PersonQuery, Registry } from '#scrapers/source.ts'
import { createTestContext, listen } from '#tests/helpers/loopback.ts'

const people = createPopulation({ size: 2000 })
const live = registries.filter(({ notAskedLive }) => notAskedLive === undefined)

/** A number that somebody has with the registry. */
function numberOf({ info }: Registry): PersonQuery {
  if (info.role === 'identifier') {
    const npi = people.find((one) => one.npi)?.npi?.number
    return npi === undefined ? {} : { npi }
  }
  const held = people.flatMap(({ licenses }) => licenses)
  const license = held.find((one) => one.status === 'active' && one.state === info.licenseStates[0])
  return license ? { licenseNumber: license.number, state: license.state } : {}
}

test('a registry is asked, or says in words why not', () => {
  expect(live.map(({ info }) => info.role).sort()).toEqual(['identifier', 'roll', 'roll', 'roll'])
  for (const { notAskedLive, lookUp, info } of registries) {
    if (notAskedLive === undefined) expect(lookUp).toBeDefined()
    else expect(notAskedLive).toMatch(/^[a-z].*[a-z]$/)
    if (info.access === 'by-hand') expect(lookUp).toBeUndefined()
  }
})

describe.each(live)('$info.id', (registry) => {
  const { info } = registry

  it.each([
    ['somebody', numberOf(registry), 1],
    ['nobody', info.role === 'identifier' ? { npi: '2999999999' } : unknown(registry), 0],
  ])('answers about %s by number in a few small requests', async (_, query, count) => {
    const simulator: SimulatorModule = await import(`#scrapers/${info.id}/simulator.ts`)
    const { app, controls } = simulator.createSimulator(people)
    const { baseUrl, close } = await listen(app)
    const context = createTestContext(info.id, baseUrl, { NYSED_OAPI_KEY: 'a-test-key' })
    const captures = (await registry.lookUp?.(context, query)) ?? []
    await close()
    expect(captures.length).toBeGreaterThan(0)
    const records = captures.flatMap((capture) => registry.parse(capture, context.settings).records)
    expect(new Set(records.map(({ key }) => key)).size).toBe(count)
    expect(controls.requests.length).toBeLessThanOrEqual(8)
    const bytes = captures.reduce((sum, { body }) => sum + body.byteLength, 0)
    expect(bytes).toBeLessThan(50_000)
  })
})

/** Of the right form, and nobody's. */
function unknown({ info }: Registry): PersonQuery {
  const numbers = { NY: '999999', NJ: '25MZ99999900', CT: '42.999999' }
  const [state = 'NY'] = info.licenseStates
  return { licenseNumber: numbers[state], state }
}

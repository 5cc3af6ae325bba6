/** `npm run live` against the simulators: it says in sentences what no longer fits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Hono } from 'hono'
import { createSimulator as createCtElicense } from '#scrapers/ct-elicense/simulator.ts'
import { registries } from '#scrapers/index.ts'
import { createSimulator as createNppes } from '#scrapers/nppes/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { ctElicense } from '#scrapers/ct-elicense/index.ts'
import { nppes as nppesRegistry } from '#scrapers/nppes/index.ts'
import { QUERY_OPTIONS, refuseInBuilds, requireAskable, toQuery } from '#src/cli/ask-registry.ts'
import { checkLive } from '#src/cli/check-live.ts'
import { findMisfits } from '#src/cli/misfits.ts'
import { readSettings } from '#src/config.ts'
import { emptyContent } from '#src/core/record.ts'
import { startScript } from '#tests/helpers/cli-process.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'

const people = createPopulation({ size: 300 })
const npi = people.find((person) => person.npi)?.npi?.number ?? ''
const ct = createCtElicense(people)
const nppes = createNppes(people)
/** Changes what the Connecticut simulator says on its way. */
let drift = (text: string): string => text
const drifting = new Hono()
drifting.all('*', async (c) => {
  const answer = await ct.app.fetch(c.req.raw)
  return new Response(drift(await answer.text()), answer)
})

const NOBODY = { full: '', given: null, middle: null, family: null, suffix: null }

const servers: Loopback[] = []
let settings: Record<string, string>
beforeAll(async () => {
  const [one, other] = [await listen(drifting), await listen(nppes.app)]
  servers.push(one, other)
  settings = { REGISTRY_CT_ELICENSE_URL: one.baseUrl, REGISTRY_NPPES_URL: other.baseUrl }
})
afterAll(async () => {
  for (const server of servers) await server.close()
})

const live = (args: string[], more: Record<string, string> = {}) =>
  startScript('live', args, { ...settings, ...more }).ended

/** Asks Connecticut with its answers changed. */
async function misfitsWith(change: typeof drift): Promise<string> {
  drift = change
  try {
    const context = createTestContext('ct-elicense', settings.REGISTRY_CT_ELICENSE_URL ?? '')
    return (await checkLive(ctElicense, context, null)).misfits.join(' ')
  } finally {
    drift = (text) => text
  }
}

describe('a registry that fits', () => {
  it('is asked about one person, once', async () => {
    const before = nppes.controls.requests.length
    const { status, stdout } = await live(['nppes', '--npi', npi])
    expect(stdout).toContain('1 record.')
    expect([status, stdout]).toEqual([0, expect.stringContaining('It fits.')])
    const asked = nppes.controls.requests
      .slice(before)
      .filter((request) => request !== 'GET /robots.txt')
    expect(asked).toHaveLength(1)
  })

  it('is asked for the first page of a sweep and no more', async () => {
    const before = nppes.controls.requests.length
    const { status, stdout } = await live(['nppes'])
    expect([status, stdout]).toEqual([0, expect.stringContaining('It fits.')])
    const asked = nppes.controls.requests
      .slice(before)
      .filter((request) => request !== 'GET /robots.txt')
    expect(asked).toHaveLength(1)
  })
})

it('ends with 1 and the reasons where something does not fit', async () => {
  drift = (text) => text.replaceAll('"ACTIVE"', '"THRIVING"')
  const { status, stdout } = await live(['ct-elicense'])
  drift = (text) => text
  expect([status, stdout]).toEqual([1, expect.stringContaining('the word "THRIVING"')])
  expect(stdout).toContain('ct-elicense does not fit')
})

describe('what no longer fits', () => {
  it.each([
    ['a new field', (t: string) => t.replaceAll('"type":', '"mood":"x","type":'), 'mood'],
    ['a new word', (t: string) => t.replaceAll('"ACTIVE"', '"THRIVING"'), '"THRIVING"'],
    ['an empty field', (t: string) => t.replaceAll(/"issuedate":"[^"]*",?/g, ''), 'issuedate'],
    ['a column renamed', (t: string) => t.replaceAll('"name":', '"names":'), 'LayoutError'],
    ['a page cut off', (t: string) => t.slice(0, -40), 'LayoutError'],
    [
      'a firewall',
      () => '<html><title>Access denied</title><h1>Access denied</h1></html>',
      'BlockedError',
    ],
    ['nobody at all', (t: string) => (t.includes('"count"') ? t : '[]'), 'UnavailableError'],
  ])('is said of %s', async (_, change, word) => {
    expect(await misfitsWith(change)).toContain(word)
    expect(await misfitsWith((text) => text)).toBe('')
  })

  it('is said of an answer without anybody', () => {
    const empty = { records: [], problems: [], filled: {}, unknownWords: [] }
    expect(findMisfits([empty], [], true)).toEqual([expect.stringContaining('No record came')])
  })

  it('is not said of a field that few people have', () => {
    const example = { records: [{}, {}, {}], filled: { name: 3, number: 3, suffix: 1 } }
    const content = emptyContent(NOBODY)
    const record = { key: 'a', scope: '', rank: 0, content }
    const parsed = { records: [record], problems: [], unknownWords: [], filled: { name: 1 } }
    expect(findMisfits([parsed], [example], true)).toEqual([
      'The field number is empty in the one record, though it is filled in the examples.',
    ])
  })
})

it('asks nobody where CI is set', async () => {
  const before = nppes.controls.requests.length
  const { status, stderr } = await live(['nppes'], { CI: 'true' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('CI is set')])
  expect(nppes.controls.requests.length).toBe(before)
  expect(() => refuseInBuilds({ CI: '' })).not.toThrow()
})

describe('wrong use', () => {
  const askable = (id: string) => requireAskable(readSettings({}, registries), id)

  it('is a registry that nobody knows or that keeps programs out', () => {
    expect(() => askable('nowhere')).toThrow('There is no registry nowhere')
    expect(() => askable('ncbahm')).toThrow('import-pages ncbahm')
    expect(askable('nppes')).toBe(nppesRegistry)
  })

  it('is a registry whose key is not set', () => {
    const keyed = {
      ...nppesRegistry,
      info: { ...nppesRegistry.info, id: 'keyed', requiredSettings: ['SOME_KEY'] },
    }
    registries.push(keyed)
    try {
      expect(() => askable('keyed')).toThrow('keyed is off: SOME_KEY is not set')
    } finally {
      registries.splice(registries.indexOf(keyed), 1)
    }
  })

  it('is a question that the registry cannot be asked', async () => {
    const context = createTestContext('nppes', settings.REGISTRY_NPPES_URL ?? '')
    await expect(checkLive(nppesRegistry, context, { licenseNumber: '12' })).rejects.toThrow(
      'cannot be asked that',
    )
  })

  it('is a state elsewhere; names may have a comma', () => {
    expect(Object.keys(QUERY_OPTIONS)).toEqual(['npi', 'license', 'name', 'state'])
    expect(() => toQuery({ name: 'Kim', state: 'PA' })).toThrow('--state is one of')
    expect(toQuery({ name: 'KIM MIN JUN', state: 'ny' })).toEqual({
      familyName: 'KIM',
      givenName: 'MIN JUN',
      state: 'NY',
    })
    expect(toQuery({ name: 'De la Cruz, Ana' })).toEqual({
      familyName: 'De la Cruz',
      givenName: 'Ana',
    })
    expect(toQuery({ state: 'NY' })).toBeNull()
  })
})

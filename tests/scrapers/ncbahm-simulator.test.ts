/** The simulated directory keeps programs out as the real one does. */
import { describe, expect, test } from 'vitest'
import { parse } from '#scrapers/ncbahm/parse.ts'
import { fromSavedPage } from '#scrapers/ncbahm/saved-page.ts'
import { createSimulator } from '#scrapers/ncbahm/simulator.ts'
import { ncbahm } from '#scrapers/ncbahm/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture } from '#scrapers/source.ts'

const PERSON = { headers: { 'x-person': 'yes' } }
const NY_FIRST = '/FAP/SearchResultWithoutMap?CountryCode=USA&StateCode=NY&SearchType=2&PageNo=1'

const people = createPopulation({ size: 200 })

async function save(response: Response): Promise<Capture> {
  return fromSavedPage({
    fileName: 'page.html',
    body: new Uint8Array(await response.arrayBuffer()),
    savedAt: new Date('2026-11-22T12:00:00Z'),
    savedBy: 'tests',
  })
}

describe('the simulated directory', () => {
  test('answers a program with the challenge, whatever it asks for', async () => {
    const { app, controls } = createSimulator(people)
    for (const path of ['/', NY_FIRST, '/FAP/PractitionerDetail?AgencyClientId=x']) {
      const response = await app.request(path)
      expect(response.status).toBe(403)
      expect((await save(response)).kind).toBe('challenge:raw')
    }
    expect(controls.requests).toHaveLength(3)
  })

  test('nothing in the registry makes a request', () => {
    expect([ncbahm.sweep, ncbahm.lookUp]).toEqual([undefined, undefined])
    expect(ncbahm.info.access).toBe('by-hand')
  })

  test('leads a person from the form to the list to the details', async () => {
    const { app } = createSimulator(people)
    const sent = await app.request('/FAP/SearchPractitioners', {
      ...PERSON,
      method: 'POST',
      body: new URLSearchParams({ SearchType: '2', StateCode: 'NJ' }),
    })
    expect(sent.status).toBe(302)
    const list = await app.request(sent.headers.get('location') ?? '', PERSON)
    const html = await list.text()
    expect(html).toContain('id="searchContent" style="display:none;"')
    const capture = await save(new Response(html))
    const { records } = parse(capture)
    expect(records.length).toBeGreaterThan(10)
    const href = /href="(\/FAP\/PractitionerDetail[^"]+)"/.exec(html)?.[1] ?? ''
    const detail = parse(await save(await app.request(href, PERSON)))
    expect(records.map(({ content }) => content.name.full)).toContain(
      detail.records[0]?.content.name.full,
    )
  })

  test('gives a person another id at every visit, and the parser the same key', async () => {
    const { app } = createSimulator(people)
    const visit = async (): Promise<[string, string[]]> => {
      const html = await (await app.request(NY_FIRST, PERSON)).text()
      const capture = await save(new Response(html))
      return [
        /AgencyClientId=([^"]+)/.exec(html)?.[1] ?? '',
        parse(capture).records.map(({ key }) => key),
      ]
    }
    const [firstId, firstKeys] = await visit()
    const [secondId, secondKeys] = await visit()
    expect(secondId).not.toBe(firstId)
    expect(secondKeys).toEqual(firstKeys)
  })

  test('lists people by name, whom a search of their state lists under the same key', async () => {
    const { app } = createSimulator(people)
    const list = await app.request(
      '/FAP/SearchResultWithoutMap?SearchType=3&LastName=Kim&PageNo=1',
      PERSON,
    )
    const capture = await save(list)
    const { records } = parse(capture)
    expect(records.length).toBeGreaterThan(3)
    expect(records.every(({ scope }) => /^(state:(NY|NJ|CT)|name:kim)$/.test(scope))).toBe(true)
    expect(ncbahm.completeScopes?.([capture])).toEqual([])
  })

  test.each([
    ['empty-page', /shows 0 of them/],
    ['block-page', /asks for a human/],
    ['truncated', /breaks off/],
  ] as const)('in fault %s a saved page is refused', async (fault, sentence) => {
    const { app, controls } = createSimulator(people)
    controls.fault = fault
    const path = NY_FIRST.replace('PageNo=1', 'PageNo=2')
    const capture = await save(await app.request(path, PERSON))
    expect(() => parse(capture)).toThrow(sentence)
  })

  test('in fault unavailable there is nothing to save', async () => {
    const { app, controls } = createSimulator(people)
    controls.fault = 'unavailable'
    const response = await app.request(NY_FIRST, PERSON)
    expect(response.status).toBe(503)
    await expect(save(response)).rejects.toThrow(/text that begins "Service Unavailable"/)
  })
})

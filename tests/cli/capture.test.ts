/** `capture` against the simulators, and what it may never save. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator as createCtElicense } from '#scrapers/ct-elicense/simulator.ts'
import { findRegistry } from '#scrapers/index.ts'
import { createSimulator as createNppes } from '#scrapers/nppes/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture, ParsedCapture, Registry } from '#scrapers/source.ts'
import { emptyContent } from '#src/core/record.ts'
import { inventAnswers } from '#src/cli/invent/invent-answers.ts'
import { createVocabulary } from '#src/cli/invent/vocabulary.ts'
import { cli } from '#tests/helpers/cli-process.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'

const people = createPopulation({ size: 300 })
const person = people.find(
  ({ npi, licenses, practices, home }) =>
    npi && practices[0] && home.city !== 'New York' && licenses.some(({ state }) => state === 'CT'),
)
const license = person?.licenses.find(({ state }) => state === 'CT')

const folder = mkdtempSync(join(tmpdir(), 'acupuncture-capture-'))
const servers: Loopback[] = []
let settings: Record<string, string>
beforeAll(async () => {
  const [ct, nppes] = [
    await listen(createCtElicense(people).app),
    await listen(createNppes(people).app),
  ]
  servers.push(ct, nppes)
  settings = { REGISTRY_CT_ELICENSE_URL: ct.baseUrl, REGISTRY_NPPES_URL: nppes.baseUrl }
})
afterAll(async () => {
  for (const server of servers) await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const capture = (...args: string[]) => cli(['capture', ...args, '--to', folder], settings).ended

function parseSaved(id: string, file: string): { text: string; parsed: ParsedCapture } {
  const registry = findRegistry(id)
  const text = readFileSync(join(folder, file), 'utf8')
  const body = new TextEncoder().encode(text)
  if (!registry) throw new Error(`There is no registry ${id}.`)
  return { text, parsed: registry.parse(answer({ kind: 'look-up', body })) }
}

const answer = (more: Partial<Capture>): Capture => ({
  registry: 'stub',
  kind: 'page',
  via: 'http',
  method: 'GET',
  url: 'https://registry.example/answer',
  requestBody: null,
  status: 200,
  mediaType: 'application/json',
  fetchedAt: new Date('2026-11-22T12:00:00Z'),
  body: new Uint8Array(),
  etag: null,
  lastModified: null,
  savedBy: null,
  ...more,
})

/** Everything of the person that must be gone. */
function personalOf(): string[] {
  const { name, home, practices, npi } = person ?? {}
  return [
    ...`${name?.given} ${name?.family}`.toUpperCase().split(/[\s-]+/),
    npi?.number ?? '',
    home?.street.toUpperCase() ?? '',
    ...(practices ?? []).flatMap(({ street, phone }) => [street.toUpperCase(), phone]),
    (license?.number ?? '').replace(/^42\.0*/, ''),
    license?.licensedOn ?? '',
    license?.expiresOn ?? '',
  ].filter((value) => value.length > 2)
}

describe('an answer of a registry', () => {
  it.each([
    ['nppes', () => ['--npi', person?.npi?.number ?? '']],
    ['ct-elicense', () => ['--license', license?.number ?? '']],
  ])('of %s is saved with nothing of the person, and reads the same', async (id, query) => {
    const { status, stdout, stderr } = await capture(id, ...query(), '--as', `one-${id}`)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain(`one-${id}.look-up.json: 1 record.`)
    const { text, parsed } = parseSaved(id, `one-${id}.look-up.json`)
    expect(personalOf().filter((value) => text.toUpperCase().includes(value))).toEqual([])
    expect(parsed.problems).toEqual([])
    expect(parsed.records).toHaveLength(1)
    const [record] = parsed.records
    expect(record?.content.npi ?? '2').toMatch(/^2/)
    for (const { phone } of record?.content.locations ?? []) {
      expect(phone ?? '212-555-0100').toMatch(/^\d{3}-555-01\d\d$/)
    }
    const saysSo = record?.content.licenses.map(({ registryStatus }) => registryStatus)
    if (id === 'ct-elicense') expect(saysSo).toEqual([expect.stringMatching(/^[A-Z ]+$/)])
  })

  it('keeps the name of each of several people apart from the others', async () => {
    const family = people.find(({ npi }) => npi)?.name.family ?? ''
    const { status } = await capture('nppes', '--name', `${family},`, '--as', 'family')
    expect(status).toBe(0)
    const { parsed } = parseSaved('nppes', 'family.look-up.json')
    expect(new Set(parsed.records.map(({ key }) => key)).size).toBe(parsed.records.length)
  })
})

it('overwrites nothing, and asks nobody in a build or where programs are kept out', async () => {
  const query = ['nppes', '--npi', person?.npi?.number ?? '', '--as', 'twice']
  expect((await capture(...query)).status).toBe(0)
  const again = await capture(...query)
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('already')])
  const build = await cli(['capture', ...query], { ...settings, CI: '1' }).ended
  expect([build.status, build.stderr]).toEqual([2, expect.stringContaining('CI is set')])
  const elsewhere = await capture('nppes', '--npi', '1', '--as', '../x')
  expect([elsewhere.status, elsewhere.stderr]).toEqual([
    2,
    expect.stringContaining('--as wants a name'),
  ])
  expect(readdirSync(folder).filter((file) => !/^(one|family|twice)/.test(file))).toEqual([])
})

describe('what cannot be made safe', () => {
  const info = findRegistry('nppes')?.info
  if (!info) throw new Error('There is no registry nppes.')
  /** Reads a name from wherever it stands in the text. */
  const stub = (name: RegExp): Registry => ({
    info,
    parse: ({ body }) => {
      const text = new TextDecoder().decode(body)
      const full = name.exec(text)?.[1]
      const content = { ...emptyContent({ full: full ?? '', ...NO_PARTS }), gender: null }
      return {
        records: full ? [{ key: full, scope: '', rank: 0, content }] : [],
        problems: [],
        filled: {},
        unknownWords: [],
      }
    },
  })
  const NO_PARTS = { given: null, middle: null, family: null, suffix: null }
  const invent = (registry: Registry, text: string, mediaType: string, examples = '') =>
    inventAnswers({
      registry,
      captures: [answer({ body: new TextEncoder().encode(text), mediaType })],
      query: {},
      settings: {},
      vocabulary: createVocabulary([{ text: examples, form: 'html' }]),
      random: () => 0.4,
    })[0]?.text ?? ''

  const PAGE = `<html><head><script>var who = "Casey Newfield"</script></head><body>
<!-- Casey Newfield --><input type="hidden" name="__VIEWSTATE" value="${'Q2FzZXkgTmV3ZmllbGQ'.repeat(4)}">
<table id="r"><tr><th>Name</th><td class="n">Newfield, Casey</td></tr>
<tr><td>Born 04/05/1971 &amp; reachable at (212) 867-5309, casey@newfield.test</td></tr></table></body></html>`

  it('loses scripts, comments, hidden state, dates, phones and e-mails with the name', () => {
    const text = invent(stub(/class="n">([^<]+)</), PAGE, 'text/html', '<th>Name</th>')
    expect(text).not.toMatch(/casey|newfield|867|5309|1971|Q2Fz/i)
    expect(text).toContain('<script></script>')
    expect(text).toContain('<th>Name</th><td class="n">')
    expect(text).toMatch(/\(212\) 555-0100, nobody@mail\.example/)
    expect(text).toMatch(/&amp;/)
  })

  it('is refused where a value stands in the structure itself', () => {
    const text = '{"people":{"Casey Newfield":{"status":"A"}}}'
    expect(() => invent(stub(/"people":\{"([^"]+)"/), text, 'application/json')).toThrow(
      /still stands in the answer/,
    )
  })

  it('is refused where the answer reads differently afterwards', () => {
    const text = '{"name":"Casey Newfield Of Troy"}'
    expect(() => invent(stub(/"([^"]+) Of Troy"/), text, 'application/json')).toThrow(
      /reads differently/,
    )
  })

  it('is refused where it speaks of people whom nobody read; an empty answer is saved', () => {
    const text = '{"count":1,"rows":["Casey Newfield"]}'
    expect(() => invent(stub(/(nothing)/), text, 'application/json')).toThrow(
      /none of them was read/,
    )
    expect(invent(stub(/(nothing)/), '{"count":0,"rows":[]}', 'application/json')).toBe(
      '{"count":0,"rows":[]}',
    )
  })

  it('is refused where it is no text or speaks of too many', () => {
    expect(() => invent(stub(/(x)/), 'x', 'application/zip')).toThrow('only text can be saved')
    expect(() => invent(stub(/(x)/), 'x'.repeat(500_001), 'text/html')).toThrow('at most 500000')
  })

  it('keeps the labels of a page, and a code that the parser puts in words of its own', () => {
    const registry = stub(/class="n">([^<]+)</)
    const coded: Registry = {
      ...registry,
      parse: (capture) => {
        const text = new TextDecoder().decode(capture.body)
        const { records, ...rest } = registry.parse(capture)
        const exclusions = [
          { list: 'L', since: null, reason: `section ${/<td>(\w+)</.exec(text)?.[1]}` },
        ]
        const raw = { code: '1128a2', name: 'Casey Newfield' }
        return {
          ...rest,
          records: records.map((record) => ({
            ...record,
            content: { ...record.content, exclusions, raw },
          })),
        }
      },
    }
    const page =
      '<p>Reason given: <b class="n">Casey Newfield</b></p><td>1128a2</td><th>Unheard of</th>'
    expect(invent(coded, page, 'text/html')).toMatch(
      /^<p>Reason given: <b class="n">[A-Z][a-z]+ [A-Z][a-z]+<\/b><\/p><td>1128a2<\/td><th>Unheard of<\/th>$/,
    )
  })

  it('replaces the cells of a table below its header, the same each time', () => {
    const text = 'NAME|NUMBER|SINCE\r\n"NEWFIELD, CASEY"|004711|20191231\r\nOTHER|4711|\r\n'
    const saved = invent(stub(/\n"([^"]+)"/), text, 'text/csv')
    const [header, first, second] = saved.split('\r\n')
    expect(header).toBe('NAME|NUMBER|SINCE')
    const [, number = '', since] = first?.split('|') ?? []
    expect(number).toMatch(/^00\d{4}$/)
    expect(second?.split('|')[1]).toBe(number.slice(2))
    expect(since).toMatch(/^20\d{6}$/)
    expect(saved).not.toMatch(/NEWFIELD|CASEY|OTHER|4711|20191231/)
  })
})

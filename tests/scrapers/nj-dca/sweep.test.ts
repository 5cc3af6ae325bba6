/** New Jersey's sweep by the bulk file against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  AssumptionError,
  BlockedError,
  LayoutError,
  UnavailableError,
} from '#scrapers/lib/errors.ts'
import { info } from '#scrapers/nj-dca/info.ts'
import { njDca } from '#scrapers/nj-dca/index.ts'
import { createSimulator } from '#scrapers/nj-dca/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Registry } from '#scrapers/source.ts'
import {
  createTestContext,
  createTestHttp,
  listen,
  type Loopback,
} from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 700 })
const licenses = people.flatMap((person) => person.licenses.filter(({ state }) => state === 'NJ'))
/** Who has only applied has no number yet. */
const numbered = licenses.filter(({ status }) => status !== 'pending')
const simulator = createSimulator(people)
const { controls } = simulator
const PLAIN = { ...controls }

let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(controls, PLAIN, { requests: [] })
})

const context = (settings: Record<string, string> = {}) =>
  createTestContext('nj-dca', site.baseUrl, settings)

describe('a sweep', () => {
  test('finds every license once, in one file', async () => {
    const { people: found, parsed, steps } = await runSweep(njDca, context())
    expect([...found.keys()].sort()).toEqual(numbered.map(({ number }) => number).sort())
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({ completeScopes: [''], registryTotal: null })
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('says of each what is true, whatever else the file keeps of them', async () => {
    const { people: found } = await runSweep(njDca, context())
    for (const license of numbered) {
      expect(found.get(license.number)?.licenses).toEqual([
        expect.objectContaining({
          state: 'NJ',
          number: license.number,
          standing: license.status,
          licensedOn: license.licensedOn,
          expiresOn: license.expiresOn,
        }),
      ])
    }
  })

  test('asks eight times, after robots.txt, as a browser would', async () => {
    await runSweep(njDca, context())
    expect(controls.requests).toEqual([
      'GET /robots.txt',
      'GET /Verification_Bulk/Search.aspx?facility=N',
      'POST /Verification_Bulk/Search.aspx?facility=N',
      'GET /Verification_Bulk/SearchResults.aspx',
      'POST /Verification_Bulk/SearchResults.aspx',
      'GET /Verification_Bulk/Confirmation.aspx',
      'POST /Verification_Bulk/Confirmation.aspx',
      'GET /Verification_Bulk/PrefDetails.aspx',
      'POST /Verification_Bulk/PrefDetails.aspx',
    ])
  })

  test('keeps its pace with the public registry, redirects included', async () => {
    const elsewhere: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      return await simulator.app.fetch(request)
    }
    const { http, waitsMs } = createTestHttp('nj-dca', { pauseMs: info.pauseMs, fetch: elsewhere })
    await runSweep(njDca, { http, baseUrl: 'https://registry.example', settings: {} })
    // The clock of the test stands still: each request waits one pause more than the one before.
    const waits = controls.requests.slice(1).map((_, index) => (index + 1) * info.pauseMs)
    expect(waitsMs).toEqual(waits)
    expect(info.pauseMs).toBeGreaterThanOrEqual(1000)
  })

  test('killed behind its step ends with the same people', async () => {
    const whole = await runSweep(njDca, context())
    const killed = await runKilledSweep(njDca, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps).toHaveLength(1)
  })

  test('says the same again when nothing has changed', async () => {
    const first = await runSweep(njDca, context())
    expect((await runSweep(njDca, context())).people).toEqual(first.people)
  })

  test('leaves out applications and other types, and says how many', async () => {
    const { steps } = await runSweep(njDca, context())
    const pending = licenses.filter(({ status }) => status === 'pending').length
    expect(pending).toBeGreaterThan(0)
    expect(steps[0]?.notes).toEqual([
      expect.stringMatching(
        new RegExp(`applications.*left out: \\d+ Denied, ${pending} Pending, \\d+ Withdrawn\\.$`),
      ),
      expect.stringMatching(/other license types were left out: \d+ Guest Instructor\.$/),
    ])
  })

  test('keeps private what is private, in records and in what is stored of the request', async () => {
    const { people: found, steps } = await runSweep(njDca, context())
    const text = JSON.stringify([...found])
    expect(text).not.toMatch(/PRIVATE MAILBOX|INVENTED COUNTY/i)
    for (const { home } of people)
      expect(text.toUpperCase()).not.toContain(home.street.toUpperCase())
    expect(steps[0]?.captures[0]).toMatchObject({
      kind: 'bulk',
      requestBody: 'sch_button=Download',
    })
  })

  test('begins again where the site has forgotten the session, whenever that is', async () => {
    controls.people = createPopulation({ size: 60 })
    const whole = await runSweep(njDca, context())
    const requests = controls.requests.length
    for (let before = 3; before <= requests; before += 1) {
      Object.assign(controls, { requests: [], forgetsBefore: before })
      expect((await runSweep(njDca, context())).people).toEqual(whole.people)
    }
  })

  test('manages a whole state in little time', async () => {
    controls.people = createPopulation({ size: 3600 })
    const { people: found } = await runSweep(njDca, context())
    expect(found.size).toBeGreaterThan(1000)
  })
})

describe('an assumption that is wrong stops the run', () => {
  const failing = async (settings: Record<string, string>) => {
    const error = await runSweep(njDca, context(settings)).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(AssumptionError)
    return String(error)
  }

  test('no profession fits', async () => {
    expect(await failing({ profession: 'podiatr' })).toContain(
      'Setting profession (NJ_DCA_PROFESSION): expected one profession that matches, found 0 (none) among "Acupuncture", "Dentistry", "Physical Therapy"',
    )
  })

  test('two professions fit', async () => {
    controls.professions = ['Acupuncture', 'Acupuncture Assistants', 'Dentistry']
    expect(await failing({})).toContain('found 2 ("Acupuncture", "Acupuncture Assistants") among')
    expect(controls.requests.filter((request) => request.startsWith('POST'))).toEqual([])
  })

  test('no license type fits', async () => {
    expect(await failing({ NJ_DCA_LICENSE_TYPE: '^herbalist$' })).toMatch(
      /licenseType \(NJ_DCA_LICENSE_TYPE\).*found "Acupuncture: Acupuncturist", "Acupuncture: Guest Instructor"/,
    )
  })

  test('no number fits', async () => {
    expect(await failing({ numberPattern: '^99' })).toMatch(/numberPattern.*found "25MZ/)
  })

  test('no date fits, or the format is none', async () => {
    expect(await failing({ dateFormat: 'YYYY-MM-DD' })).toMatch(
      /dateFormat.*found "\d+\/\d+\/\d{4}"/,
    )
    expect(await failing({ dateFormat: 'DD.MM.YY' })).toContain('expected one of M/D/YYYY')
    expect(await failing({ profession: '(' })).toContain('expected a regular expression')
  })

  test('a charge is announced: nothing is ordered', async () => {
    controls.charge = '$25.00'
    expect(await failing({})).toContain('announces a charge of $25.00; expected $0.00')
    expect(controls.requests.at(-1)).toBe('GET /Verification_Bulk/Confirmation.aspx')
  })

  test('no charge is named: nothing is ordered either', async () => {
    controls.charge = 'free'
    await expect(runSweep(njDca, context())).rejects.toThrow(LayoutError)
    expect(controls.requests.at(-1)).toBe('GET /Verification_Bulk/Confirmation.aspx')
  })
})

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof controls.fault): Promise<unknown> => {
    controls.fault = fault
    return await runSweep(njDca, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked, and not asked again', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
    expect(controls.requests).toHaveLength(9)
  })

  test('captcha: blocked at the first page', async () => {
    controls.asksCaptcha = true
    expect(await failing(null)).toBeInstanceOf(BlockedError)
    expect(controls.requests).toHaveLength(2)
  })

  test('truncated: unavailable, and says so', async () => {
    const error = await failing('truncated')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('truncated')
  })

  test('unavailable: unavailable, names the host, and is left alone after a few tries', async () => {
    const error = await failing('unavailable')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain(new URL(site.baseUrl).host)
    expect(controls.requests).toHaveLength(5)
  })

  test('missing-column: the layout has changed', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('lacks the column expiration_date')
  })

  test('empty-page: asked once more, then unavailable and not nobody', async () => {
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('nobody in it, twice')
    expect(controls.requests.filter((one) => one.endsWith('PrefDetails.aspx'))).toHaveLength(4)
  })

  test('new-status: unknown, never active, and listed', async () => {
    controls.fault = 'new-status'
    const { people: found, parsed } = await runSweep(njDca, context())
    expect(parsed.flatMap(({ unknownWords }) => unknownWords)).toEqual(['Held by Consent'])
    const strange = [...found.values()].flatMap((content) => content.licenses)
    expect(strange.filter(({ standing }) => standing === 'unknown')).toEqual([
      expect.objectContaining({ registryStatus: 'Held by Consent' }),
    ])
  })

  test('fewer: fewer, for the gate to see', async () => {
    controls.fault = 'fewer'
    const { people: found } = await runSweep(njDca, context())
    expect(found.size).toBeLessThan(numbered.length * 0.6)
    expect(found.size).toBeGreaterThan(0)
  })

  test('a session that is forgotten each time: unavailable after three', async () => {
    const forgetful = await listen({
      fetch: (request: Request) => {
        const headers = new Headers(request.headers)
        headers.delete('cookie')
        return simulator.app.fetch(new Request(request, { headers }))
      },
    })
    const sweep = runSweep(njDca, createTestContext('nj-dca', forgetful.baseUrl))
    await expect(sweep).rejects.toThrow(UnavailableError)
    await expect(sweep).rejects.toThrow(/refused a form \(status 500\)/)
    expect(controls.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3)
    await forgetful.close()
  })
})

test('the operator’s settings count in the parser as well', async () => {
  const settings = { numberPattern: '1300$' }
  const registry: Registry = { ...njDca, parse: (capture) => njDca.parse(capture, settings) }
  const { parsed } = await runSweep(registry, context(settings))
  const odd = numbered.filter(({ number }) => !number.endsWith('1300'))
  expect(parsed.flatMap(({ problems }) => problems)).toHaveLength(odd.length)
})

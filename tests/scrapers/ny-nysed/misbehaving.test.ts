/** What New York's scraper does when the registry is not as it should be. */
import { describe, expect, test } from 'vitest'
import { LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import { unavailable } from '#scrapers/lib/simulated-faults.ts'
import type { Fault } from '#scrapers/lib/simulator.ts'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import { emptyStats, judgeRun } from '#src/core/gate.ts'
import { createTestContext, createTestHttp } from '#tests/helpers/loopback.ts'
import { runSweep, type SweepOutcome } from '#tests/helpers/sweeps.ts'
import { json, KEY, keysOf, licensesOf, SETTINGS, status, throughProxy, useSite } from './site.ts'

const { app, asked, baseUrl, context, controls, people } = useSite()

const sweep = async (): Promise<SweepOutcome> => await runSweep(nyNysed, context())
/** What ends a sweep. */
const failing = async (fault: Fault): Promise<unknown> => {
  controls.fault = fault
  return await sweep().catch((error: unknown) => error)
}

/** Why the gate would hold what a first sweep brought. */
function judge({ parsed, people: found }: SweepOutcome): string[] {
  const stats = emptyStats()
  for (const { records, problems, unknownWords } of parsed) {
    stats.rows += records.length
    stats.rowProblems += problems.filter(({ level }) => level === 'row').length
    for (const word of unknownWords) stats.unknownWords[word] = 1
  }
  return judgeRun({ ...stats, seen: found.size }, null, true)
}

describe('a registry that is slow, busy or down', () => {
  test.each([
    ['408', () => status(408)],
    ['429 with Retry-After', () => status(429, { 'retry-after': '7' })],
    ['503', unavailable],
  ])('%s twice, then fine: everybody is found', async (_, answer) => {
    controls.instead = [answer, answer]
    const { people: found } = await sweep()
    expect([...found.keys()].sort()).toEqual(keysOf(people))
  })

  test('waits as long as Retry-After says', async () => {
    controls.instead = [() => status(429, { 'retry-after': '7' })]
    const { http, waitsMs } = createTestHttp('ny-nysed')
    const steps = nyNysed.sweep?.({ http, baseUrl: baseUrl(), settings: SETTINGS }, null)
    for await (const step of steps ?? []) {
      expect(step.captures).toHaveLength(1)
      break
    }
    expect(waitsMs).toEqual([7500])
  })

  test('unavailable: asked five times, then left alone', async () => {
    const error = await failing('unavailable')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/\/rosa\/V2\/professions answered 503 \(5 tries\)/)
    expect(controls.requests).toHaveLength(6)
  })

  test('truncated: unavailable, and says so', async () => {
    const error = await failing('truncated')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('truncated')
  })

  test('slower than the time-out: unavailable', async () => {
    controls.latencyMs = 200
    const { http } = createTestHttp('ny-nysed', { timeoutMs: 20, retriesMax: 1 })
    const run = runSweep(nyNysed, { http, baseUrl: baseUrl(), settings: SETTINGS })
    await expect(run).rejects.toThrow(/did not answer within 0.02 s \(2 tries\)/)
  })
})

describe('an answer that is not what it was', () => {
  test('empty-page: the letter is asked for by its next letters, and nobody is lost', async () => {
    controls.fault = 'empty-page'
    const { people: found, steps } = await sweep()
    expect([...found.keys()].sort()).toEqual(keysOf(people))
    expect(steps.flatMap(({ notes }) => notes ?? [])).toEqual([
      expect.stringMatching(/^Page 1 of the names with "[A-Z]" is empty, one of 1 pages; they/),
    ])
  })

  test('a letter that is counted and never shown: unavailable', async () => {
    await throughProxy(
      app,
      async (url, answer) =>
        url.searchParams.get('name')?.startsWith('L')
          ? json({ content: [], totalPages: url.searchParams.get('name') === 'L' ? 1 : 0 })
          : answer,
      async (base) => {
        const run = runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        await expect(run).rejects.toThrow(/shows nobody for the names with "L"/)
      },
    )
  })

  test('new-status: unknown, never active, and listed', async () => {
    controls.fault = 'new-status'
    const outcome = await sweep()
    expect(outcome.parsed.flatMap(({ unknownWords }) => unknownWords)).toEqual([
      'Held by Board Order',
    ])
    const licenses = [...outcome.people.values()].flatMap(({ licenses }) => licenses)
    expect(licenses.filter(({ standing }) => standing === 'unknown')).toEqual([
      expect.objectContaining({ registration: expect.objectContaining({ standing: 'unknown' }) }),
    ])
    expect(judge(outcome)).toEqual([expect.stringContaining('“Held by Board Order” is not known')])
  })

  test('missing-column: no registration without its last day, and the gate holds', async () => {
    controls.fault = 'missing-column'
    const outcome = await sweep()
    const standings = [...outcome.people.values()].map(
      ({ licenses }) => licenses[0]?.registration?.standing,
    )
    expect(standings).toContain('unknown')
    expect(standings).not.toContain('active')
    expect(judge(outcome)).toEqual([expect.stringContaining('rows could not be read')])
  })

  test('fewer: fewer, for the gate to see', async () => {
    controls.fault = 'fewer'
    const { people: found } = await sweep()
    expect(found.size).toBeGreaterThan(0)
    expect(found.size).toBeLessThan(keysOf(people).length * 0.6)
  })

  test('actions of an unknown shape: flagged, kept, and one word for a person to read', async () => {
    controls.hasActions = true
    const outcome = await sweep()
    const words = new Set(outcome.parsed.flatMap(({ unknownWords }) => unknownWords))
    expect(words).toEqual(new Set(['enforcementActions with actionType, effectiveDate']))
    expect(judge(outcome)).toHaveLength(1)
    for (const { license } of licensesOf(people)) {
      const content = outcome.people.get(`025-${license.number}`)
      expect(content?.licenses[0]?.hasDiscipline).toBe(license.hasDiscipline)
      expect(content?.raw.enforcementActions !== null).toBe(license.hasDiscipline)
    }
  })

  const changed =
    (part: 'content' | 'licenseNumber', to: (text: string) => string) =>
    async (url: URL, answer: Response): Promise<Response> => {
      const isDetail = url.pathname.endsWith('byProfessionAndLicenseNumber')
      const isNames = url.pathname.endsWith('byProfessionAndName')
      if (part === 'content' ? !isNames : !isDetail) return answer
      const text = to(await answer.text())
      return new Response(text, { headers: { 'content-type': 'application/json' } })
    }

  test.each([
    ['the list is renamed', 'content', /"content":/g, '"rows":', /has no list "content"/],
    ['the pages are renamed', 'content', /"totalPages":/g, '"pages":', /no whole number "totalPag/],
    [
      'the numbers are renamed',
      'content',
      /"licenseNumber":/g,
      '"id":',
      /None of \d+ names can be/,
    ],
    ['another profession comes', 'content', /"025"/g, '"060"', /it ignores professionCode/],
    ['names are others', 'content', /"value":"[A-Z][^"]*",?/g, '"value":"Q"', /ignores the name/],
    [
      'the status is gone',
      'licenseNumber',
      /"status":/g,
      '"state":',
      /last 5 details.*field status/,
    ],
    [
      'actions are gone',
      'licenseNumber',
      /"enforcementActions":/g,
      '"x":',
      /enforcementActions is/,
    ],
    ['dates are others', 'licenseNumber', /"[A-Z][a-z]+ \d\d, \d{4}"/g, '"1/2/2030"', /not a date/],
    ['it is another person', 'licenseNumber', /"0\d{5}"/g, '"999999"', /sent 025-999999/],
  ] as const)('%s: the run ends', async (_, part, pattern, replacement, message) => {
    await throughProxy(
      app,
      changed(part, (text) => text.replaceAll(pattern, replacement)),
      async (base) => {
        const run = runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        await expect(run).rejects.toThrow(LayoutError)
        await expect(
          runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS)),
        ).rejects.toThrow(message)
        expect(asked('byProfessionAndLicenseNumber').length).toBeLessThanOrEqual(12)
      },
    )
  })

  test('the same page again and again: the run does not go round in circles', async () => {
    await throughProxy(
      app,
      async (url, answer) => {
        if (!url.pathname.endsWith('byProfessionAndName')) return answer
        url.searchParams.set('name', 'L')
        url.searchParams.set('pageNumber', '0')
        const page = await app.request(url.pathname + url.search, {
          headers: { 'x-oapi-key': KEY },
        })
        return page
      },
      async (base) => {
        const run = runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        await expect(run).rejects.toThrow(/ignores the name/)
      },
    )
  })

  test.each([204, 404])('a listed license without details (%i) is a problem', async (code) => {
    const lost = licensesOf(people)[3]?.license.number ?? ''
    await throughProxy(
      app,
      (url, answer) =>
        url.searchParams.get('licenseNumber') === lost
          ? new Response(null, { status: code })
          : answer,
      async (base) => {
        const outcome = await runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        expect(outcome.people.size).toBe(keysOf(people).length - 1)
        expect(outcome.steps.at(-1)?.registryTotal).toBe(keysOf(people).length)
        expect(outcome.parsed.flatMap(({ problems }) => problems)).toEqual([
          {
            level: 'row',
            key: `025-${lost}`,
            detail: `The registry lists the license 025-${lost} but has no details of it (status ${code}).`,
          },
        ])
      },
    )
  })

  test('no details at all: the run ends after a few', async () => {
    await throughProxy(
      app,
      (url, answer) =>
        url.searchParams.has('licenseNumber') ? new Response(null, { status: 404 }) : answer,
      async (base) => {
        const run = runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        await expect(run).rejects.toThrow(/None of the last 5 details can be read.*status 404/)
        // The first of them twice.
        expect(asked('byProfessionAndLicenseNumber')).toHaveLength(6)
      },
    )
  })

  test('nobody at all: not a success', async () => {
    controls.people = []
    await expect(sweep()).rejects.toThrow(/lists nobody of profession 025/)
  })
})

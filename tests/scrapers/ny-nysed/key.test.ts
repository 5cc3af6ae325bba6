/** New York's key, who keeps programs out, and assumptions that nobody could confirm. */
import { describe, expect, test } from 'vitest'
import {
  AssumptionError,
  BlockedError,
  DeniedError,
  LayoutError,
  UnavailableError,
} from '#scrapers/lib/errors.ts'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import { createTestContext, listen } from '#tests/helpers/loopback.ts'
import { runSweep, type SweepOutcome } from '#tests/helpers/sweeps.ts'
import { json, KEY, keysOf, SETTINGS, status, throughProxy, useSite } from './site.ts'

const { app, asked, context, controls, people } = useSite()

const sweep = async (settings?: Record<string, string>): Promise<SweepOutcome> =>
  await runSweep(nyNysed, context(settings))
/** What ends a sweep. */
const failing = async (settings?: Record<string, string>): Promise<unknown> =>
  await sweep(settings).catch((error: unknown) => error)

describe('the key', () => {
  test('is sent in one header, and stands in no capture', async () => {
    const { steps } = await sweep()
    expect(steps.length).toBeGreaterThan(10)
    const text = JSON.stringify(steps.flatMap(({ captures }) => captures))
    expect(text).not.toContain(KEY)
    expect(controls.requests.join()).not.toContain(KEY)
  })

  test.each([[{}], [{ NYSED_OAPI_KEY: '  ' }]])(
    'that is missing is named: %j',
    async (settings) => {
      expect(String(await failing(settings))).toContain('NYSED_OAPI_KEY is not set')
      expect(controls.requests).toEqual([])
    },
  )

  test('that cannot be one is not sent, and not shown', async () => {
    const error = String(await failing({ NYSED_OAPI_KEY: 'SECRET\u2028KEY' }))
    expect(error).toContain('NYSED_OAPI_KEY has characters in it')
    expect(error).not.toContain('SECRET')
  })

  test.each([401, 403] as const)('that is refused with %i ends the run at once', async (code) => {
    controls.refusalStatus = code
    const error = await failing({ NYSED_OAPI_KEY: 'WRONG-KEY' })
    expect(error).toBeInstanceOf(DeniedError)
    expect(String(error)).toContain('New York refused the key. Check the setting NYSED_OAPI_KEY')
    expect(String(error)).not.toContain('WRONG-KEY')
    expect(asked('professions')).toHaveLength(1)
    expect(controls.requests).toHaveLength(2)
  })

  test('is refused in the middle: the whole run ends, not one license', async () => {
    await throughProxy(
      app,
      (url, answer) => (url.search.includes('licenseNumber=') ? status(401) : answer),
      async (base) => {
        const run = runSweep(nyNysed, createTestContext('ny-nysed', base, SETTINGS))
        await expect(run).rejects.toThrow(DeniedError)
        expect(asked('byProfessionAndLicenseNumber')).toHaveLength(1)
      },
    )
  })

  test('is not sent along where an answer leads elsewhere', async () => {
    const elsewhere: string[] = []
    const other = await listen({
      fetch: (request: Request) => {
        elsewhere.push(request.url)
        return json([])
      },
    })
    controls.instead = [() => Response.redirect(`${other.baseUrl}/professions`, 302)]
    const error = await failing()
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/leads elsewhere \(status 302\).*REGISTRY_NY_NYSED_URL/)
    expect(elsewhere).toEqual([])
    await other.close()
  })
})

describe('a firewall', () => {
  test('page with status 403 is none of the key', async () => {
    const page = '<html><head><title>403</title></head><body>Forbidden</body></html>'
    const headers = { 'content-type': 'text/html' }
    controls.instead = [() => new Response(page, { status: 403, headers })]
    const error = await failing()
    expect(error).toBeInstanceOf(BlockedError)
    expect(error).not.toBeInstanceOf(DeniedError)
    expect(String(error)).toContain('keeps programs out')
    expect(controls.requests).toHaveLength(2)
  })

  test('page with status 200 in the middle ends the run', async () => {
    controls.fault = 'block-page'
    const error = await failing()
    expect(error).toBeInstanceOf(BlockedError)
    expect(String(error)).toContain('block page')
  })
})

describe('an assumption that is wrong', () => {
  const professions = (...rows: [code: string, label: string][]) => {
    controls.instead = [
      () => json(rows.map(([professionCode, profession]) => ({ professionCode, profession }))),
    ]
  }

  test.each([
    ['no label', [['025', 'Massage Therapy']], /no acupuncture among 1 professions: "Massage Th/],
    [
      'none but the certified',
      [['005', 'Certified Acupuncturist']],
      /"Certified Acupuncturist \(0/,
    ],
    [
      'two labels',
      [
        ['025', 'Acupuncture'],
        ['031', 'Acupuncturist'],
      ],
      /"Acupuncture \(025\)", "Ac/,
    ],
    ['another code', [['031', 'Acupuncture']], /expects 025 .* lists "Acupuncture \(031\)"/],
    ['no list', [['025', '']], /Row 1 of the professions has no/],
  ] as [string, [string, string][], RegExp][])(
    'about the profession, %s',
    async (_, rows, text) => {
      professions(...rows)
      const error = await failing()
      expect(error).toBeInstanceOf(rows[0]?.[1] === '' ? LayoutError : AssumptionError)
      expect(String(error)).toMatch(text)
      if (error instanceof AssumptionError) expect(error.message).toContain('NY_NYSED_PROFESSION')
      expect(controls.requests).toHaveLength(2)
    },
  )

  test('can be put right by the operator', async () => {
    professions(['025', 'Acupuncture'], ['031', 'Acupuncture Detox Aide'])
    const settings = { ...SETTINGS, NY_NYSED_CERTIFIED_WORDS: 'certif|detox' }
    expect((await sweep(settings)).people.size).toBe(keysOf(people).length)
    const error = await failing({ ...SETTINGS, NY_NYSED_PROFESSION: '031' })
    expect(String(error)).toMatch(/expects 031 .*; the registry lists "Acupuncture \(025\)"/)
  })

  test('about the name to ask under: another one must say who to turn to', async () => {
    const named = { ...SETTINGS, NY_NYSED_USER_AGENT: 'Directory/1.0 (+https://directory.example)' }
    expect((await sweep(named)).people.size).toBe(keysOf(people).length)
    const error = await failing({ ...SETTINGS, NY_NYSED_USER_AGENT: 'Mozilla/5.0' })
    expect(error).toBeInstanceOf(AssumptionError)
    expect(String(error)).toContain('NY_NYSED_USER_AGENT')
  })
})

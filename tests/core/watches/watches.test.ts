import { describe, expect, it } from 'vitest'
import { eventsBetween } from '#src/core/watches/diff.ts'
import { afterTry } from '#src/core/watches/schedule.ts'
import type { Seen, SeenCredential } from '#src/core/watches/seen.ts'
import { refuseWebhookUrl } from '#src/core/watches/webhook-url.ts'

const LICENSE: SeenCredential = {
  key: 'NJ:25MZ00000100',
  what: 'NJ license 25MZ00000100',
  standing: 'active',
  until: '2027-09-30',
  hasDiscipline: false,
  isListed: true,
  recordId: 1,
}
const seen = (
  day: string,
  credential: Partial<SeenCredential> = {},
  more: Partial<Seen> = {},
): Seen => ({
  name: 'Avery Sample',
  day,
  version: 1,
  credentials: [{ ...LICENSE, ...credential }],
  exclusions: [],
  records: [{ id: 1, registry: 'roll', delistedOn: null }],
  ...more,
})
const between = (before: Seen | null, after: Seen) =>
  eventsBetween(before, after, (registry) => `The ${registry}`).map(
    ({ type, key }) => `${type} ${key}`,
  )

const BEFORE = seen('2026-11-22')
const ID = LICENSE.key

describe('events', () => {
  it.each<[string, Seen | null, Seen, string[]]>([
    ['nothing', BEFORE, seen('2026-11-23'), []],
    ['nothing on the first look', null, seen('2026-11-23', { standing: 'revoked' }), []],
    [
      'a status',
      BEFORE,
      seen('2026-11-23', { standing: 'suspended' }),
      [`credential.status_changed ${ID}:active:suspended:1`],
    ],
    [
      'an expiry',
      BEFORE,
      seen('2027-10-01', { standing: 'lapsed' }),
      [`credential.expired ${ID}:2027-09-30`],
    ],
    [
      'a renewal',
      BEFORE,
      seen('2026-11-23', { until: '2029-09-30' }),
      [`credential.renewed ${ID}:2029-09-30`],
    ],
    [
      'a renewal behind an expiry',
      seen('2027-10-01', { standing: 'lapsed' }),
      seen('2027-10-02', { until: '2029-09-30' }),
      [`credential.renewed ${ID}:2029-09-30`],
    ],
    [
      'a discipline',
      BEFORE,
      seen('2026-11-23', { hasDiscipline: true }),
      [`credential.discipline_added ${ID}:2026-11-23`],
    ],
    [
      'an exclusion, on the first look as well',
      null,
      seen(
        '2026-11-23',
        {},
        { exclusions: [{ key: 'LEIE:2020-01-01', list: 'LEIE', since: '2020-01-01' }] },
      ),
      ['exclusion.added LEIE:2020-01-01:2026-11-23'],
    ],
    [
      'an entry that is gone from its registry',
      BEFORE,
      seen(
        '2026-11-23',
        { isListed: false, standing: 'lapsed' },
        {
          records: [{ id: 1, registry: 'roll', delistedOn: '2026-11-23' }],
        },
      ),
      ['practitioner.not_listed roll:1:2026-11-23'],
    ],
    [
      'an entry that is gone from the directory',
      BEFORE,
      seen('2026-11-23', {}, { credentials: [], records: [] }),
      ['practitioner.not_listed roll:1:2026-11-23'],
    ],
    [
      'a credential gone from an entry that stays',
      BEFORE,
      seen('2026-11-23', {}, { credentials: [] }),
      [`practitioner.not_listed ${ID}:2026-11-23`],
    ],
    [
      'an entry listed again',
      seen('2026-11-22', { isListed: false }),
      seen('2026-11-23'),
      [`credential.status_changed ${ID}:none:active:1`],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(between(before, after)).toEqual(expected)
  })

  it('announce an expiry at 90, 30 and 7 days, each under one key whatever the day', () => {
    const firstOn = new Map<string, string>()
    let before: Seen | null = null
    for (const at = new Date('2027-06-01'); at < new Date('2027-10-03');) {
      const day = at.toISOString().slice(0, 10)
      const after = seen(day, day > '2027-09-30' ? { standing: 'lapsed' } : {})
      for (const event of between(before, after)) {
        if (!firstOn.has(event)) firstOn.set(event, day)
      }
      before = after
      at.setUTCDate(at.getUTCDate() + 1)
    }
    expect(Object.fromEntries(firstOn)).toEqual({
      [`credential.expiring ${ID}:2027-09-30:90`]: '2027-07-02',
      [`credential.expiring ${ID}:2027-09-30:30`]: '2027-08-31',
      [`credential.expiring ${ID}:2027-09-30:7`]: '2027-09-23',
      [`credential.expired ${ID}:2027-09-30`]: '2027-10-01',
    })
  })
})

describe('a try', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const failed = (status: number | null, tries: number, retryAfter: string | null = null) =>
    afterTry({ status, retryAfter }, tries, 0.5, now)

  it('ends, waits longer each time, and is given up', () => {
    expect(failed(204, 1)).toEqual({ state: 'delivered' })
    expect(failed(410, 1)).toEqual({ state: 'gone' })
    expect(failed(500, 1)).toEqual({ state: 'waiting', waitSeconds: 5 })
    expect(failed(301, 2)).toEqual({ state: 'waiting', waitSeconds: 300 })
    expect(failed(null, 9)).toEqual({ state: 'waiting', waitSeconds: 86_400 })
    expect(failed(null, 10)).toEqual({ state: 'failed' })
  })

  it('is put off by a receiver that asks for it, within a day', () => {
    const wait = (retryAfter: string, status = 429) => failed(status, 1, retryAfter)
    expect(wait('120')).toEqual({ state: 'waiting', waitSeconds: 120 })
    expect(wait('Tue, 24 Nov 2026 12:10:00 GMT', 503)).toEqual({
      state: 'waiting',
      waitSeconds: 600,
    })
    expect(wait('99999999')).toEqual({ state: 'waiting', waitSeconds: 86_400 })
    for (const odd of ['-5', 'soon', '', '1e9'])
      expect(wait(odd)).toEqual({ state: 'waiting', waitSeconds: 5 })
    expect(wait('120', 500)).toEqual({ state: 'waiting', waitSeconds: 5 })
  })
})

it('refuses addresses that are none of the public network', () => {
  expect(refuseWebhookUrl('https://clinic.example/hooks?x=1')).toBeNull()
  for (const url of [
    'http://clinic.example/',
    'ftp://clinic.example/',
    'https://name:password@clinic.example/',
    'https://localhost/',
    'https://intranet/',
    'https://db.internal/',
    'https://[::1]/',
    'javascript:alert(1)',
    'no address',
    `https://clinic.example/${'x'.repeat(2000)}`,
  ]) {
    expect({ url, refusal: refuseWebhookUrl(url) }).not.toEqual({ url, refusal: null })
  }
})

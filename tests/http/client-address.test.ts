/** Whom limits count, over real connections of this machine: with and without a proxy in between. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registries } from '#scrapers/index.ts'
import { createDesk } from '#src/cli/create-desk.ts'
import { listen, type Listening } from '#src/cli/listen.ts'
import { readSettings } from '#src/config.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createDeskApp } from '#tests/helpers/desk-app.ts'

/** Looks at links of invitations that an address may take in a minute. */
const LOOKS = 10

let database: TestDatabase
/** Of now: each test has an hour of its own. */
let hours = 0
const serving: Listening[] = []
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(async () => {
  await Promise.all(serving.map(({ close }) => close()))
  await database.close()
})

/** Asks a service with this setting, as a proxy that forwards for these. */
async function behind(proxies: string) {
  hours += 1
  const now = new Date(Date.UTC(2026, 10, 22, hours))
  const settings = readSettings({ TRUSTED_PROXIES: proxies }, registries)
  const { ctx } = await createDeskApp(database, { now: () => now })
  const { addressOf } = await createDesk({ ctx, settings }, async () => {})
  const { app } = await createDeskApp(database, { now: () => now, desk: { addressOf } })
  const server = await listen(app, 0, '127.0.0.1')
  serving.push(server)
  return async (forwarded: string) => {
    const headers = { 'X-Forwarded-For': forwarded }
    return (await fetch(`http://127.0.0.1:${server.port}/admin/welcome?token=none`, { headers }))
      .status
  }
}

/** What the look after the last one gets, and then what another client gets. */
async function exhaust(
  ask: (forwarded: string) => Promise<number>,
  forwarded: (look: number) => string,
  other: string,
): Promise<number[]> {
  for (let look = 0; look < LOOKS; look += 1) expect(await ask(forwarded(look))).toBe(404)
  return [await ask(forwarded(LOOKS)), await ask(other)]
}

describe('behind a trusted proxy', () => {
  it('counts whom it names, and nothing that a client says beforehand', async () => {
    const ask = await behind('127.0.0.1')
    const spoofed = (look: number) => `203.0.113.${look}, 198.51.100.1`
    expect(await exhaust(ask, spoofed, '198.51.100.1, 198.51.100.2')).toEqual([429, 404])
  })

  it('goes on past proxies of a range, with ports and in IPv6', async () => {
    const ask = await behind('127.0.0.0/8, 10.0.0.0/8,2001:db8:99::/48')
    const chain = (look: number) =>
      `203.0.113.${look}, 198.51.100.1:${5000 + look}, [2001:db8:99::1]:443, ::ffff:10.1.2.3`
    expect(await exhaust(ask, chain, '198.51.100.2, 2001:db8:99::1, 10.1.2.3')).toEqual([429, 404])
  })

  it('counts a /64 of IPv6 as one', async () => {
    const ask = await behind('127.0.0.1')
    const within = (look: number) => `2001:db8:1:2:${look}::${look}`
    expect(await exhaust(ask, within, '2001:db8:1:3::1')).toEqual([429, 404])
  })

  it('counts the proxy itself where it names nobody that can be read', async () => {
    const ask = await behind('127.0.0.1')
    const unreadable = (look: number) => ['unknown', '', '999.1.1.1', '::zz'][look % 4] ?? ''
    expect(await exhaust(ask, unreadable, '198.51.100.1')).toEqual([429, 404])
  })
})

describe('without one', () => {
  it.each(['', '10.0.0.0/8'])(
    'counts who is connected, whatever they say (%o)',
    async (proxies) => {
      const ask = await behind(proxies)
      const spoofed = (look: number) => `198.51.100.${look}`
      expect(await exhaust(ask, spoofed, '198.51.100.99')).toEqual([429, 429])
    },
  )

  it.each(['localhost', '10.0.0.0/33', '10.0.0', '127.0.0.1;10.0.0.1', '*'])(
    'stops the start where the setting is wrong: %s',
    (proxies) => {
      expect(() => readSettings({ TRUSTED_PROXIES: proxies }, registries)).toThrow(
        /TRUSTED_PROXIES must be addresses or ranges such as 127\.0\.0\.1 or 10\.0\.0\.0\/8/,
      )
    },
  )
})

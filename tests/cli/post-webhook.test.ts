import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostWebhook, isPublic, publicLookup } from '#src/cli/post-webhook.ts'

let server: Server
let base = ''
let posts = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    posts += 1
    if (request.url === '/redirect') response.writeHead(302, { location: '/' }).end()
    else if (request.url === '/endless') {
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1)
      response.on('close', () => clearInterval(timer))
    } else if (request.url !== '/silent')
      response.writeHead(429, { 'retry-after': '7' }).end('later')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object' && address) base = `127.0.0.1:${address.port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ...[
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ].map((address): [string, boolean] => [address, false]),
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected)
})

describe('a post', () => {
  const port = () => base.split(':')[1]

  it('goes to no address of this machine or its network, however it is written', async () => {
    const before = posts
    const names = ['127.0.0.1', '2130706433', '0x7f000001', '[::1]', '[::ffff:127.0.0.1]']
    for (const host of [...names, 'localhost']) {
      const posted = createPostWebhook()(`https://${host}:${port()}/`, {}, '{}')
      await expect(posted).rejects.toThrow('not public')
    }
    await expect(createPostWebhook()(`http://${base}/`, {}, '{}')).rejects.toThrow('https')
    await expect(createPostWebhook()('https://a:b@c.example/', {}, '{}')).rejects.toThrow(
      'password',
    )
    expect(posts).toBe(before)
  })

  it('goes to no name that leads to such an address beside a public one', async () => {
    const found: LookupAddress[] = [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    const names: typeof import('node:dns').lookup = Object.assign(
      (...args: unknown[]) => {
        const done = args.at(-1)
        if (typeof done === 'function') done(null, found)
      },
      { __promisify__: () => Promise.reject(new Error('Not asked.')) },
    )
    const post = createPostWebhook({ lookup: publicLookup(names) })
    await expect(post('https://clinic.example/', {}, '{}')).rejects.toThrow('not public')
  })

  it('follows nobody, reads little and waits a while', async () => {
    const post = createPostWebhook({ allowPrivate: true, timeoutMs: 300 })
    const ask = (path: string) => post(`http://${base}${path}`, {}, '{}')
    expect(await ask('/')).toEqual({ status: 429, retryAfter: '7', detail: 'later' })
    expect(await ask('/redirect')).toMatchObject({ status: 302 })
    expect((await ask('/endless')).detail).toHaveLength(500)
    await expect(ask('/silent')).rejects.toThrow('aborted')
  })
})

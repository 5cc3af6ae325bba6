/** Simulators on real sockets of this machine, and clients that ask them without waiting. */
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { createPoliteHttp, type PoliteHttp, type PoliteHttpOptions } from '#scrapers/lib/http.ts'
import type { CaptureContext } from '#scrapers/source.ts'

export interface Loopback {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  baseUrl: string
  close: () => Promise<void>
}

export async function listen(app: Pick<Hono, 'fetch'>): Promise<Loopback> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.')
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** A polite client whose waits take no time; they are listed in `waitsMs`. */
export function createTestHttp(
  registry: string,
  options: Partial<PoliteHttpOptions> = {},
): { http: PoliteHttp; waitsMs: number[] } {
  const waitsMs: number[] = []
  const http = createPoliteHttp({
    registry,
    userAgent: 'TestDirectory/1.0 (+https://directory.example/contact)',
    pauseMs: 0,
    now: () => new Date('2026-11-22T12:00:00Z'),
    sleep: (ms) => {
      waitsMs.push(ms)
      return Promise.resolve()
    },
    random: () => 0.5,
    ...options,
  })
  return { http, waitsMs }
}

export const createTestContext = (
  registry: string,
  baseUrl: string,
  settings: Record<string, string> = {},
): CaptureContext => ({ http: createTestHttp(registry).http, baseUrl, settings })

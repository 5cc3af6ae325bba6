/** New York's simulator on a real socket, fresh for each test. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import { createSimulator, type NysedControls } from '#scrapers/ny-nysed/simulator.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import type { InventedLicense } from '#scrapers/population/person.ts'
import type { CaptureContext } from '#scrapers/source.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'

export const KEY = 'SIMULATED-KEY-0123'
export const SETTINGS = { NYSED_OAPI_KEY: KEY }

/** Everybody on New York's roll, with the license. */
export const licensesOf = (people: InventedPerson[]) =>
  people.flatMap((person) =>
    person.licenses
      .filter(({ state, status }) => state === 'NY' && status !== 'pending')
      .map((license): { person: InventedPerson; license: InventedLicense } => ({
        person,
        license,
      })),
  )

export const keysOf = (people: InventedPerson[]): string[] =>
  licensesOf(people)
    .map(({ license }) => `025-${license.number}`)
    .sort()

export const json = (value: unknown): Response => Response.json(value)
export const status = (code: number, headers: Record<string, string> = {}): Response =>
  new Response('no', { status: code, headers: { 'content-type': 'text/plain', ...headers } })

export interface Site {
  app: ReturnType<typeof createSimulator>['app']
  controls: NysedControls
  people: InventedPerson[]
  baseUrl: () => string
  context: (settings?: Record<string, string>) => CaptureContext
  /** Parameters of the requests for a path so far, in order. */
  asked: (path: string) => URLSearchParams[]
}

export function useSite(): Site {
  const people = createPopulation({ size: 300 })
  const { app, controls } = createSimulator(people)
  const plain = { ...controls, key: KEY }
  let loopback: Loopback
  beforeAll(async () => {
    loopback = await listen(app)
  })
  afterAll(() => loopback.close())
  beforeEach(() => {
    Object.assign(controls, { ...plain, requests: [], instead: [] })
  })
  const baseUrl = (): string => loopback.baseUrl
  return {
    app,
    controls,
    people,
    baseUrl,
    context: (settings = SETTINGS) => createTestContext(nyNysed.info.id, baseUrl(), settings),
    asked: (path) =>
      controls.requests
        .map((request) => new URL(request.replace('GET ', ''), baseUrl()))
        .filter(({ pathname }) => pathname === `/rosa/V2/${path}`)
        .map(({ searchParams }) => searchParams),
  }
}

/** The registry with some of its answers changed on the way. */
export async function throughProxy(
  app: Site['app'],
  change: (url: URL, answer: Response) => Promise<Response> | Response,
  run: (baseUrl: string) => Promise<void>,
): Promise<void> {
  const proxy = await listen({
    fetch: async (request: Request) => await change(new URL(request.url), await app.fetch(request)),
  })
  try {
    await run(proxy.baseUrl)
  } finally {
    await proxy.close()
  }
}

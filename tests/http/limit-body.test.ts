/** No address reads more than it takes, whoever asks: each that writes is sent far too much. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UPLOAD_BYTES_MAX } from '#src/http/saved-files.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { patternOf } from './desk-route-table.ts'

const CHUNK = new Uint8Array(32 * 1024).fill(120)
const SMALL = 64 * 1024
const MB = 1024 * 1024

/** What takes more than a form, and how much, with room for what is sent around it. */
const LARGE = new Map([
  ['POST /admin/capture/:registry', UPLOAD_BYTES_MAX],
  ['POST /admin/training/import', 2 * MB],
  ['POST /admin/training/import/confirm', 4 * MB],
  ['POST /practitioners/:id/training', 6 * MB],
  ['POST /receipts/verify', MB],
  ['POST /api/v1/receipts/verify', MB],
  ['POST /check-batches', 11 * MB],
  ['POST /api/v1/check-batches', 11 * MB],
  ['POST /api/v1/practitioners/:id/training-claims', 8 * MB],
  ['POST /api/v1/registries/:id/saved-pages', UPLOAD_BYTES_MAX],
  ['POST /api/v1/training-imports', 2 * MB],
])

let database: TestDatabase
let desk: DeskApp
let key = ''
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  key = await desk.key('admin')
})
afterAll(() => database.close())

/** Sends without an end and without saying how much; says how many bytes were taken. */
async function pour(method: string, path: string) {
  let poured = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        poured += CHUNK.length
        if (poured > 2 * UPLOAD_BYTES_MAX) controller.close()
        else controller.enqueue(CHUNK)
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'Content-Type': 'application/json', ...bearer(key) }
  const init: RequestInit = { method, body, headers, duplex: 'half' }
  const { status } = await desk.app.request(ORIGIN + path, init)
  return { status, poured }
}

it('answers 413 on every address that writes, and stops reading there', async () => {
  const writes = desk.app.routes.filter(({ method }) => !['ALL', 'GET'].includes(method))
  const routes = new Map(writes.map(({ method, path }) => [`${method} ${patternOf(path)}`, method]))
  expect(routes.size).toBeGreaterThan(80)
  expect([...LARGE.keys()].filter((route) => !routes.has(route))).toEqual([])
  const wrong: string[] = []
  for (const [route, method] of routes) {
    const path = route.slice(method.length + 1).replaceAll(/:\w+/g, '1')
    const { status, poured } = await pour(method, path)
    const most = (LARGE.get(route) ?? SMALL) + 2 * CHUNK.length
    if (status !== 413 || poured > most) wrong.push(`${route}: ${status} after ${poured} bytes`)
  }
  expect(wrong).toEqual([])
})

it('goes by what is announced too: a page for a person, a problem for a program', async () => {
  const fields = { email: 'ann@example.org', password: 'x'.repeat(SMALL) }
  const announced = { 'Content-Length': String(SMALL + 100) }
  const page = await desk.post('/admin/sign-in', fields, announced)
  expect([page.status, await page.text()]).toEqual([413, expect.stringContaining('is larger than')])
  const problem = await desk.send('POST', '/api/auth/sign-in/email', fields, announced)
  expect(problem.status).toBe(413)
  expect(problem.headers.get('Content-Type')).toBe('application/problem+json')
})

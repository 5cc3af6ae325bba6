/** The Worker, in workerd, from a real Postgres: it says what the same application says on Node. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createSampleApp } from '#tests/helpers/sample-app.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import {
  bundleWorker,
  type RunningWorker,
  startWorker,
  type WorkerBundle,
} from '#tests/helpers/workerd.ts'

let database: TestDatabase
let bundle: WorkerBundle
let worker: RunningWorker
let node: ReturnType<typeof createSampleApp>
let someone = ''

beforeAll(async () => {
  database = await openTestDatabase('postgres')
  const ids = await fillSampleDirectory(database.db)
  someone = [...ids.keys()][0] ?? ''
  node = createSampleApp(database)
  bundle = await bundleWorker()
  worker = await startWorker(bundle, database.url ?? '')
})
afterAll(async () => {
  await worker?.close()
  bundle?.remove()
  await database?.close()
})

describe('the bundle', () => {
  it('has no PGlite, no file system and no simulator in it', () => {
    const unwanted = ['electric-sql', 'PGlite', 'node:fs', 'node:sqlite', 'node:child_process']
    expect(unwanted.filter((word) => bundle.code.includes(word))).toEqual([])
    expect(bundle.code).not.toMatch(/createSimulator|startSimulators|simulated-/)
    expect(bundle.code).toContain('HYPERDRIVE')
  })

  it('is small enough for the free plan', () => {
    const [, kilobytes] = /gzip: ([\d.]+) KiB/.exec(bundle.size) ?? []
    process.stdout.write(`The Worker: ${bundle.size}\n`)
    expect(Number(kilobytes)).toBeGreaterThan(50)
    expect(Number(kilobytes)).toBeLessThan(3 * 1024)
  })
})

describe('an answer', () => {
  it.each([
    ['/', 200],
    ['/practitioners', 200],
    ['/practitioners?q=acupuncture&state=NY&license=active', 200],
    ['/practitioners?near=Flushing%2C+NY&radius=10&sort=distance', 200],
    ['/practitioners/SOMEONE', 200],
    ['/practitioners/nobody', 404],
    ['/registries', 200],
    ['/api/v1/practitioners?near=10016', 200],
    ['/api/v1/practitioners?state=NY&state=CT&training=documented', 200],
    ['/api/v1/practitioners/SOMEONE', 200],
    ['/api/v1/practitioners/SOMEONE/history', 200],
    ['/api/v1/practitioners/nobody', 404],
    ['/api/v1/practitioners?limit=0', 400],
    ['/api/v1/practitioners?near=nowhere', 400],
    ['/api/v1/registries', 200],
    ['/openapi.json', 200],
    ['/healthz', 200],
    ['/readyz', 200],
  ])('%s is %i and the same as on Node', async (template, status) => {
    const path = template.replace('SOMEONE', someone)
    const [fromWorker, fromNode] = [await worker.fetch(path), await node.app.request(path)]
    const body = await fromWorker.text()
    const type = fromNode.headers.get('content-type')
    expect(withoutOrigin(body)).toBe(withoutOrigin(await fromNode.text()))
    expect([fromWorker.status, fromWorker.headers.get('content-type')]).toEqual([status, type])
    expect(fromNode.status).toBe(status)
    expect(body.length).toBeGreaterThan(10)
    expect(worker.logs()).toEqual([])
    expect(node.logged).toEqual([])
  })

  it('comes to many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => worker.fetch('/practitioners?near=10016')),
    )
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(bodies).size).toBe(1)
  })
})

describe('without a database', () => {
  it('stays up, says so, and blames nobody', async () => {
    await worker.close()
    worker = await startWorker(bundle, 'postgres://nobody:nothing@127.0.0.1:9/nothing')
    expect((await worker.fetch('/healthz')).status).toBe(200)
    expect((await worker.fetch('/readyz')).status).toBe(503)
    const answer = await worker.fetch('/api/v1/practitioners')
    expect(await answer.json()).toMatchObject({ status: 503 })
    expect((await worker.fetch('/practitioners')).status).toBe(503)
    expect(worker.logs().join()).not.toContain('nothing@')
  })
})

/** The two stand at different addresses, and one may have been asked a moment later. */
const withoutOrigin = (body: string): string =>
  body
    .replaceAll(/http:\/\/(localhost|127\.0\.0\.1)(:\d+)?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '')

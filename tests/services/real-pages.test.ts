/**
 * Real input: the certification board's own result page, from hand-saved file to search answer. The
 * people in it are real and stay in this test's own database, which is dropped at the end.
 */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registries } from '#scrapers/index.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { importPages } from '#src/services/import-pages.ts'
import { createSampleApp } from '#tests/helpers/sample-app.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

const PAGE = '../shared/registries/ncbahm/ncbahm_search_ny_2026-05-27_real.html'

describe.skipIf(!existsSync(PAGE))('the real New York page', () => {
  let database: TestDatabase
  let ids = 0
  const savedAt = new Date('2026-05-27T15:00:00Z')

  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  const context = (): ServiceContext => ({
    db: database.db,
    now: () => new Date('2026-11-22T12:00:00Z'),
    newId: () => `id${String((ids += 1)).padStart(8, '0')}`,
    registries,
    log: () => {},
  })

  test('leads to its practitioners on /practitioners?state=NY', async () => {
    const body = new Uint8Array(readFileSync(PAGE))
    const files = [{ fileName: 'ny-1.html', body, savedAt, savedBy: 'a tester' }]
    const { run, rejected } = await importPages(context(), {
      registry: 'ncbahm',
      files,
      owner: 'a tester',
    })
    expect(rejected).toEqual([])
    expect(run).toMatchObject({ status: 'published', seen: 20, new: 20, problems: 0 })

    const { app } = createSampleApp(database)
    const page = await app.request('/practitioners?state=NY&limit=100')
    expect(page.status).toBe(200)
    const html = await page.text()
    const answer = await app.request('/api/v1/practitioners?state=NY&limit=100')
    const {
      items,
      total,
    }: {
      items: { id: string; certifications: { source: { fetched_at: string } }[] }[]
      total: { value: number }
    } = JSON.parse(await answer.text())
    expect(total.value).toBe(20)
    for (const { id, certifications } of items) {
      expect(html).toContain(`/practitioners/${id}`)
      for (const { source } of certifications) {
        expect(source.fetched_at).toBe(savedAt.toISOString())
      }
    }
  })

  test('and the same page again changes nothing', async () => {
    const body = new Uint8Array(readFileSync(PAGE))
    const files = [{ fileName: 'ny-1.html', body, savedAt, savedBy: 'a tester' }]
    const { run } = await importPages(context(), {
      registry: 'ncbahm',
      files,
      owner: 'a tester',
    })
    expect(run).toMatchObject({ new: 0, changed: 0, unchanged: 20, notSeen: 0 })
  })
})

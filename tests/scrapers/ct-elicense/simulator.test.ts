/** What Socrata does on the wire, which the scraper must not depend on by accident. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createSimulator } from '#scrapers/ct-elicense/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'

const { app, controls } = createSimulator(createPopulation({ size: 6000 }))

const ROWS = z.array(z.record(z.string(), z.string()))
const ask = async (query: Record<string, string>) => {
  const response = await app.request(
    `/resource/ngch-56tr.json?${new URLSearchParams(query).toString()}`,
  )
  return { status: response.status, rows: ROWS.catch([]).parse(await response.json()) }
}
const codes = (rows: Record<string, string>[]) => rows.map((row) => row.fullcredentialcode)
const $where = "upper(credential) like 'ACUPUNCTUR%'"

test('a page has 1000 rows by default', async () => {
  expect((await ask({})).rows).toHaveLength(1000)
})

test('no order is implied, and :id is one', async () => {
  const first = await ask({ $where, $limit: '50' })
  expect(codes((await ask({ $where, $limit: '50' })).rows)).not.toEqual(codes(first.rows))
  const ordered = await ask({ $where, $limit: '50', $order: ':id' })
  const again = await ask({ $where, $limit: '50', $order: ':id' })
  expect(codes(again.rows)).toEqual(codes(ordered.rows))
})

test('rows are text, without nulls, with twins and other professions of the same number', async () => {
  const { rows } = await ask({ $order: ':id', $limit: '50000' })
  expect(rows.flatMap(Object.values).every((value) => typeof value === 'string')).toBe(true)
  const labels = new Set(rows.map(({ credential }) => credential))
  expect(labels).toEqual(new Set(['Acupuncturist', 'Massage Therapist']))
  expect(rows.some((row) => row.statusreason === undefined)).toBe(true)
  expect(rows.some((row) => row.effectivedate?.startsWith('1800-12-27'))).toBe(true)
  expect(rows.some((row) => /^\d{9}$/.test(row.zip ?? ''))).toBe(true)
  expect(new Set(codes(rows)).size).toBeLessThan(rows.length)
  expect(new Set(rows.map(({ credentialid }) => credentialid)).size).toBe(rows.length)
})

test('it counts what the condition picks', async () => {
  const { rows } = await ask({ $where, $order: ':id', $limit: '50000' })
  const count = await ask({ $where, $select: 'count(*)', $limit: '1' })
  expect(count.rows).toEqual([{ count: String(rows.length) }])
})

test('what it cannot read is refused', async () => {
  expect((await ask({ $where: 'drop table' })).status).toBe(400)
  expect((await ask({ $select: 'sum(x)' })).status).toBe(400)
  expect((await ask({ $limit: '-1' })).status).toBe(400)
  expect(controls.requests.at(-1)).toBe('GET /resource/ngch-56tr.json?%24limit=-1')
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit, sha256 } from '#src/services/audit.ts'
import { FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { jsonLines } from '#tests/helpers/cli-process.ts'

let database: TestDatabase
let desk: DeskApp
let cookie: string
let actor: string
let now = new Date('2026-03-10T12:00:00Z')
beforeAll(async () => {
  database = await openTestDatabase()
  // better-auth has a clock of its own: sessions are made at its time and looked up at ours.
  desk = await createDeskApp(database, { now: () => now })
  ;({ cookie, actor } = await desk.signIn('ada@example.org'))
  const events = [
    ['release-run', 'run', 'r1', 'Looks right', { status: 'held' }, { status: 'published' }],
    [
      'judge-pair',
      'pair',
      '1-2',
      'Same <b>number</b>',
      null,
      { verdict: 'same', records: ['a', 'b'] },
    ],
    ['correct', 'practitioner', 'p1', '', { phone: null }, null],
  ] as const
  for (const [action, type, id, why, before, after] of events) {
    now = new Date(now.getTime() + 86_400_000)
    const event = {
      actor,
      action,
      subject: { type, id },
      why,
      before,
      after: after && { ...after, records: [] },
    }
    await database.db.transaction((tx) => appendAudit(tx, event, now))
  }
  now = new Date()
})
afterAll(() => database.close())

const page = async (path: string) => {
  const answer = await desk.get(path, { Cookie: cookie })
  return { status: answer.status, text: await answer.text() }
}
interface Listed {
  items: { seq: number }[]
  next_cursor: string
}
const list = async (query: string): Promise<Listed> =>
  JSON.parse(await (await api(`/audit${query}`)).text())
const api = async (path: string) => desk.get(`/api/v1${path}`, bearer(await desk.key('admin')))

describe('the history', () => {
  it('says who decided what, why, and what it changed', async () => {
    const { text } = await page('/admin/history')
    expect(text).toContain('release run')
    expect(text).toContain('<td>ada</td>')
    expect(text).toContain('Same &lt;b&gt;number&lt;/b&gt;')
    expect(text).toContain('<del>held</del> → <ins>published</ins>')
    expect(text).toContain('href="/admin/runs/r1"')
  })

  it.each([
    ['action=release+run', 1],
    ['subject_id=p1', 1],
    ['subject_type=pair', 1],
    ['day=2026-03-11', 1],
    ['day=2026-03-12&action=judge-pair', 1],
    ['day=2026-03-12&action=release-run', 0],
    ['actor=cli:nobody', 0],
    ['actor=&action=&subject_type=&subject_id=r1&day=', 1],
  ])('finds %s', async (query, count) => {
    const { text } = await page(`/admin/history?${query}`)
    expect(text.split('<a href="/admin/history/').length - 1 - linksBelow(text)).toBe(count)
    if (count === 0) expect(text).toContain('No entry fits.')
  })

  it('refuses what is no day, no cursor, and no entry', async () => {
    expect((await page('/admin/history?day=2026-02-30')).status).toBe(400)
    expect((await page('/admin/history?cursor=nonsense')).status).toBe(400)
    expect((await page('/admin/history/999999')).status).toBe(404)
    expect((await page('/admin/history/abc')).status).toBe(404)
  })

  it('shows an entry, and leads to the page as it was', async () => {
    const found = await page('/admin/history?subject_id=p1')
    const [, seq] = /href="\/admin\/history\/(\d+)"/.exec(found.text) ?? []
    const { text } = await page(`/admin/history/${seq}`)
    expect(text).toContain('action="/practitioners/p1"')
    expect(text).toContain('Nothing was noted.')
    const leads = await desk.get('/admin/history/as-of?practitioner=p1&as_of=2026-03-01', {
      Cookie: cookie,
    })
    expect(leads.status).toBe(303)
    expect(leads.headers.get('Location')).toBe('/practitioners/p1?as_of=2026-03-01')
  })

  it('goes on in the API where a page ends', async () => {
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.next_cursor}`)
    const seqs = [...first.items, ...second.items].map(({ seq }) => seq)
    const newest = seqs[0] ?? 0
    expect(seqs).toEqual([newest, newest - 1, newest - 2, newest - 3])
    expect((await api(`/audit?limit=2&action=x&cursor=${first.next_cursor}`)).status).toBe(400)
    const one = await (await api(`/audit/${newest}`)).json()
    expect(one).toEqual(first.items[0])
    expect((await api('/audit/999999')).status).toBe(404)
  })
})

/** The link to the export is no entry. */
const linksBelow = (text: string): number => text.split('<a href="/admin/history/export').length - 1

describe('verifying', () => {
  it('is noted in the log, with who did it', async () => {
    expect((await page('/admin/history')).text).toContain('Nobody has verified the log yet.')
    const sent = await desk.post('/admin/history/verify', { head: '' }, { Cookie: cookie })
    expect(sent.headers.get('Location')).toBe('/admin/history?done=verified')
    expect((await page('/admin/history?done=verified')).text).toMatch(
      /All \d+ entries fit together/,
    )
    expect((await page('/admin/history?done=%3Cb%3E')).text).not.toContain('is-done')
  })

  it('tells of a head that is nowhere in the log', async () => {
    const head = 'a'.repeat(64)
    await desk.post('/admin/history/verify', { head }, { Cookie: cookie })
    expect((await page('/admin/history')).text).toContain('entries were cut off')
    const wrong = await desk.post('/admin/history/verify', { head: 'x' }, { Cookie: cookie })
    expect(wrong.status).toBe(400)
    const key = bearer(await desk.key('admin'))
    const path = '/api/v1/audit/verifications'
    expect(await (await desk.send('POST', path, {}, key)).json()).toMatchObject({ broken: null })
    const noted = await desk.send('POST', path, { noted_head: head }, key)
    expect(await noted.json()).toMatchObject({ broken: { problem: expect.stringContaining(head) } })
  })
})

describe('the export', () => {
  it.each(['/admin/history/export.jsonl', '/api/v1/audit/export'])('%s', async (path) => {
    const answer = await desk.get(path, { Cookie: cookie })
    const lines = jsonLines(await answer.text())
    const head = lines.pop()
    expect(head).toEqual({ entries: lines.length, head: lines.at(-1)?.hash })
    let previous: unknown = FIRST_PREVIOUS
    for (const line of lines) {
      expect(line.previous_hash).toBe(previous)
      const { hash, ...content } = line
      expect(sha256(JSON.stringify(Object.values(content)))).toBe(hash)
      previous = hash
    }
  })
})

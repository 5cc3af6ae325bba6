/** Answering what people asked to have put right, and leaving them out of searches. */
import { load } from 'cheerio'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { verifyAudit } from '#src/services/verify-audit.ts'
import {
  type CorrectionDesk,
  createCorrectionDesk,
  FORM,
  PERSON,
  REMOVAL,
  WRONG,
} from '#tests/helpers/correction-desk.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer } from '#tests/helpers/desk-app.ts'
import { NOW, projectSample } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
let desk: CorrectionDesk
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createCorrectionDesk(database)
})
afterAll(() => database.close())
beforeEach(() => desk.reset())

describe('the queue', () => {
  it('shows the longest overdue first, a page at a time', async () => {
    const practitionerId = desk.ids.get('p-levine') ?? 0
    const rows = Array.from({ length: 60 }, (_, index) => ({
      practitionerId,
      kind: 'wrong' as const,
      text: `Number ${index}`,
      nonce: String(index),
      createdAt: NOW,
      dueAt: new Date(NOW.getTime() + (30 - index) * 3_600_000),
    }))
    await database.db.insert(t.corrections).values(rows)
    const first = load(await (await desk.get('/admin/corrections', desk.admin)).text())
    expect(first('tbody tr')).toHaveLength(50)
    expect(first('tbody tr').first().text()).toContain('overdue by 29 hours')
    const next = first('main a').last().attr('href') ?? ''
    const second = load(await (await desk.get(next, desk.admin)).text())
    expect(second('tbody tr')).toHaveLength(10)
    expect(second('tbody tr').last().text()).toContain('due in 30 hours')
    const api = await desk.get('/api/v1/corrections?limit=2', desk.admin)
    expect(await api.json()).toMatchObject({
      items: [{ overdue: true, text: 'Number 59' }, { text: 'Number 58' }],
    })
    expect((await desk.get(next.replace('open', 'answered'), desk.admin)).status).toBe(400)
  })

  it('answers on the practitioner’s page, without a word of who asked', async () => {
    const id = await desk.ask({ ...WRONG, contact: 'dana@example.org' })
    expect((await desk.answer(id, 'done', '')).status).toBe(400)
    expect((await desk.answer(id, 'perhaps')).status).toBe(400)
    const done = await desk.answer(id, 'done', 'The two offices were one.')
    expect(done.headers.get('Location')).toBe(`/admin/corrections/${id}?done=answered`)
    const page = await (await desk.get(PERSON)).text()
    expect(page).toContain('A correction was asked for and made: The two offices were one.')
    for (const secret of ['Albany', 'dana@example.org', 'a admin'])
      expect(page).not.toContain(secret)
    const list = await (await desk.get('/admin/corrections?show=answered', desk.admin)).text()
    expect(list).toContain(`/admin/corrections/${id}`)
    const open = await (await desk.get('/admin/corrections', desk.admin)).text()
    expect(open).toContain('Nothing waits')
  })

  it('lets one of two admins answer and tells the other who did', async () => {
    const id = await desk.ask(REMOVAL)
    const both = await Promise.all([desk.answer(id, 'done'), desk.answer(id, 'declined')])
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409])
    const loser = both.find(({ status }) => status === 409)
    expect(await loser?.text()).toContain(`a admin has answered correction ${id} already`)
    expect((await desk.answer(999, 'done')).status).toBe(404)
  })

  it('is for admins', async () => {
    const id = await desk.ask(WRONG)
    const clinic = bearer(await desk.key('clinic'))
    const path = `/admin/corrections/${id}`
    expect((await desk.get(path)).status).toBe(303)
    expect((await desk.post(path, { outcome: 'done', answer: 'x' }, clinic)).status).toBe(403)
    expect((await desk.get('/api/v1/corrections', clinic)).status).toBe(403)
  })
})

const found = async () => {
  const [search, map] = await Promise.all([
    desk.get('/api/v1/practitioners?q=levine'),
    desk.get('/sitemaps/practitioners-1.xml'),
  ])
  return [await search.text(), await map.text()].map((text) => text.includes('p-levine'))
}

describe('a removal', () => {
  it('takes the practitioner out of every list and leaves the page at its address', async () => {
    expect(await found()).toEqual([true, true])
    const before = load(await (await desk.get(PERSON)).text())
    const id = await desk.ask(REMOVAL)
    await desk.answer(id, 'done', 'Asked by the practitioner.')
    expect(await found()).toEqual([false, false])
    const page = await desk.get(PERSON)
    expect([page.status, page.headers.get('X-Robots-Tag')]).toEqual([200, 'noindex'])
    const $ = load(await page.text())
    expect($('.panel').first().text()).toContain('left out of the search')
    expect($('h1').text()).toBe(before('h1').text())
    expect($('.listings').text()).toBe(before('.listings').text())
    const one = await desk.get('/api/v1/practitioners/p-levine')
    expect(await one.json()).toMatchObject({ id: 'p-levine', name: before('h1').text() })
    const second = await desk.preview(REMOVAL)
    desk.at.clock += 4000
    const again = await desk.post(FORM, second)
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('already')])
  })

  it('outlasts a refresh and a merge, and ends with neither', async () => {
    const id = await desk.ask(REMOVAL)
    await desk.answer(id, 'done', 'Asked by the practitioner.')
    const [levine, kinam] = [desk.ids.get('p-levine') ?? 0, desk.ids.get('p-kinam') ?? 0]
    const showAnew = () => projectSample(database.db, [levine, kinam])
    await showAnew()
    expect(await found()).toEqual([false, false])
    const isListed = async () => {
      const map = await (await desk.get('/sitemaps/practitioners-1.xml')).text()
      return map.includes('p-kinam')
    }
    expect(await isListed()).toBe(true)
    const mergeInto = (mergedIntoId: number | null) =>
      database.db
        .update(t.practitioners)
        .set({ mergedIntoId, mergedAt: mergedIntoId === null ? null : NOW })
        .where(eq(t.practitioners.id, levine))
    await mergeInto(kinam)
    await showAnew()
    expect(await isListed()).toBe(false)
    await desk.post(`/admin/corrections/${id}/undo`, { answer: 'They came back.' }, desk.admin)
    expect(await isListed()).toBe(true)
    await mergeInto(null)
  })

  it('that was granted twice lasts until both are undone', async () => {
    const ids = [await desk.ask(REMOVAL), await desk.ask(REMOVAL)]
    for (const id of ids) await desk.answer(id, 'done', 'Asked by the practitioner.')
    const undo = (id: number | undefined) =>
      desk.post(`/admin/corrections/${id}/undo`, { answer: 'It was another.' }, desk.admin)
    const kept = (await undo(ids[0])).headers.get('Location') ?? ''
    expect(await (await desk.get(kept, desk.admin)).text()).toContain('stays out of searches')
    expect(await found()).toEqual([false, false])
    const one = await desk.get(`/api/v1/corrections/${ids[1]}`, desk.admin)
    expect(await one.json()).toMatchObject({ outcome: 'done', left_out: true })
    const back = (await undo(ids[1])).headers.get('Location') ?? ''
    expect(await (await desk.get(back, desk.admin)).text()).toContain('in searches again')
    expect(await found()).toEqual([true, true])
  })

  it('is undone, once, and both are in the history', async () => {
    const id = await desk.ask(REMOVAL)
    await desk.answer(id, 'done', 'Asked by the practitioner.')
    expect(await found()).toEqual([false, false])
    const path = `/admin/corrections/${id}`
    expect(await (await desk.get(path, desk.admin)).text()).toContain('Undo the removal')
    const undo = { answer: 'It was somebody else who asked.' }
    const undoIt = () => desk.post(`${path}/undo`, undo, desk.admin)
    const both = await Promise.all([undoIt(), undoIt()])
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409])
    expect(await found()).toEqual([true, true])
    const page = await desk.get(PERSON)
    expect(page.headers.get('X-Robots-Tag')).toBeNull()
    expect(await page.text()).toContain('declined: It was somebody else who asked.')
    const log = await database.db
      .select({ action: t.auditEntries.action, why: t.auditEntries.why })
      .from(t.auditEntries)
      .where(eq(t.auditEntries.subjectId, String(id)))
      .orderBy(t.auditEntries.seq)
    expect(log).toEqual([
      { action: 'decide-correction', why: 'Asked by the practitioner.' },
      { action: 'undo-removal', why: undo.answer },
    ])
    expect(await verifyAudit(database.db)).toMatchObject({ broken: null })
  })
})

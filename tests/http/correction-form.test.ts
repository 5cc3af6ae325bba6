/** Asking for a correction, as anybody can. */
import { load } from 'cheerio'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type CorrectionDesk,
  createCorrectionDesk,
  FORM,
  PERSON,
  REMOVAL,
  WRONG,
} from '#tests/helpers/correction-desk.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

let database: TestDatabase
let desk: CorrectionDesk
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createCorrectionDesk(database)
})
afterAll(() => database.close())
beforeEach(() => desk.reset())

describe('the form', () => {
  it('takes a request in two steps and says when it will be answered', async () => {
    expect(await (await desk.get(PERSON)).text()).toContain(`href="${FORM}"`)
    const form = await desk.get(FORM)
    expect(form.headers.get('X-Robots-Tag')).toBe('noindex')
    expect(load(await form.text())('form [hidden] input').attr('name')).toBe('website')
    await desk.ask({ ...WRONG, text: WRONG.text.replace('\n', '\r\n') })
    expect(await (await desk.get(`${FORM}?done=sent`)).text()).toContain('2 business days')
    // The sample's day is a Sunday, and Thanksgiving is later that week.
    expect(await desk.listAll()).toMatchObject([
      { ...WRONG, contact: null, dueAt: new Date('2026-11-25T04:59:59.999Z') },
    ])
  })

  it('shows what it was given where that cannot be used', async () => {
    const empty = await desk.post(FORM, {
      kind: 'wrong',
      text: ' ',
      contact: '<b>',
      step: 'preview',
    })
    expect(empty.status).toBe(400)
    const $ = load(await empty.text())
    expect($('[role=alert] a').attr('href')).toBe('#text')
    expect($('#text').attr('aria-describedby')).toContain('text-problem')
    expect($('#contact').attr('value')).toBe('<b>')
    const nobody = await desk.post(FORM, { ...REMOVAL, contact: '', step: 'preview' })
    expect(await nobody.text()).toContain('how to reach you')
    expect((await desk.post(FORM, { ...WRONG, text: 'x'.repeat(2001) })).status).toBe(400)
    expect((await desk.post(FORM, { ...WRONG, text: 'x'.repeat(99_000) })).status).toBe(413)
    expect((await desk.post('/practitioners/nobody/correction', WRONG)).status).toBe(404)
  })

  it('goes back to be changed, with the words in it', async () => {
    const back = await desk.post(FORM, { ...(await desk.preview(WRONG)), step: 'change' })
    expect(load(await back.text())('textarea').text()).toBe(WRONG.text)
  })

  it.each([
    ['at once', 1000, {}, 'three seconds'],
    ['after more than an hour', 3_601_000, {}, 'more than an hour'],
    ['with other words', 4000, { text: 'Buy pills.' }, 'not as it was shown'],
    ['without the first step', 4000, { token: '' }, 'not as it was shown'],
    ['with the trap filled in', 4000, { website: 'https://spam.example' }, 'must stay empty'],
  ])('is not taken %s', async (_, wait, altered, words) => {
    const second = await desk.preview(WRONG)
    desk.at.clock += wait
    const refused = await desk.post(FORM, { ...second, ...altered })
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(words)])
    expect(await desk.listAll()).toEqual([])
  })

  it('is taken once, however often it is sent', async () => {
    const second = await desk.preview(WRONG)
    desk.at.clock += 4000
    const all = await Promise.all([
      desk.post(FORM, second),
      desk.post(FORM, second),
      desk.post(FORM, second),
    ])
    expect(all.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await desk.listAll()).toHaveLength(1)
  })

  it('stops one address after five an hour and one page after ten a day', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1) {
      if (tries === 6) desk.at.address = '192.0.2.8'
      const second = await desk.preview({ ...WRONG, text: `Number ${tries}` })
      desk.at.clock += 4000
      statuses.push((await desk.post(FORM, second)).status)
    }
    expect(statuses).toEqual([...Array(5).fill(303), 429, ...Array(5).fill(303), 429])
  })

  it('is not for another site', async () => {
    const headers = { Origin: 'https://evil.example' }
    expect((await desk.post(FORM, await desk.preview(WRONG), headers)).status).toBe(403)
  })
})

describe('programs', () => {
  it('ask in the same two steps and answer under the same rules', async () => {
    const path = '/api/v1/practitioners/p-levine/corrections'
    const first = await desk.send('POST', path, REMOVAL)
    const { token } = z.object({ token: z.string() }).parse(await first.json())
    const early = await desk.send('POST', path, { ...REMOVAL, token })
    expect([early.status, await early.text()]).toEqual([400, expect.stringContaining('token')])
    desk.at.clock += 4000
    const sent = await desk.send('POST', path, { ...REMOVAL, token })
    expect(sent.status).toBe(201)
    const { id } = z.object({ id: z.int() }).parse(await sent.json())
    const one = `/api/v1/corrections/${id}`
    const words = { outcome: 'done', answer: 'Asked by the practitioner.' }
    expect((await desk.send('POST', `${one}/outcome`, words)).status).toBe(401)
    const done = await desk.send('POST', `${one}/outcome`, words, desk.admin)
    expect(await done.json()).toMatchObject({ outcome: 'done', left_out: true })
    expect((await desk.send('POST', `${one}/outcome`, words, desk.admin)).status).toBe(409)
    const undone = await desk.send('POST', `${one}/undo`, { answer: 'A mistake.' }, desk.admin)
    expect(await undone.json()).toMatchObject({ outcome: 'declined', left_out: false })
    expect((await desk.get('/api/v1/corrections/999', desk.admin)).status).toBe(404)
  })
})

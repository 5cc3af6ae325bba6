import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
let desk: DeskApp
let clinic: Record<string, string>
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
  clinic = { Cookie: (await desk.signIn('ida@example.org', 'clinic')).cookie }
})
afterAll(() => database.close())

async function receiptOf(fields: Record<string, string>, headers = clinic): Promise<string> {
  const answer = await desk.post('/check', fields, headers)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location') ?? ''
}

describe('the form', () => {
  it('leads to a receipt that shows what each answer rests on', async () => {
    const path = await receiptOf({ license_number: '001234', state: 'NY', as_of: '' })
    const answer = await desk.get(path, clinic)
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    const html = await answer.text()
    for (const words of [
      'Exclusion lists',
      'Board certification',
      'Register ny-nysed',
      'capture capture-ny-nysed',
      'ny-nysed0000',
      '20 Nov 2026',
      '0.0.0-test',
      `${path}.pdf`,
    ]) {
      expect(html).toContain(words)
    }
  })

  it('shows what is wrong beside the field, with what was typed', async () => {
    const answer = await desk.post('/check', { name: '<b>Jo', npi: '123' })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('value="&lt;b&gt;Jo"')
    expect(html).toMatch(/aria-describedby="h-npi p-npi" aria-invalid="true"/)
    expect(html).toContain('This is no NPI')
  })

  it('is filled in for whom a link means, and empty for an id that nobody has', async () => {
    const html = await (await desk.get('/check?practitioner=p-nguyen-smith')).text()
    expect(html).toContain('value="Mai Nguyễn-Smith"')
    expect(html).toContain('value="42.123"')
    for (const id of ['nobody', '', '/', '%20']) {
      const answer = await desk.get(`/check?practitioner=${id}`)
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringMatching(/name="name"[^>]* value=""/),
      ])
    }
  })

  it('offers to ask the registries only to who is signed in', async () => {
    expect(await (await desk.get('/check', clinic)).text()).toContain('name="live"')
    expect(await (await desk.get('/check')).text()).not.toContain('name="live"')
    expect((await desk.post('/check', { name: 'Jordan Levine', live: 'true' })).status).toBe(400)
  })
})

describe('a receipt', () => {
  it('gives no tick for training of which nothing is known', async () => {
    const path = await receiptOf({ license_number: '42.123', state: 'CT' })
    const page = load(await (await desk.get(path, clinic)).text())
    const training = page('.mark-line li:contains("Trigger-point training")')
    expect(training.text()).toContain('Not found')
    expect(training.find('svg').attr('class')).toContain('is-unknown')
    expect(page('#e-training').parent().find('.badge').attr('class')).toBe('badge is-never')
  })

  it('is signed off and deleted by whose it is', async () => {
    const path = await receiptOf({ name: 'Jordan Levine' })
    const wrong = await desk.post(`${path}/sign-offs`, { decision: 'accepted' }, clinic)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('Nothing was signed off.')
    const fields = { reviewer: 'Ida <Bell>', title: 'Manager', decision: 'follow-up', note: 'Call' }
    expect((await desk.post(`${path}/sign-offs`, fields)).status).toBe(303)
    expect((await desk.post(`${path}/sign-offs`, fields, clinic)).status).toBe(303)
    expect(await (await desk.get(path, clinic)).text()).toContain('by Ida &lt;Bell&gt;, Manager')
    expect((await desk.post(`${path}/delete`, {}, clinic)).headers.get('Location')).toBe('/checks')
    expect((await desk.get(path, clinic)).status).toBe(404)
  })

  it('of a visitor is for whoever has its address, and nobody signs it off', async () => {
    const path = await receiptOf({ name: 'Jordan Levine' }, {})
    const answer = await desk.get(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('/sign-offs')
    const fields = { reviewer: 'Ida', decision: 'accepted' }
    expect((await desk.post(`${path}/sign-offs`, fields, clinic)).status).toBe(404)
  })

  it.each(['Jordan Levine', 'Mai Nguyễn-Smith', '陈 \u200b\ud83d\ude00 Ltd'])(
    'is the same PDF each time, for %s',
    async (name) => {
      const path = await receiptOf({ name })
      const answer = await desk.get(`${path}.pdf`, clinic)
      expect(answer.headers.get('Content-Type')).toBe('application/pdf')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      const again = await desk.get(`${path}.pdf`, clinic)
      expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true)
    },
  )
})

describe('verifying on a page', () => {
  it('takes a pasted receipt and a file', async () => {
    const path = await receiptOf({ name: 'Jordan Levine' })
    const jws = await (await desk.get(`${path}.jws`, clinic)).text()
    const pasted = await desk.post('/receipts/verify', { receipt: `${jws}\n` })
    expect(await pasted.text()).toContain('the same question has the same answers.')
    const body = new FormData()
    body.set('receipt', '')
    body.set('file', new File([jws], 'receipt.jws'))
    const init = { method: 'POST', body, headers: { Origin: ORIGIN } }
    const sent = await desk.app.request(`${ORIGIN}/receipts/verify`, init)
    expect(await sent.text()).toContain('<h2>Genuine</h2>')
    const altered = await desk.post('/receipts/verify', { receipt: jws.replace('.', '.e') })
    expect(await altered.text()).toContain('<h2>Not genuine</h2>')
    expect((await desk.post('/receipts/verify', { receipt: ' ' })).status).toBe(400)
  })
})

describe('the list of a clinic', () => {
  it('is exported without formulas, and deleted at a word', async () => {
    const owner = { Cookie: (await desk.signIn('uma@example.org', 'clinic')).cookie }
    await receiptOf({ name: '=HYPERLINK("x")' }, owner)
    await receiptOf({ name: 'Jordan Levine' }, owner)
    const html = await (await desk.get('/checks', owner)).text()
    expect(html).toContain('=HYPERLINK(&quot;x&quot;)')
    const csv = await (await desk.get('/checks/export.csv', owner)).text()
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3)
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    await desk.post('/checks/delete', {}, owner)
    expect(await (await desk.get('/checks', owner)).text()).toContain('/receipts/')
    await desk.post('/checks/delete', { confirm: 'yes' }, owner)
    expect(await (await desk.get('/checks', owner)).text()).toContain(
      'Nothing has been checked yet.',
    )
    expect((await desk.get('/checks')).status).toBe(303)
  })
})

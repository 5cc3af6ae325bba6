/** Training at the desk and in public: pages without JavaScript, and the same by calls. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listClaims, listReviews, listSubmissions } from '#db/queries/training-desk.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
let desk: DeskApp
let cookie: string
let clinicKey: Record<string, string>
let adminKey: Record<string, string>
let nowMs = Date.parse('2026-11-24T18:00:00Z')
let address = 1

beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  desk = await createDeskApp(database, {
    now: () => new Date(nowMs),
    registries: SAMPLE_REGISTRIES,
    desk: { addressOf: () => `192.0.2.${address}` },
  })
  cookie = (await desk.signIn('ada@example.org')).cookie
  clinicKey = bearer(await desk.key('clinic'))
  adminKey = bearer(await desk.key('admin'))
})
afterAll(() => database.close())

const upload = (path: string, fields: Record<string, string | File>, headers = {}) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return desk.app.request(ORIGIN + path, {
    method: 'POST',
    body,
    headers: { Origin: ORIGIN, ...headers },
  })
}
const asAdmin = () => ({ Cookie: cookie })
const textOf = async (path: string) => (await desk.get(path, asAdmin())).text()
const field = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]?.replaceAll('&quot;', '"') ?? ''

const PATH = '/practitioners/p-levine/training'
const PDF = new File(['%PDF-1.7 a diploma'], 'diploma.pdf', { type: 'text/html' })

describe('the public form', () => {
  const fields = async (): Promise<Record<string, string | File>> => {
    const token = field(await (await desk.get(PATH)).text(), 'token')
    nowMs += 5000
    return {
      token,
      website: '',
      program: 'apm',
      school: 'A School <b>',
      year: '2009',
      evidence: '',
      link: '',
      given_by: 'the school',
      file: PDF,
    }
  }

  it('takes a claim with a file, which only an admin can save', async () => {
    const sent = await upload(PATH, await fields())
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${PATH}?done=sent`])
    expect(await (await desk.get(`${PATH}?done=sent`)).text()).toContain('Thank you')
    const [claim] = await listSubmissions(database.db, 50)
    const file = `/admin/evidence/${claim?.fileSha256}`
    expect((await desk.get(file)).status).toBe(303)
    const answer = await desk.get(file, asAdmin())
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="diploma.pdf"')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await answer.text()).toBe('%PDF-1.7 a diploma')
  })

  it('shows again what was typed where something is wrong', async () => {
    const answer = await upload(PATH, { ...(await fields()), year: '09' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('value="A School &lt;b&gt;"')
    const page = new File(['<html>'], 'diploma.pdf')
    const refused = await upload(PATH, { ...(await fields()), file: page })
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('no PDF')])
    const large = new File([new Uint8Array(6 * 1024 * 1024)], 'large.pdf')
    expect((await upload(PATH, { ...(await fields()), file: large })).status).toBe(413)
  })

  it('takes nothing from a program: too quick, a filled trap, no token, another page', async () => {
    const before = await listSubmissions(database.db, 50)
    const given = { ...(await fields()), year: '1999' }
    expect((await upload(PATH, { ...given, website: 'x' })).status).toBe(303)
    expect((await upload(PATH, { ...given, token: 'x' })).status).toBe(400)
    expect((await upload('/practitioners/p-kinam/training', given)).status).toBe(400)
    nowMs -= 4000
    expect((await upload(PATH, given)).status).toBe(400)
    nowMs += 4000
    const foreign = await upload(PATH, given, { Origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect(await listSubmissions(database.db, 50)).toEqual(before)
  })

  it('stops whoever sends too many', async () => {
    address = 99
    const statuses: number[] = []
    const given = await fields()
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await upload(PATH, given)).status)
    address = 1
    expect(statuses.at(-1)).toBe(429)
    expect((await desk.get('/practitioners/p-none/training')).status).toBe(404)
  })
})

describe('the desk', () => {
  it('approves a claim, which then stands on the page; the second is told', async () => {
    const [claim] = await listSubmissions(database.db, 50)
    const path = `/admin/training/submissions/${claim?.id}`
    expect(await textOf('/admin/training')).toContain(path)
    expect(await textOf(path)).toContain('A School &lt;b&gt;')
    const form = { decision: 'approve', tier: 'documented', reason: '' }
    const done = await desk.post(path, form, asAdmin())
    expect(done.headers.get('Location')).toBe('/admin/training?done=approved')
    expect(await textOf('/admin/training?done=approved')).toContain('The claim is approved')
    const again = await desk.post(path, { ...form, decision: 'reject', reason: 'x' }, asAdmin())
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('ada has decided that already')
    expect(await textOf(path)).toContain('as documented')
    const page = await (await desk.get('/practitioners/p-levine')).text()
    expect(page).toContain('a document shown to this directory')
  })

  it('withdraws it with a reason, and no page shows it any more', async () => {
    const [claim] = await listClaims(database.db, 50)
    const path = `/admin/training/claims/${claim?.id}`
    expect(await textOf('/admin/training/claims?practitioner=p-levine')).toContain(path)
    expect((await desk.post(`${path}/withdraw`, { reason: ' ' }, asAdmin())).status).toBe(400)
    const done = await desk.post(`${path}/withdraw`, { reason: 'Not theirs' }, asAdmin())
    expect(done.status).toBe(303)
    expect(await textOf(path)).toContain('by ada on')
    const shown = await (await desk.get('/api/v1/practitioners/p-levine')).text()
    expect(shown).not.toContain('a document shown to this directory')
    expect(await listClaims(database.db, 50)).toEqual([])
  })

  it('shows what a list would do, and takes it as it was shown', async () => {
    const list =
      'name,school,shoe\r\nRosalind Featherstone,"Myofascial ""A"" <i>",1\r\nNobody Whatsoever,Myofascial School,2\r\n'
    const file = new File([list], 'list.csv')
    const given = { list: file, given_by: 'the alumni office' }
    const preview = await (await upload('/admin/training/import', given, asAdmin())).text()
    expect(preview).toContain('2 rows: 1 would be shown, 0 known already, 1 would wait')
    expect(preview).toContain('nobody knows these columns: shoe')
    expect(await listClaims(database.db, 50)).toEqual([])
    const form = {
      list: list.replaceAll('\r\n', '\n'),
      given_by: 'the alumni office',
      expected: field(preview, 'expected'),
    }
    const confirm = () => desk.post('/admin/training/import/confirm', form, asAdmin())
    expect((await confirm()).status).toBe(303)
    expect((await confirm()).status).toBe(409)
    expect(await listClaims(database.db, 50)).toMatchObject([{ publicId: 'p-nppes-only' }])
    const broken = { ...given, list: new File(['x'], 'x.csv') }
    const refused = await upload('/admin/training/import', broken, asAdmin())
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('no column'),
    ])
  })

  it('decides whom a doubtful row means', async () => {
    const [review] = await listReviews(database.db, 50)
    const path = `/admin/training/reviews/${review?.id}`
    expect(await textOf('/admin/training/reviews')).toContain(path)
    expect(await textOf(path)).toContain('Nobody in the directory')
    const form = { practitioner: 'other', other: '', tier: 'mentioned', reason: '' }
    expect((await desk.post(path, form, asAdmin())).status).toBe(400)
    const other = `${ORIGIN}/practitioners/p-kinam`
    expect((await desk.post(path, { ...form, other }, asAdmin())).status).toBe(303)
    expect(await textOf(path)).toContain('given to p-kinam as mentioned')
    expect(await (await desk.get('/practitioners/p-kinam')).text()).toContain('Myofascial School')
  })
})

interface Answered {
  items: { id: number; file_sha256: string }[]
  next_cursor: string | null
  fingerprint: string
}

describe('the calls', () => {
  const json = async (asked: Response | Promise<Response>) => {
    const answer = await asked
    const body: Answered = JSON.parse(await answer.text())
    return { status: answer.status, body }
  }

  it('do the same under the same rules', async () => {
    const claims = '/api/v1/practitioners/p-kinam/training-claims'
    const body = {
      program: 'apm',
      school: 'A School',
      year: 2001,
      file: { name: 'a.png', base64: 'iVBORw0KGgoAAAA=' },
    }
    expect((await desk.send('POST', claims, body)).status).toBe(401)
    const sent = await json(desk.send('POST', claims, body, clinicKey))
    expect(sent).toMatchObject({ status: 202, body: { is_new: true } })
    const twice = await json(desk.send('POST', claims, body, clinicKey))
    expect(twice.body).toEqual({ ...sent.body, is_new: false })
    const queue = '/api/v1/training-submissions'
    expect((await desk.get(queue, clinicKey)).status).toBe(403)
    const { items } = (await json(desk.get(queue, adminKey))).body
    const [item] = items
    expect(items).toMatchObject([{ practitioner: 'p-kinam', year: 2001, given_by: 'a clinic' }])
    const evidence = await desk.get(`/api/v1/evidence/${item?.file_sha256}`, adminKey)
    expect(evidence.headers.get('Content-Type')).toBe('image/png')
    const decide = (decision: object) =>
      desk.send('POST', `${queue}/${item?.id}/decision`, decision, adminKey)
    expect((await decide({ decision: 'rejected' })).status).toBe(400)
    expect((await decide({ decision: 'approved', tier: 'confirmed' })).status).toBe(200)
    expect((await decide({ decision: 'approved', tier: 'claimed' })).status).toBe(409)
  })

  it('page through claims and take one back', async () => {
    const first = await json(desk.get('/api/v1/training-claims?limit=1', adminKey))
    const next = `/api/v1/training-claims?limit=1&cursor=${first.body.next_cursor}`
    const second = await json(desk.get(next, adminKey))
    const [one] = first.body.items
    expect(second.body.items[0]?.id).toBeLessThan(one?.id ?? 0)
    const wrong = `${next}&practitioner=p-kinam`
    expect((await desk.get(wrong, adminKey)).status).toBe(400)
    const path = `/api/v1/training-claims/${one?.id}/withdrawal`
    expect((await desk.send('POST', path, { reason: 'x' }, adminKey)).status).toBe(200)
    expect((await desk.send('POST', path, { reason: 'x' }, adminKey)).status).toBe(409)
  })

  it('take a list, after a look, and decide on its rows', async () => {
    const post = (query: string) =>
      desk.app.request(`${ORIGIN}/api/v1/training-imports?given_by=the%20school${query}`, {
        method: 'POST',
        body: 'name,school\nQuentin Unheard,Myofascial School\n',
        headers: { 'Content-Type': 'text/csv', ...adminKey },
      })
    const preview = await json(post('&preview=true'))
    expect(preview.body).toMatchObject({ preview: true, items: [{ outcome: 'doubtful' }] })
    const queue = '/api/v1/training-reviews'
    expect((await json(desk.get(queue, adminKey))).body.items).toEqual([])
    expect((await post('&expected=other')).status).toBe(409)
    const taken = await post(`&expected=${preview.body.fingerprint}`)
    expect(taken.status).toBe(200)
    const { items } = (await json(desk.get(queue, adminKey))).body
    const [item] = items
    expect(items).toMatchObject([{ row: { name: 'Quentin Unheard', license_number: null } }])
    const path = `${queue}/${item?.id}/decision`
    const nobody = { practitioner: null, reason: 'Lives in Ohio' }
    expect((await desk.send('POST', path, nobody, adminKey)).status).toBe(200)
    expect((await desk.send('POST', path, nobody, adminKey)).status).toBe(409)
  })
})

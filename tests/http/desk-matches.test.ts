import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '#db/client.ts'
import * as t from '#db/schema/index.ts'
import { verifyAudit } from '#src/services/verify-audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { addRecords, empty, named, publish, whoIsWho } from '#tests/services/linkage-fixture.ts'

const LIST = z.object({ items: z.array(z.unknown()), next_cursor: z.string() })
const GIVEN = z.object({ judgement: z.string() })
const NPI = '2000000002'

let database: TestDatabase
let desk: DeskApp
let ada: { cookie: string; actor: string }
let bob: { cookie: string; actor: string }
/** Record ids of Ann, in two lists, then of Ben, Carla, Dora and Edda. */
let ids: number[]

beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  ada = await desk.signIn('ada@example.org')
  bob = await desk.signIn('bob@example.org')
})
afterAll(() => database.close())

beforeEach(async () => {
  await empty(database.db)
  ids = await addRecords(database.db, [
    ['nppes', 'a1', named('Ann Specimen', { npi: NPI })],
    ['ncbahm', 'a2', named('Ann Specimen', { npi: NPI })],
    ['nppes', 'b1', named('Ben Sample')],
    ['ct-elicense', 'c1', named('Carla Example')],
    ['ct-elicense', 'd1', named('Dora Example')],
    ['ct-elicense', 'e1', named('Edda <b>Example</b>')],
  ])
  await publish(desk.ctx, ids)
  await insertPair(2, 3, 9.5)
  await insertPair(3, 4, 12.25)
  await insertPair(4, 5, null)
})

const id = (index: number): number => ids[index] ?? -1
const pathOf = (left: number, right: number): string => `/admin/matches/${id(left)}-${id(right)}`

async function insertPair(left: number, right: number, weight: number | null): Promise<void> {
  await database.db.insert(t.linkPairs).values({
    leftRecordId: id(left),
    rightRecordId: id(right),
    decision: weight === null ? 'match' : 'review',
    method: weight === null ? 'npi' : 'model',
    probability: weight === null ? null : 0.75,
    weight,
    reasons: [
      { words: 'the same rare name', weight: weight && weight + 4 },
      { words: 'different towns', weight: weight && -3 },
    ],
    modelVersion: 'model-1',
    isRefused: weight === null,
    decidedAt: new Date('2026-11-22T12:00:00Z'),
  })
}

const read = async (path: string, { cookie } = ada): Promise<string> => {
  const answer = await desk.get(path, { Cookie: cookie })
  expect(answer.status).toBe(200)
  return answer.text()
}
const post = (path: string, fields: Record<string, string>, { cookie } = ada) =>
  desk.post(path, fields, { Cookie: cookie })
const pairsIn = (page: string): string[] =>
  [...page.matchAll(/href="(\/admin\/matches\/\d+-\d+)"/g)].map(([, path = '']) => path)
const lastAudit = async () => {
  const [entry] = await rowsOf<Record<string, string>>(
    database.db,
    sql`select actor, action, subject_type as type, subject_id as id, why, before, after
        from audit_entries order by seq desc limit 1`,
  )
  return entry
}
const groups = async () => (await whoIsWho(database.db)).map(({ keys }) => keys)
const owner = async (key: string): Promise<string> =>
  (await whoIsWho(database.db)).find(({ keys }) => keys.split(' ').includes(key))?.id ?? 'nobody'

describe('the queue', () => {
  it('shows the strongest first and leaves out what was judged, even unsurely', async () => {
    const all = [pathOf(4, 5), pathOf(3, 4), pathOf(2, 3)]
    const page = await read('/admin/matches')
    expect(pairsIn(page)).toEqual(all)
    expect(page).toContain('Edda &lt;b&gt;Example')
    await post(pathOf(3, 4), { verdict: 'unsure', note: '' })
    expect(pairsIn(await read('/admin/matches'))).toEqual([all[0], all[2]])
    expect(pairsIn(await read('/admin/judgements'))).toEqual([all[1]])
  })

  it('goes on after fifty, each pair once', async () => {
    const many = await addRecords(
      database.db,
      Array.from({ length: 60 }, (_, at) => ['ny-nysed', `n${at}`, named(`Nora ${at}`)]),
    )
    ids.push(...many)
    for (let at = 0; at < 60; at += 1) await insertPair(0, 6 + at, at % 3)
    const first = await read('/admin/matches')
    const next = /href="(\/admin\/matches\?cursor=[^"]+)"/.exec(first)?.[1] ?? ''
    const second = pairsIn(await read(next))
    const seen = [...pairsIn(first), ...second]
    expect([seen.length, new Set(seen).size, second.length]).toEqual([63, 63, 13])
    const broken = await desk.get('/admin/matches?cursor=abc', { Cookie: ada.cookie })
    expect(broken.status).toBe(400)
  })
})

describe('a pair', () => {
  it('stands side by side with each weight, and leads to its neighbors', async () => {
    const page = await read(pathOf(3, 4))
    for (const text of ['Carla Example', 'Dora Example', '+16.3', '−3.0', '+12.3', '75.0%']) {
      expect(page).toContain(text)
    }
    expect(page).toContain(`href="${pathOf(4, 5)}" data-key="k p"`)
    expect(page).toContain(`href="${pathOf(2, 3)}" data-key="j n"`)
    expect(await read(`/admin/matches/${id(4)}-${id(3)}`)).toContain(`action="${pathOf(3, 4)}"`)
    for (const path of ['/admin/matches/1-999999', '/admin/matches/7-7', '/admin/matches/x']) {
      expect((await desk.get(path, { Cookie: ada.cookie })).status).toBe(404)
    }
  })

  it('is judged, leads to the next, is found in the log, and the judgement is taken back', async () => {
    const answer = await post(pathOf(3, 4), { verdict: 'same', note: 'telephoned' })
    const to = answer.headers.get('Location') ?? ''
    expect([answer.status, to]).toEqual([303, expect.stringContaining(pathOf(2, 3))])
    expect(await groups()).toContain('c1 d1')
    expect(await lastAudit()).toMatchObject({
      actor: ada.actor,
      action: 'judge-pair',
      type: 'pair',
      id: `${id(3)}-${id(4)}`,
      why: 'telephoned',
    })
    const next = await read(to)
    expect(next).toContain('Noted: the same person.')
    const undo = /action="(\/admin\/judgements\/[^"]+\/undo)"/.exec(next)?.[1] ?? ''
    expect(await read(to, bob)).not.toContain(undo)
    const undone = await post(undo, {}, bob)
    expect(undone.headers.get('Location')).toBe(`${pathOf(3, 4)}?done=undone`)
    expect(await groups()).not.toContain('c1 d1')
    expect(await lastAudit()).toMatchObject({ actor: bob.actor, action: 'undo-judgement' })
    const again = await post(undo, {})
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('bob has')])
    expect(await verifyAudit(database.db)).toMatchObject({ broken: null })
  })

  it('is judged by one of two at once, and the other is told by whom', async () => {
    const both = await Promise.all([
      post(pathOf(3, 4), { verdict: 'same', note: '' }, ada),
      post(pathOf(3, 4), { verdict: 'different', note: '' }, bob),
    ])
    expect(both.map(({ status }) => String(status)).sort()).toEqual(['303', '409'])
    const loser = both.find(({ status }) => status === 409)
    expect(await loser?.text()).toMatch(/(ada|bob) has judged these two already: (not )?the same/)
  })

  it('is judged once by a double click, and anew by whoever has seen the former word', async () => {
    const word = { verdict: 'different', note: '' }
    const twice = await Promise.all([post(pathOf(3, 4), word), post(pathOf(3, 4), word)])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const [row, second] = await database.db.select().from(t.judgements)
    expect(second).toBeUndefined()
    const anew = { verdict: 'same', note: '', expected: row?.actId ?? '' }
    expect((await post(pathOf(3, 4), anew, bob)).status).toBe(303)
    expect(await read(pathOf(3, 4))).toContain('bob judged on')
  })

  it('is not judged by a word that is none', async () => {
    const wrong: Record<string, string>[] = [
      { verdict: 'maybe' },
      { verdict: 'same', note: 'x'.repeat(2001) },
    ]
    for (const fields of wrong) {
      expect((await post(pathOf(3, 4), fields)).status).toBe(400)
    }
    const huge = await post(pathOf(3, 4), { verdict: 'same', note: 'x'.repeat(100_000) })
    expect(huge.status).toBe(413)
  })
})

describe('as calls', () => {
  it('the queue, a pair, a judgement and its end answer to an admin’s key alone', async () => {
    const key = bearer(await desk.key('admin'))
    const queue = await desk.get('/api/v1/matches?limit=2', key)
    const { items, next_cursor } = LIST.parse(await queue.json())
    expect(items[1]).toMatchObject({ weight: 12.25, records: [{ key: 'c1' }, { key: 'd1' }] })
    const rest = await desk.get(`/api/v1/matches?limit=2&cursor=${next_cursor}`, key)
    expect(await rest.json()).toMatchObject({ items: [{ weight: 9.5 }], next_cursor: null })
    const match = await desk.get(`/api/v1/matches/${id(3)}/${id(4)}`, key)
    expect(await match.json()).toMatchObject({
      fields: [{ field: 'Name', agreement: 'differs' }],
      scored: { reasons: [{ weight: 16.25 }, { weight: -3 }] },
      judgement: null,
    })
    const word = { left: id(4), right: id(3), verdict: 'same', note: 'seen' }
    const judge = (more: object) =>
      desk.send('POST', '/api/v1/judgements', { ...word, ...more }, key)
    expect((await judge({})).status).toBe(400)
    const given = await judge({ expected: null })
    expect(given.status).toBe(201)
    const { judgement } = GIVEN.parse(await given.json())
    expect((await judge({ expected: null, verdict: 'different' })).status).toBe(409)
    const listed = await desk.get(`/api/v1/judgements?practitioner=${await owner('c1')}`, key)
    expect(await listed.json()).toMatchObject({
      items: [{ id: judgement, by: expect.stringContaining('a admin'), ended: null }],
    })
    const undo = await desk.send('POST', `/api/v1/judgements/${judgement}/undo`, {}, key)
    expect(await undo.json()).toEqual({ judgement, pairs: [[id(3), id(4)]] })
  })

  it('refuse a visitor and a clinic', async () => {
    const clinic = bearer(await desk.key('clinic'))
    for (const path of ['matches', `matches/${id(3)}/${id(4)}`, 'judgements', 'links']) {
      expect((await desk.get(`/api/v1/${path}`)).status).toBe(401)
      expect((await desk.get(`/api/v1/${path}`, clinic)).status).toBe(403)
    }
    for (const path of ['judgements', 'judgements/x/undo', 'practitioners/x/merge']) {
      expect((await desk.send('POST', `/api/v1/${path}`, {})).status).toBe(401)
      expect((await desk.send('POST', `/api/v1/${path}`, {}, clinic)).status).toBe(403)
    }
  })
})

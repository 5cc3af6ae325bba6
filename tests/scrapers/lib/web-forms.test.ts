/** Sessions with sites of forms, against a real server on loopback. */
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import {
  FormSession,
  hasButton,
  loadPage,
  readPostback,
  StaleFormError,
} from '#scrapers/lib/web-forms.ts'
import { createTestHttp, listen, type Loopback } from '#tests/helpers/loopback.ts'

let site: Loopback
let asked: { line: string; headers: Headers; body: string }[] = []
let answers: (() => Response)[] = []

const page = (body: string, headers: [string, string][] = []): Response =>
  new Response(`<html><body>${body}</body></html>`, {
    headers: [['content-type', 'text/html'], ...headers],
  })
const redirect = (location: string, headers: [string, string][] = []): Response =>
  new Response('', { status: 302, headers: [['location', location], ...headers] })

beforeAll(async () => {
  const app = new Hono()
  app.get('/robots.txt', (c) => c.notFound())
  app.all('*', async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const body = await c.req.text()
    asked.push({ line: `${c.req.method} ${pathname}${search}`, headers: c.req.raw.headers, body })
    return answers.shift()?.() ?? new Response('no', { status: 404 })
  })
  site = await listen(app)
})
afterAll(() => site.close())
beforeEach(() => {
  asked = []
  answers = []
})

const open = (alsoStatuses: number[] = []) =>
  new FormSession(createTestHttp('nj-dca').http, { accept: ['text/html'], alsoStatuses })
const get = (session: FormSession, path: string) => session.get('page', `${site.baseUrl}${path}`)
const lastForm = () => Object.fromEntries(new URLSearchParams(asked.at(-1)?.body))

const FORM = `<form action="./there.aspx?x=1" method="post">
<input type="hidden" name="__VIEWSTATE" value="a+b/c=" /><input type="hidden" name="__EVENTTARGET" value="" />
<select name="kind"><option value="">All</option><option value="B &amp; C">B</option></select>
<select name="sort"><option value="x">X</option><option value="y" selected>Y</option></select>
<input type="radio" name="way" value="1" /><input type="radio" name="way" value="2" checked />
<input type="checkbox" name="all" value="on" /><input name="name" /><textarea name="note">n</textarea>
<input type="submit" name="go" value="Search" /><input type="submit" name="clear" value="Clear" />
</form>`

describe('a form', () => {
  test('goes back as a browser sends it: hidden fields, choices, one button', async () => {
    answers = [() => page(FORM), () => page('done')]
    const session = open()
    const form = await get(session, '/a/here.aspx')
    const answer = await session.submit('page', form, {
      values: { name: 'Example', kind: 'B & C' },
      button: 'go',
    })
    expect(asked.at(-1)?.line).toBe('POST /a/there.aspx?x=1')
    expect(asked.at(-1)?.headers.get('referer')).toBe(`${site.baseUrl}/a/here.aspx`)
    expect(lastForm()).toEqual({
      __VIEWSTATE: 'a+b/c=',
      __EVENTTARGET: '',
      kind: 'B & C',
      sort: 'y',
      way: '2',
      name: 'Example',
      note: 'n',
      go: 'Search',
    })
    // What echoes the page says nothing of what was asked.
    expect(answer.capture.requestBody).toBe('name=Example&kind=B+%26+C&go=Search')
  })

  test('that lacks a field or a button is a changed layout, before anything is sent', async () => {
    answers = [() => page(FORM)]
    const session = open()
    const form = await get(session, '/here')
    await expect(session.submit('page', form, { values: { city: 'X' } })).rejects.toThrow(
      /\/here has no field city/,
    )
    await expect(session.submit('page', form, { button: 'download' })).rejects.toThrow(LayoutError)
    expect(asked).toHaveLength(1)
    expect(hasButton(loadPage(form), 'go')).toBe(true)
    expect(hasButton(loadPage(form), 'download')).toBe(false)
  })

  test('that the site refuses is stale, and is not sent again', async () => {
    answers = [() => page(FORM), () => new Response('viewstate', { status: 500 })]
    const session = open()
    const form = await get(session, '/here')
    const submitted = session.submit('page', form, { button: 'go' })
    await expect(submitted).rejects.toThrow(StaleFormError)
    await expect(submitted).rejects.toBeInstanceOf(UnavailableError)
    expect(asked).toHaveLength(2)
  })

  test('is sent again after 503, and a page is asked for again after 500', async () => {
    answers = [
      () => new Response('', { status: 500 }),
      () => page(FORM),
      () => new Response('', { status: 503 }),
      () => page('done'),
    ]
    const session = open()
    await session.submit('page', await get(session, '/here'), { button: 'go' })
    expect(asked.map(({ line }) => line.split(' ')[0])).toEqual(['GET', 'GET', 'POST', 'POST'])
  })
})

describe('cookies', () => {
  test('go back, those of a redirect too, until they are taken away', async () => {
    answers = [
      () =>
        page('', [
          ['set-cookie', 'id=1; path=/; HttpOnly'],
          ['set-cookie', 'a=b=c'],
        ]),
      () => redirect('/next', [['set-cookie', 'id=2; expires=Wed, 01 Dec 2026 00:00:00 GMT']]),
      () => page('', [['set-cookie', 'a=x; Max-Age=0']]),
      () => page(''),
    ]
    const session = open()
    await get(session, '/one')
    expect((await get(session, '/two')).url).toBe(`${site.baseUrl}/next`)
    await get(session, '/three')
    const sent = asked.map(({ headers }) => headers.get('cookie'))
    expect(sent).toEqual([null, 'id=1; a=b=c', 'id=2; a=b=c', 'id=2'])
  })

  test('are not shared by two sessions', async () => {
    answers = [() => page('', [['set-cookie', 'id=1']]), () => page('')]
    await get(open(), '/one')
    await get(open(), '/two')
    expect(asked.at(-1)?.headers.get('cookie')).toBeNull()
  })
})

describe('a redirect', () => {
  test('after a form is followed by GET, without the form', async () => {
    answers = [() => page(FORM), () => redirect('done.aspx'), () => page('done')]
    const session = open()
    const answer = await session.submit('page', await get(session, '/a/here'), { button: 'go' })
    expect(asked.at(-1)).toMatchObject({ line: 'GET /a/done.aspx', body: '' })
    expect(answer.url).toBe(`${site.baseUrl}/a/done.aspx`)
    expect(answer.capture).toMatchObject({ method: 'GET', status: 200 })
  })

  test('to another site, or in circles, is not followed', async () => {
    answers = [() => redirect('https://elsewhere.example/')]
    await expect(get(open(), '/one')).rejects.toThrow(/sends us on to elsewhere\.example/)
    answers = Array.from({ length: 9 }, () => () => redirect('/again'))
    await expect(get(open(), '/one')).rejects.toThrow(/in circles/)
    expect(asked.length).toBeLessThan(9)
  })
})

test('other statuses are the caller’s where it says so', async () => {
  await expect(get(open(), '/gone')).rejects.toThrow(UnavailableError)
  expect((await get(open([404]), '/gone')).capture.status).toBe(404)
})

test('a link that posts back is told from others', () => {
  expect(readPostback("javascript:__doPostBack('grid$_ctl44$_ctl1','')")).toEqual({
    __EVENTTARGET: 'grid$_ctl44$_ctl1',
    __EVENTARGUMENT: '',
  })
  expect(readPostback('Details.aspx?result=1')).toBeNull()
})

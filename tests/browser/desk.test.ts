/**
 * The desk in a real browser, from a fresh start of the service: the first admin, a refresh that is
 * watched, one that is held, five matches by keyboard, a claim, a merge taken back, and the history.
 * One walk: each test goes on where the one before it ended.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator as createConnecticut } from '#scrapers/ct-elicense/simulator.ts'
import type { Simulator } from '#scrapers/lib/simulator.ts'
import { createSimulator as createNppes } from '#scrapers/nppes/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { launchBrowser } from '#tests/helpers/browser.ts'
import { type RunningProcess, startScript, until } from '#tests/helpers/cli-process.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'

const CONNECTICUT = '/admin/registries/ct-elicense'
const PASSWORD = 'a long enough password'
const people = createPopulation({ size: 900 })

let connecticut: Simulator
let servers: Loopback[] = []
let folder = ''
let service: RunningProcess
let browser: Browser
let page: Page
let url = ''
/** What went wrong in the pages: errors, refused content. */
const troubles: string[] = []

beforeAll(async () => {
  connecticut = createConnecticut(people)
  servers = [await listen(connecticut.app), await listen(createNppes(people).app)]
  folder = mkdtempSync(join(tmpdir(), 'acupuncture-desk-'))
  service = startScript('start', [], {
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    REGISTRY_CT_ELICENSE_URL: servers[0]?.baseUrl ?? '',
    REGISTRY_NPPES_URL: servers[1]?.baseUrl ?? '',
  })
  await until(() => service.stdout().includes('npm run demo'), service)
  url = /http:\/\/localhost:\d+/.exec(service.stdout())?.[0] ?? ''
  browser = await launchBrowser()
  page = await open()
})
afterAll(async () => {
  await browser?.close()
  service?.child.kill('SIGKILL')
  await service?.ended
  await Promise.all(servers.map((server) => server.close()))
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  const found = troubles.splice(0)
  if (found.length > 0) throw new Error(`The browser complains: ${found.join('; ')}`)
})

async function open(): Promise<Page> {
  const context = await browser.newContext({ baseURL: url })
  const opened = await context.newPage()
  opened.on('pageerror', (error) => troubles.push(String(error)))
  opened.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  return opened
}

const main = (of: Page = page): Promise<string> => of.locator('main').innerText()
const press = (name: string | RegExp, of: Page = page) =>
  of.getByRole('button', { name }).first().click()

/** Until the page says so by itself, without being loaded again. */
const says = (text: string | RegExp, timeout = 90_000) =>
  page.locator('main').getByText(text).first().waitFor({ timeout })

/** No two runs of a registry go at once: waits for the one that the start has begun. */
async function untilIdle(path: string): Promise<void> {
  await until(async () => {
    await page.goto(path)
    return (await page.getByRole('button', { name: 'Refresh now' }).count()) > 0
  }, service)
}

/** Asks for a refresh and waits on its page for how it ends. */
async function refresh(status: 'published' | 'held'): Promise<string> {
  await untilIdle(CONNECTICUT)
  await press('Refresh now')
  await page.waitForURL('**/admin/runs/**')
  // The state is kept up to date in place; the reasons and the buttons come with the whole page after it.
  const ended = page.locator(`#run-state:not([data-events]) .badge.is-${status}`)
  await ended.waitFor({ timeout: 90_000 })
  return new URL(page.url()).pathname
}

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source)
  const found: axe.AxeResults = await page.evaluate('axe.run(document)')
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

describe('an admin, from a fresh start', () => {
  it('makes the first account by the link that the service printed', async () => {
    const link = /\S+\/admin\/welcome\?token=\S+/.exec(service.stdout())?.[0] ?? ''
    await page.goto(link)
    await page.getByLabel('Your name').fill('Adalberta Quill')
    await page.getByLabel('E-mail address').fill('adalberta@example.org')
    await page.getByLabel(/^Password/).fill(PASSWORD)
    await press('Make my account')
    await page.waitForURL('**/admin')
    expect(await page.locator('body').innerText()).toContain('Adalberta Quill')
    const again = await open()
    await again.goto(link).catch(() => {})
    expect(await main(again)).not.toContain('Make my account')
    await again.context().close()
    troubles.length = 0
  })

  it('refreshes a registry and watches it to its end', async () => {
    const path = await refresh('published')
    expect(await main()).toMatch(/[\d,]+ seen/)
    await page.goto('/admin/runs')
    expect(await page.locator(`main a[href="${path}"]`).count()).toBeGreaterThan(0)
  })

  it('reads why a run of half the people is held, and rejects it', async () => {
    connecticut.controls.fault = 'fewer'
    await refresh('held')
    expect(await main()).toMatch(/Why it is held[\s\S]*fewer/)
    await page.getByLabel('Note: why reject it?').fill('half of them are missing')
    await press('Reject')
    await says(/^cancelled$|^rejected$/)
    expect(await page.getByRole('button', { name: 'Release' }).count()).toBe(0)
  })

  it('releases another', async () => {
    await refresh('held')
    await page.getByLabel('Note: why release it?').fill('the state has confirmed it')
    await press('Release')
    await says(/^published$/)
    connecticut.controls.fault = null
  })

  it('judges five matches by keyboard', async () => {
    await untilIdle('/admin/registries/nppes')
    await page.goto('/admin/matches')
    const queue = page.locator('main a[href^="/admin/matches/"]')
    expect(await queue.count()).toBeGreaterThanOrEqual(5)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/admin\/matches\/\d+-\d+/)
    for (const key of ['u', 'd', 'u', 'd', 'u']) {
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('one person')
      const before = page.url()
      await page.keyboard.press(key)
      await page.waitForURL((now) => now.href !== before)
    }
    await page.goto('/admin/judgements')
    expect(await page.locator('main').getByText('Adalberta Quill').count()).toBeGreaterThanOrEqual(
      5,
    )
  })

  it('approves a claim of training that somebody sent in', async () => {
    const visitor = await open()
    await visitor.goto('/practitioners')
    const found = visitor.locator('main h3 a[href^="/practitioners/"]').first()
    const path = (await found.getAttribute('href')) ?? ''
    await visitor.goto(`${path}/training`)
    await visitor.getByLabel('School or course').fill('A School of Points')
    await visitor.getByLabel(/^In words/).fill('On the list of those who finished the course')
    // A form that is sent at once is taken for a program’s.
    await visitor.waitForTimeout(3500)
    await press('Send it', visitor)
    await visitor.waitForURL('**?done=sent')
    await visitor.context().close()
    await page.goto('/admin/training/submissions')
    await page
      .getByRole('link', { name: /^Decide the claim/ })
      .first()
      .click()
    await page.getByLabel('How good the evidence is').selectOption('documented')
    await page.getByLabel(/^Why/).fill('the school confirms it')
    await press(/^Approve/)
    await page.waitForURL('**done=**')
    await page.goto(path)
    expect(await main()).toContain('A School of Points')
  })

  it('merges two people, and takes the merge back', async () => {
    await page.goto('/practitioners?page=2')
    const links = page.locator('main h3 a[href^="/practitioners/"]')
    const idOf = async (at: number) =>
      ((await links.nth(at).getAttribute('href')) ?? '').replace('/practitioners/', '')
    const [one, other] = [await idOf(0), await idOf(1)]
    await page.goto(`/admin/practitioners/${one}`)
    await page.getByLabel(/^Id of the other/).fill(other)
    await press('Look at both')
    await page.getByLabel('Why they are one person').fill('they say so themselves')
    await press('Merge the two')
    await page.waitForURL('**done=**')
    await page.goto('/admin/judgements')
    await press(/^Take back/)
    await page.waitForURL('**done=undone')
    for (const id of [one, other]) {
      await page.goto(`/admin/practitioners/${id}`)
      expect(new URL(page.url()).pathname).toBe(`/admin/practitioners/${id}`)
    }
  })

  it('finds each of it in the history', async () => {
    await page.goto('/admin/history')
    const history = await main()
    const done = [
      'accept invitation',
      'request refresh',
      'reject run',
      'release run',
      'judge pair',
      'merge practitioners',
      'undo judgement',
    ]
    expect(done.filter((words) => !history.includes(words))).toEqual([])
    expect(history).toMatch(/approve|decide/)
    expect(history).toContain('half of them are missing')
    expect(history).toContain('the state has confirmed it')
    expect(history.split('judge pair').length - 1).toBe(5)
  })
})

describe('every page of the desk', () => {
  it('has nothing that axe finds, and fits a phone', async () => {
    const paths = ['', '/registries', '/runs', '/matches', '/training', '/corrections', '/history']
    paths.push('/capture', '/people', '/keys', '/account', '/practitioners', '/judgements')
    const found: string[] = []
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of paths) {
      await page.goto(`/admin${path}`)
      for (const one of await violations()) found.push(`/admin${path}: ${one}`)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      if (Number(width) > 390) found.push(`/admin${path}: ${String(width)} pixels wide`)
    }
    expect(found).toEqual([])
  })
})

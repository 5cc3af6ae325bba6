/** A patient with a browser, on a directory of invented people. */
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '#tests/helpers/browser.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'
import { createSampleApp } from '#tests/helpers/sample-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

const PAGES = [
  '/',
  '/practitioners',
  '/practitioners?q=levne',
  '/practitioners?near=10011&radius=25&state=NY',
  '/practitioners?q=nobody-of-this-name',
  '/practitioners?near=nowhere',
  '/practitioners/p-levine',
  '/practitioners/p-excluded',
  '/practitioners/p-nguyen-smith',
  '/registries',
  '/guides',
  '/guides/sciatica',
  '/guides/choosing',
  '/about',
  '/docs',
  '/nothing-here',
]

let database: TestDatabase
let server: Loopback
let browser: Browser
/** What went wrong in the pages of one test: errors, refused content, requests to elsewhere. */
let troubles: string[] = []

beforeAll(async () => {
  database = await openTestDatabase('pglite')
  await fillSampleDirectory(database.db)
  const { app } = createSampleApp(database, {
    registries: SAMPLE_REGISTRIES,
    now: () => NOW,
    notice: 'All people here are invented.',
  })
  server = await listen({ fetch: (request) => app.fetch(request) })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await database?.close()
})
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  const found = troubles
  troubles = []
  if (found.length > 0) throw new Error(`The browser complains: ${found.join('; ')}`)
})

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseUrl, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    // The browser reports every 400 and 404 by itself.
    const isStatus = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isStatus) troubles.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== server.baseUrl) troubles.push(request.url())
  })
  await page.goto(path)
  return page
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const people = (page: Page) => page.locator('main h3 a[href^="/practitioners/"]').allInnerTexts()

async function search(page: Page, words: { name?: string; near?: string }): Promise<void> {
  const form = page.getByRole('search')
  if (words.name) await form.locator('input[name=q]').fill(words.name)
  if (words.near) await form.locator('input[name=near]').fill(words.near)
  await form.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL('**/practitioners?**')
}

const FOCUS_STYLE = `(({ outlineStyle, boxShadow }) => [outlineStyle, boxShadow])(
  getComputedStyle(document.activeElement),
)`

/** Presses Tab until the element in focus is the wanted one; every stop must show its focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(FOCUS_STYLE)).not.toEqual(['none', 'none'])
    if (await page.evaluate(`document.activeElement.matches('${wanted}')`)) return
  }
  throw new Error(`The Tab key does not reach ${wanted}.`)
}

describe('a patient', () => {
  it('finds somebody by a misspelt name, opens the page and comes back', async () => {
    const page = await open('/')
    await search(page, { name: 'Jordn Levne' })
    expect((await people(page))[0]).toContain('Levine')
    const results = page.url()
    await page
      .getByRole('link', { name: /Levine/ })
      .first()
      .click()
    await page.waitForURL('**/practitioners/p-levine')
    expect(await heading(page)).toContain('Levine')
    expect(await page.locator('main').innerText()).toContain('27 W 20th St')
    await page.goBack()
    expect(page.url()).toBe(results)
    expect(await page.locator('input[name=q]').first().inputValue()).toBe('Jordn Levne')
  })

  it('finds who is near a ZIP, the nearest first', async () => {
    const page = await open('/')
    await search(page, { near: '10011' })
    await page.locator('select[name=sort]').selectOption('distance')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL('**sort=distance**')
    const found = await people(page)
    expect(found[0]).toContain('Levine')
    expect(found.join()).not.toContain('Marshfield')
    expect(await page.locator('main').innerText()).toMatch(/(about \d+|within about a) mile/)
  })

  it('narrows the results to the recommended, and widens them again', async () => {
    const page = await open('/practitioners')
    const all = await people(page)
    await page.getByRole('link', { name: /^Recommended/ }).click()
    await page.waitForURL('**recommended=true**')
    const recommended = await people(page)
    expect(recommended.join()).toContain('Levine')
    expect(recommended.join()).not.toMatch(/Zhao|Quill|Castellanos/)
    expect(recommended.length).toBeLessThan(all.length)
    await page.getByRole('link', { name: /^Recommended/ }).click()
    await page.waitForURL((url) => !url.search.includes('recommended'))
    expect(await people(page)).toEqual(all)
  })

  it('needs no mouse', async () => {
    const page = await open('/')
    await tabTo(page, 'input[name=q]')
    await page.keyboard.type('Levine')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/practitioners?**')
    await tabTo(page, '[href="/practitioners/p-levine"]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/practitioners/p-levine')
    expect(await heading(page)).toContain('Levine')
  })

  it('needs no JavaScript', async () => {
    const page = await open('/', { javaScriptEnabled: false })
    await search(page, { name: 'Levne', near: '10011' })
    await page
      .getByRole('link', { name: /Levine/ })
      .first()
      .click()
    await page.waitForURL('**/practitioners/p-levine')
    expect(await heading(page)).toContain('Levine')
  })
})

describe('every page', () => {
  it.each(PAGES)('%s fits a phone', async (path) => {
    const page = await open(path, { viewport: { width: 390, height: 844 }, isMobile: true })
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
    expect(await page.locator('body').innerText()).toContain('invented')
  })

  it.each(PAGES)('%s has nothing that axe finds, by day and by night', async (path) => {
    const page = await open(path, { colorScheme: 'light' })
    await page.evaluate(axe.source)
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const byDay = await background()
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await background()).not.toBe(byDay)
    expect(await violationsOn(page)).toEqual([])
  })

  it('would be caught with something that axe finds', async () => {
    const page = await open('/about')
    await page.evaluate(axe.source)
    await page.evaluate(`document.querySelector('main').innerHTML += '<img src="data:,">'`)
    expect((await violationsOn(page)).join()).toContain('image-alt')
  })
})

async function violationsOn(page: Page): Promise<string[]> {
  const { violations }: axe.AxeResults = await page.evaluate('axe.run(document)')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

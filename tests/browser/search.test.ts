/** The search in a browser: found by a misspelt name, a place, a filter, the keyboard, the map. */
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '#tests/helpers/browser.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'
import { createSampleApp } from '#tests/helpers/sample-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
let server: Loopback
let browser: Browser
/** Every address that the pages of one test asked for, and what the browser complained about. */
let requests: URL[] = []
let errors: string[] = []

beforeAll(async () => {
  database = await openTestDatabase('pglite')
  await fillSampleDirectory(database.db)
  const { app } = createSampleApp(database, { registries: SAMPLE_REGISTRIES, now: () => NOW })
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
  const elsewhere = requests.filter(
    ({ protocol, origin }) => protocol !== 'data:' && origin !== server.baseUrl,
  )
  const troubles = [...errors, ...elsewhere.map((url) => `a request to ${url.href}`)]
  requests = []
  errors = []
  if (troubles.length > 0) throw new Error(`Not as it should be: ${troubles.join('; ')}`)
})

/** Counts how often a page asks the device where it is. */
const COUNT_ASKING = `{
  const { geolocation } = navigator
  const ask = geolocation.getCurrentPosition.bind(geolocation)
  window.timesAsked = 0
  geolocation.getCurrentPosition = (...rest) => {
    window.timesAsked++
    ask(...rest)
  }
}`

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseUrl, ...options })
  await context.addInitScript(COUNT_ASKING)
  const page = await context.newPage()
  page.on('request', (request) => requests.push(new URL(request.url())))
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(path)
  return page
}

const people = (page: Page) => page.locator('.card h3 > a').allInnerTexts()
const found = (page: Page) => page.locator('#found').innerText()
const paramsOf = (page: Page) => new URL(page.url()).searchParams

/** Something is drawn around what has the focus, or, of a mark on the map, around its circle. */
const FOCUS_IS_VISIBLE = `(() => {
  const ring = document.activeElement.querySelector('.map-ring')
  if (ring) return getComputedStyle(ring).stroke !== 'none'
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
})()`

/** Presses Tab until the element in focus fits; every stop must show that it has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let stop = 0; stop < 90; stop++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(FOCUS_IS_VISIBLE)).toBe(true)
    if (await page.evaluate(`document.activeElement.matches('${wanted}')`)) return
  }
  throw new Error(`The Tab key does not reach ${wanted}.`)
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('search').getByRole('button', { name: 'Search', exact: true }).click()
  await page.waitForURL('**/practitioners?**')
}

describe.each([true, false])(
  'with JavaScript %s, a patient finds somebody',
  (javaScriptEnabled) => {
    it('by a misspelt name', async () => {
      const page = await open('/practitioners', { javaScriptEnabled })
      await page.locator('input[name=q]').fill('Jordon Levin')
      await submit(page)
      expect((await people(page))[0]).toContain('Levine')
    })

    it('by place, then by the map', async () => {
      const page = await open('/practitioners', { javaScriptEnabled })
      await page.locator('input[name=near]').fill('New Haven, CT')
      await page.locator('select[name=radius]').selectOption('100')
      await page.locator('select[name=sort]').selectOption('distance')
      await submit(page)
      expect((await people(page))[0]).toContain('Marshfield')
      const before = (await found(page)).split(' ')[0]
      await page.locator('.map-marks a[href*="near="]').first().click()
      await page.waitForURL((url) => url.searchParams.get('radius') !== '100')
      expect(paramsOf(page).get('sort')).toBe('distance')
      expect(Number((await found(page)).split(' ')[0])).toBeLessThan(Number(before))
      expect((await people(page)).length).toBeGreaterThan(1)
    })

    it('by filter, which keeps every other choice', async () => {
      const page = await open('/practitioners?near=10011&radius=50', { javaScriptEnabled })
      await page.getByRole('checkbox', { name: /New York/ }).check()
      await submit(page)
      if (!(await page.locator('.facets').isVisible()))
        await page.locator('.narrow summary').click()
      await page
        .locator('.facets')
        .getByRole('link', { name: /Recommended/ })
        .click()
      await page.waitForURL('**recommended=true**')
      expect(Object.fromEntries(paramsOf(page))).toMatchObject({
        near: '10011',
        radius: '50',
        state: 'NY',
      })
      expect((await people(page)).join()).toContain('Levine')
    })

    it('after nobody was found, by loosening a choice', async () => {
      const page = await open('/practitioners?q=Marshfield&state=NY', { javaScriptEnabled })
      expect(await people(page)).toEqual([])
      await page.getByRole('link', { name: 'Look in all three states' }).click()
      await page.waitForURL((url) => !url.searchParams.has('state'))
      expect((await people(page)).length).toBe(12)
    })
  },
)

describe('the keyboard alone', () => {
  it('finds a person in the list', async () => {
    const page = await open('/practitioners')
    await tabTo(page, 'input[name=q]')
    await page.keyboard.type('Levne')
    await page.keyboard.press('Enter')
    await page.waitForURL('**q=Levne**')
    await tabTo(page, '.card a[href="/practitioners/p-levine"]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/practitioners/p-levine')
  })

  it('finds a person on the map', async () => {
    const page = await open('/practitioners?q=Featherstone')
    await tabTo(page, '.map-marks a')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/practitioners/p-nppes-only')
  })

  it('can skip the map', async () => {
    const page = await open('/practitioners')
    await tabTo(page, '.skip-map')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.activeElement.closest('.map')`)).toBeNull()
  })
})

describe('the position of the device', () => {
  const HERE = { latitude: 40.741_95, longitude: -73.996_49 }

  it('is asked for on the press only, rounded, and searched around', async () => {
    const page = await open('/practitioners?state=NY', {
      geolocation: HERE,
      permissions: ['geolocation'],
    })
    expect(await page.evaluate('window.timesAsked')).toBe(0)
    const button = page.getByRole('button', { name: 'Use my position' })
    const { promise } = await button.evaluate((element) => ({
      promise: element.nextElementSibling?.textContent ?? '',
    }))
    expect(promise).toContain('goes only to this directory')
    await button.click()
    await page.waitForURL('**near=40.742**')
    expect(paramsOf(page).get('near')).toBe('40.742,-73.996')
    expect(paramsOf(page).get('state')).toBe('NY')
    expect((await people(page)).join()).toContain('Levine')
  })

  it('when it is refused, says so in words', async () => {
    const page = await open('/practitioners')
    await page.getByRole('button', { name: 'Use my position' }).click()
    const status = page.getByRole('status')
    await status.getByText('not allowed').waitFor()
    expect(await page.evaluate('window.timesAsked')).toBe(1)
    expect(await status.innerText()).toContain('Type a ZIP or a town instead.')
    expect(paramsOf(page).has('near')).toBe(false)
  })

  it('is not offered without JavaScript', async () => {
    const page = await open('/practitioners', { javaScriptEnabled: false })
    expect(await page.getByRole('button', { name: 'Use my position' }).count()).toBe(0)
  })
})

describe('the choices beside the results', () => {
  it('stand open on a wide page', async () => {
    const page = await open('/practitioners', { viewport: { width: 1280, height: 850 } })
    expect(await page.locator('.facets').isVisible()).toBe(true)
    expect(await page.locator('.narrow summary').isVisible()).toBe(false)
  })

  it('open by hand in a browser that cannot be told to open them', async () => {
    const page = await open('/about', { viewport: { width: 1280, height: 850 } })
    await page.route('**/*.css', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll('::details-content', '::unheard-of')
      await route.fulfill({ response, body })
    })
    await page.goto('/practitioners')
    expect(await page.locator('.facets').isVisible()).toBe(false)
    await page.locator('.narrow summary').click()
    expect(await page.locator('.facets').isVisible()).toBe(true)
  })
})

describe.each([1280, 390])('the results with their map, %d pixels wide', (width) => {
  const PATHS = [
    '/practitioners',
    '/practitioners?near=10011&radius=50',
    '/practitioners?q=zzz&state=NY',
  ]

  it.each(PATHS)('%s is clean for axe, by day and by night, and fits', async (path) => {
    const page = await open(path, { viewport: { width, height: 850 }, colorScheme: 'light' })
    await page.evaluate(axe.source)
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violationsOn(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })

  it('reads the list before the map', async () => {
    const page = await open('/practitioners', { viewport: { width, height: 850 } })
    const list = await page.locator('.cards').boundingBox()
    const map = await page.locator('.map').boundingBox()
    const isBeside = (map?.x ?? 0) >= (list?.x ?? 0) + (list?.width ?? 0)
    const isBelow = (map?.y ?? 0) >= (list?.y ?? 0) + (list?.height ?? 0)
    expect([isBeside, isBelow]).toEqual(width > 1000 ? [true, false] : [false, true])
  })
})

async function violationsOn(page: Page): Promise<string[]> {
  const { violations }: axe.AxeResults = await page.evaluate('axe.run(document)')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

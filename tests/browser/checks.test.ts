/**
 * Credential checks in a real browser, as a clinic makes them: by name and by number, one of several
 * namesakes, a receipt and whether it is genuine, a list, a watch. One walk: each test goes on where
 * the one before it ended.
 */
import { readFile } from 'node:fs/promises'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fillRecordKeys } from '#src/services/write-record-keys.ts'
import { createBatchWorker, workAll } from '#tests/helpers/batch-worker.ts'
import { launchBrowser } from '#tests/helpers/browser.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createDeskApp, PASSWORD } from '#tests/helpers/desk-app.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'
import { NPI_OF_LEVINE, SAMPLE_PEOPLE, type SamplePerson } from '#tests/helpers/sample-people.ts'

const EMAIL = 'the.front.desk@pain-and-spine-clinic-of-the-hudson-valley.example.org'
const NAMESAKES = 'Mai Nguyễn-Smith'
const LIST = [
  'Provider,St,Lic #,NPI',
  `Jordan Levine,NY,001234,${NPI_OF_LEVINE}`,
  'Oren Castellanos,CT,42.77,',
  `${NAMESAKES},CT,,`,
  'Nobody Whatsoever,NJ,,',
  ',,,123',
].join('\n')

let database: TestDatabase
let server: Loopback
let browser: Browser
let page: Page
/** Where the walk has been and comes back to: addresses of a receipt, a list and a webhook. */
const paths = { receipt: '', batch: '', mapping: '', webhook: '' }
let jws = ''
/** What went wrong in the pages: errors, refused content. */
let troubles: string[] = []

beforeAll(async () => {
  database = await openTestDatabase('pglite')
  await fillSampleDirectory(database.db, [...SAMPLE_PEOPLE, ...namesakesOf('p-nguyen-smith')])
  await fillRecordKeys(database.db)
  const desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
  await desk.signIn(EMAIL, 'clinic')
  server = await listen({ fetch: (request) => desk.app.fetch(request) })
  browser = await launchBrowser()
  page = await open()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await database?.close()
})
afterEach(() => {
  const found = troubles
  troubles = []
  if (found.length > 0) throw new Error(`The browser complains: ${found.join('; ')}`)
})

/** Somebody else of the same name and state, under another license. */
function namesakesOf(id: string): SamplePerson[] {
  return SAMPLE_PEOPLE.filter(({ publicId }) => publicId === id).map(({ records }) => ({
    publicId: 'p-namesake',
    records: records.map(({ registry, content }) => ({
      registry,
      content: {
        ...content,
        licenses: content.licenses.map((license) => ({ ...license, number: '42.456' })),
        placeOfRecord: { city: 'Bridgeport', state: 'CT', postalCode: '06604' },
      },
    })),
  }))
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseUrl, ...options })
  const opened = await context.newPage()
  opened.on('pageerror', (error) => troubles.push(String(error)))
  opened.on('console', (message) => {
    // The browser reports every 400 and 404 by itself.
    const isStatus = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isStatus) troubles.push(message.text())
  })
  return opened
}

const main = (of: Page = page): Promise<string> => of.locator('main').innerText()
const press = (name: string | RegExp, of: Page = page) =>
  of.getByRole('button', { name }).first().click()
const pathOf = (of: Page = page): string => new URL(of.url()).pathname
const menu = (name: string) => page.getByLabel('Credential checks').getByRole('link', { name })

async function signIn(of: Page): Promise<void> {
  await of.getByLabel('E-mail address').fill(EMAIL)
  await of.getByLabel(/^Password/).fill(PASSWORD)
  await press('Sign in', of)
}

/** Fills in the form and waits for the receipt. */
async function check(fields: Record<string, string>, of: Page = page): Promise<string> {
  await of.goto('/check')
  for (const [label, value] of Object.entries(fields)) await of.getByLabel(label).fill(value)
  await press('Check', of)
  await of.waitForURL('**/receipts/*')
  return main(of)
}

async function verify(text: string): Promise<string> {
  await page.goto('/receipts/verify')
  await page.getByLabel('Paste the receipt').fill(text)
  await press('Verify')
  await page.getByRole('status').waitFor()
  return page.getByRole('status').innerText()
}

async function sendList(): Promise<void> {
  await page.goto('/check-batches')
  const file = { name: 'referrals.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) }
  await page.getByLabel('File with the people').setInputFiles(file)
  await press('Send')
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor()
}

describe('a clinic', () => {
  it('is led from the foot of any page through signing in to its checks', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Your checks' }).click()
    await signIn(page)
    await page.waitForURL('**/checks')
    expect(await main()).toContain('Nothing has been checked yet.')
  })

  it('checks by name, and reads every answer with its source', async () => {
    await menu('New check').click()
    expect(await check({ 'Full name': 'Jordan Levine' })).toContain('Identified as Levine Jordan K')
    expect(await page.locator('.mark-line').innerText()).toMatch(/License\s+:\s+Current/)
    await page.locator('main').getByText('What this rests on').first().click()
    expect(await main()).toContain('Register ny-nysed')
  })

  it('checks by number, and is told beside the field what is wrong with one', async () => {
    await page.goto('/check')
    await page.getByLabel('NPI').fill('123')
    await press('Check')
    await page.getByRole('alert').waitFor()
    expect(await page.locator('.field', { hasText: 'NPI' }).innerText()).toContain('is no NPI')
    await page.getByLabel('NPI').fill(NPI_OF_LEVINE)
    await press('Check')
    await page.waitForURL('**/receipts/*')
    expect(await main()).toContain('Identified as Levine Jordan K')
    paths.receipt = pathOf()
  })

  it('is shown both of two namesakes, and checks the one who is meant', async () => {
    expect(await check({ 'Full name': NAMESAKES })).toContain('Nobody was identified: 2 may be')
    const candidates = page.locator('.candidates li')
    expect(await candidates.count()).toBe(2)
    await candidates.filter({ hasText: 'Bridgeport' }).getByText('Check this one').click()
    expect(await page.getByLabel('License number').inputValue()).toBe('42.456')
    await press('Check')
    await page.waitForURL('**/receipts/*')
    expect(await main()).toMatch(/Identified as Mai Nguyễn-Smith[\s\S]*CT 42\.456/)
  })

  it('signs a receipt off, takes it away, and finds it genuine; an altered one is refused', async () => {
    await page.goto(paths.receipt)
    await page.getByLabel('Reviewer').fill('Ida Bell')
    await press('Sign off')
    await page.locator('#sign-off').getByText('by Ida Bell').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Signed receipt (JWS)' }).click()
    jws = await readFile(await (await download).path(), 'utf8')
    expect(await verify(jws)).toMatch(/Genuine[\s\S]*the same question has the same answers/)
    const [head = '', body = '', signature = ''] = jws.trim().split('.')
    const altered = `${body.slice(0, 40)}${body[40] === 'A' ? 'B' : 'A'}${body.slice(41)}`
    expect(await verify([head, altered, signature].join('.'))).toContain('Not genuine')
  })

  it('sends a list, says what its columns are, and reads what needs attention first', async () => {
    await sendList()
    paths.batch = pathOf()
    const column = page.getByLabel('License number').locator('option:checked')
    expect(await column.innerText()).toBe('Lic #')
    await press('Check 5 people')
    await page.getByRole('progressbar').waitFor()
    await workAll(await createBatchWorker(database.db))
    await page.getByText('5 of 5 rows').waitFor()
    await page.locator('main').getByText('Done', { exact: true }).waitFor()
    const lines = await page.locator('tbody tr td:first-child').allInnerTexts()
    expect(lines.toSorted()).toEqual(['2', '3', '4', '5', '6'])
    expect(lines.at(-1)).toBe('2')
    await page.getByRole('link', { name: /^Oren Castellanos, CT/ }).click()
    await page.waitForURL('**/receipts/*')
    expect(await main()).toContain('Lapsed')
    await sendList()
    paths.mapping = pathOf()
  })

  it('goes from somebody’s page to a check and a watch of them', async () => {
    await page.goto('/practitioners/p-levine')
    await page.getByRole('link', { name: 'Check these credentials' }).click()
    expect(await page.getByLabel('NPI').inputValue()).toBe(NPI_OF_LEVINE)
    await page.goBack()
    await page.getByRole('link', { name: 'Watch for changes' }).click()
    await page.getByRole('heading', { name: 'Watch Levine Jordan K' }).waitFor()
    await page.getByLabel(/^Your own note/).fill('Sent us Mrs. Quill')
    await press(/^Watch$/)
    await page.waitForURL('**/watches')
    expect(await main()).toMatch(/Levine Jordan K\s+Sent us Mrs\. Quill/)
    await page.getByLabel(/^Address of their page/).fill('nobody-of-this-id')
    await press(/^Watch$/)
    await page.getByRole('alert').getByText('No practitioner has this').waitFor()
  })

  it('adds a webhook, and is told beside the field where it may not go', async () => {
    await menu('Webhooks').click()
    await page.getByLabel('Address of your program').fill('https://localhost/hook')
    await press('Add')
    await page.getByRole('alert').getByText('public network').waitFor()
    await page.getByLabel('Address of your program').fill('https://hooks.example.org/hook')
    await press('Add')
    expect(await page.locator('code').innerText()).toMatch(/^whsec_/)
    await page.getByRole('link', { name: 'On to the webhook' }).click()
    await press('Send a test')
    await page.getByText('webhook.test').waitFor()
    paths.webhook = pathOf()
  })

  it('prints a receipt with all that it rests on, and lines to sign', async () => {
    await page.goto(await receiptOf('p-two-states'))
    await page.emulateMedia({ media: 'print' })
    // What a closed `details` hides has no height.
    const hidden = await page.evaluate(
      `[...document.querySelectorAll('.is-answer details, .paper-only')].filter(
        (one) => one.offsetHeight <= (one.querySelector('summary')?.offsetHeight ?? 0) + 20,
      ).length`,
    )
    const buttons = await page.getByRole('button').count()
    await page.emulateMedia({ media: null })
    expect([hidden, buttons]).toEqual([0, 0])
  })
})

async function receiptOf(publicId: string): Promise<string> {
  await page.goto(`/check?practitioner=${publicId}`)
  await press('Check')
  await page.waitForURL('**/receipts/*')
  return pathOf()
}

describe('without JavaScript', () => {
  it('a clinic signs in and checks by number', async () => {
    const plain = await open({ javaScriptEnabled: false })
    await plain.goto('/checks')
    await signIn(plain)
    await plain.waitForURL('**/checks')
    const receipt = await check({ 'License number': '001234' }, plain)
    expect(receipt).toContain('Identified as Levine Jordan K')
    await plain.context().close()
  })
})

describe('every page of credential checks', () => {
  async function violations(): Promise<string[]> {
    await page.evaluate(axe.source)
    const found: axe.AxeResults = await page.evaluate('axe.run(document)')
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    )
  }

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, and fits a phone, when it is %s',
    async (colorScheme) => {
      const all = ['/check', '/checks', '/check-batches', '/watches', '/watches/events']
      all.push(
        '/webhooks',
        '/receipts/verify',
        '/watches?practitioner=p-kinam',
        '/practitioners/p-levine',
      )
      all.push(...Object.values(paths))
      const found: string[] = []
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width: 390, height: 844 })
      for (const path of all) {
        await page.goto(path)
        for (const one of await violations()) found.push(`${path}: ${one}`)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        if (Number(width) > 390) found.push(`${path}: ${String(width)} pixels wide`)
      }
      expect(found).toEqual([])
    },
  )
})

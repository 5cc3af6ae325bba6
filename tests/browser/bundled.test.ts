import { expect, it } from 'vitest'
import { launchBundledBrowser } from '#tests/helpers/browser.ts'

const isBrought = process.platform === 'linux' && process.arch === 'x64'

it.runIf(isBrought)('has a Chromium from npm where the system has none', async () => {
  const browser = await launchBundledBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<p>Ada</p><script>document.body.append(" was here")</script>')
    expect(await page.innerText('body')).toContain('was here')
    expect((await page.screenshot()).byteLength).toBeGreaterThan(1000)
  } finally {
    await browser.close()
  }
})

/** A Chromium for tests: the system's where there is one, else the one that npm brings. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** No sandbox, because as root there is none; and nothing that asks the world for anything. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Opens one; the caller closes it. `CHROMIUM_PATH` names another program, or `npm` for npm's. */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given === 'npm') return launchBundledBrowser()
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}: no such file.`)
  const system = given ?? SYSTEM_PATHS.find((path) => existsSync(path))
  return system ? chromium.launch({ executablePath: system, args: ARGS }) : launchBundledBrowser()
}

/** The one that npm brings: Linux on x64 only. It comes with the libraries that it needs. */
export async function launchBundledBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('There is no Chromium here: install one, or set CHROMIUM_PATH to one.')
  }
  const folder = await unpackedFolder()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ARGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
}

const CACHE = resolve('node_modules', '.cache', 'chromium')

/** The package's own names folders of a cloud; without a font a page has no words. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(CACHE, 'fonts')}</dir>
  <cachedir>${join(CACHE, 'fonts-cache')}</cachedir>
</fontconfig>
`

/** Where it is unpacked, once an installation. Whole or not at all, also after a kill. */
async function unpackedFolder(): Promise<string> {
  if (existsSync(CACHE)) return CACHE
  mkdirSync(resolve(CACHE, '..'), { recursive: true })
  const folder = mkdtempSync(`${CACHE}-`)
  try {
    await unpackInto(folder)
    writeFileSync(join(folder, 'fonts.conf'), FONTS)
    renameSync(folder, CACHE)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    // Another process was faster.
    if (!existsSync(CACHE)) throw error
  }
  return CACHE
}

/** The package unpacks into the system's folder for temporary files, and its libraries in a cloud only. */
async function unpackInto(folder: string): Promise<void> {
  const settings = { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }
  const names = [...Object.keys(settings), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']
  const before = names.map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, settings)
  try {
    const { default: bundled } = await import('@sparticuz/chromium')
    await bundled.executablePath()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** `npm start` and `npm run demo` as whole processes, as somebody meets them for the first time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { registries } from '#scrapers/index.ts'
import { NOWHERE, type RunningProcess, startScript, until } from '#tests/helpers/cli-process.ts'

const running: RunningProcess[] = []
const folders: string[] = []
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL')
    await one.ended
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const start = (script: string, settings: Record<string, string>): RunningProcess => {
  const one = startScript(script, [], { PORT: '0', ...settings })
  running.push(one)
  return one
}
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-start-'))
  folders.push(folder)
  return folder
}
const urlIn = (output: string): string => /http:\/\/localhost:\d+/.exec(output)?.[0] ?? ''
const get = async (url: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(url)
  return { status: response.status, text: await response.text() }
}

describe('npm start on an empty folder, registries out of reach', () => {
  const asked = registries.filter(({ info, sweep }) => sweep && info.requiredSettings.length === 0)

  test('stays up, says which and why, and points to the demonstration', async () => {
    const service = start('start', { DATA_DIR: newFolder() })
    await until(() => service.stdout().includes('npm run demo'), service)
    for (const { info } of asked) {
      expect(service.stdout()).toContain(`${info.id}: from ${NOWHERE}`)
    }
    expect(service.stdout()).toContain('ny-nysed: off, NYSED_OAPI_KEY is not set')
    const url = urlIn(service.stdout())
    expect((await get(`${url}/healthz`)).status).toBe(200)
    expect((await get(`${url}/readyz`)).status).toBe(200)
    const failures = (): number => service.stderr().split('"event":"run failed"').length - 1
    await until(() => failures() === asked.length, service)
    for (const path of ['/', '/registries']) {
      const { status, text } = await get(url + path)
      expect(status).toBe(200)
      expect(text).toContain('could not be reached')
    }
    expect((await get(url)).text).toContain('npm run demo')
    expect(service.child.exitCode).toBeNull()
    service.child.kill('SIGTERM')
    expect(await service.ended).toMatchObject({ status: 0 })
  })

  test('a second process on the folder is refused in a sentence', async () => {
    const settings = { DATA_DIR: newFolder() }
    const first = start('start', settings)
    await until(() => first.stdout().includes('npm run demo'), first)
    const { status, stderr } = await start('start', settings).ended
    expect(status).toBe(1)
    expect(stderr).toMatch(/in use by process \d+/)
  })

  test.each([
    ['PORT', 'many', /PORT must be a number/],
    ['DATABASE_URL', 'mysql://localhost/x', /DATABASE_URL must be a postgres/],
    ['PUBLIC_URL', 'not an address', /PUBLIC_URL must be an http/],
    ['REGISTRY_NPPES_URL', 'ftp://x', /REGISTRY_NPPES_URL must be an http/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL must be info, warn or error/],
  ])('a wrong %s stops the start with its name', async (name, value, sentence) => {
    const { status, stderr } = await start('start', {
      DATA_DIR: newFolder(),
      [name]: value,
    }).ended
    expect(status).toBe(1)
    expect(stderr).toMatch(sentence)
  })

  test('a database that does not answer is named without its password', async () => {
    const { status, stderr } = await start('start', {
      DATABASE_URL: 'postgres://someone:secret-word@127.0.0.1:9/directory',
    }).ended
    expect(status).toBe(1)
    expect(stderr).toContain('127.0.0.1:9')
    expect(stderr).not.toContain('secret-word')
  })
})

describe('npm run demo', () => {
  const PATHS = ['/', '/practitioners', '/practitioners?q=kim', '/registries', '/about', '/docs']

  async function startDemo(): Promise<{ url: string; demo: RunningProcess }> {
    const demo = start('demo', {})
    await until(() => demo.stdout().includes('The demonstration is on'), demo, 60_000)
    return { url: urlIn(demo.stdout()), demo }
  }

  test('shows the whole directory, says on every page that its people are invented', async () => {
    const { url, demo } = await startDemo()
    for (const path of PATHS) {
      const { status, text } = await get(url + path)
      expect([path, status]).toEqual([path, 200])
      expect(text).toContain('Every person, license and telephone number in it is invented.')
    }
    const peakKb = Number(
      /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${demo.child.pid}/status`, 'utf8'))?.[1],
    )
    expect(peakKb).toBeLessThan(700_000)
    const recommended = JSON.parse((await get(`${url}/api/v1/practitioners?recommended=true`)).text)
    expect(recommended.items.length).toBeGreaterThan(0)
  })

  test('is the same at every start, ids included', async () => {
    const answers: unknown[] = []
    for (let round = 0; round < 2; round += 1) {
      const { url, demo } = await startDemo()
      const { items } = JSON.parse(
        (await get(`${url}/api/v1/practitioners?sort=name&limit=50`)).text,
      )
      answers.push(items.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`))
      demo.child.kill('SIGINT')
      expect(await demo.ended).toMatchObject({ status: 0 })
    }
    expect(answers[1]).toEqual(answers[0])
  })
})

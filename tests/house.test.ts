/** What the papers of the project say is so: settings, commands, paths, versions. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'
import { registries } from '#scrapers/index.ts'
import { CODE, readFiles } from './helpers/source-files.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const MAIN_READMES = ['', 'src/', 'scrapers/', 'db/', 'tests/'].map(
  (folder) => `${folder}README.md`,
)
const REGISTRY_READMES = registries.map(({ info }) => `scrapers/${info.id}/README.md`)

interface PackageJson {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const packageJson: PackageJson = JSON.parse(read('package.json'))

/** Words of `wanted` that stand nowhere in the text, not even as a part of a longer word. */
const missingFrom = (text: string, wanted: string[]): string[] =>
  wanted.filter((word) => !new RegExp(`(?<![\\w:-])${word}(?![\\w:-])`).test(text))

const command = (script: string) =>
  ['start', 'test'].includes(script) ? `npm ${script}` : `npm run ${script}`

/** Names of the environment settings that code reads, directly or as keys of a schema. */
const settingsIn = (code: string): string[] => [
  ...new Set(
    [...code.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z\d_]+)|^ {2}([A-Z][A-Z\d_]+): z\b/gm)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  ),
]

/** Paths in backticks that begin at the root, or in the README's own folder, and name no file. */
function brokenPaths(readme: string, text: string): string[] {
  return [...text.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => /^(src|scrapers|db|tests|\.ci)\//.test(path))
    .filter((path) => !existsSync(path) && !existsSync(join(dirname(readme), path)))
}

describe('README', () => {
  it('says what every command does', () => {
    expect(missingFrom('`npm run check:types`', ['npm run check'])).toEqual(['npm run check'])
    const commands = Object.keys(packageJson.scripts).map(command)
    expect(missingFrom(read('README.md'), commands)).toEqual([])
  })

  it('explains every setting', () => {
    const example = 'process.env.A_B\n  PORT: z\n    .coerce()\n  HOST: z.string()'
    expect(settingsIn(example)).toEqual(['A_B', 'PORT', 'HOST'])
    const settings = settingsIn(
      readFiles(['src'], CODE)
        .map(({ text }) => text)
        .join('\n'),
    )
    expect(settings).toEqual(expect.arrayContaining(['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST']))
    const ofRegistries = registries.flatMap(({ info }) => [
      baseUrlSetting(info.id),
      ...info.requiredSettings,
      ...Object.values(info.settings).map(({ env }) => env),
    ])
    expect(missingFrom(read('README.md'), [...settings, ...ofRegistries])).toEqual([])
  })

  it('of the tests explains the settings of the tests', () => {
    const code = readFiles(['tests/helpers', 'tests/bench'].filter(existsSync), CODE)
    const settings = settingsIn(code.map(({ text }) => text).join('\n'))
    expect(settings).toContain('TEST_DATABASE_URL')
    expect(missingFrom(read('tests/README.md'), settings)).toEqual([])
  })

  it.each([...MAIN_READMES, ...REGISTRY_READMES])('%s names only paths that exist', (readme) => {
    expect(brokenPaths('README.md', '`src/gone.ts` `package.json` `<id>/x.ts`')).toEqual([
      'src/gone.ts',
    ])
    expect(brokenPaths(readme, read(readme))).toEqual([])
  })

  it.each(MAIN_READMES)('%s is short and ends in its decisions', (readme) => {
    const text = read(readme)
    expect(text.split('\n').length).toBeLessThan(150)
    expect(text.match(/^## .*/gm)?.at(-1)).toBe('## Decisions')
  })
})

describe('package.json', () => {
  it('pins every version exactly', () => {
    const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/
    expect('^1.0.0').not.toMatch(exact)
    const versions = { ...packageJson.dependencies, ...packageJson.devDependencies }
    expect(Object.entries(versions).filter(([, version]) => !exact.test(version))).toEqual([])
  })

  it('has a lock file that names no place to download from', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/)
  })
})

describe('continuous integration', () => {
  it("runs the README's test command and the check", () => {
    expect(read('README.md')).toContain('npm ci && npm test')
    const steps = read('.ci/run')
    const run = (script: string) => new RegExp(`^${script}\\b`, 'm')
    for (const step of ['npm ci', 'npm run check', 'npm test']) expect(steps).toMatch(run(step))
  })
})

it('has a change log', () => {
  expect(read('CHANGELOG.md')).toMatch(/^## /m)
})

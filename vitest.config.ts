/**
 * `unit` needs no database; `pglite` and `postgres` run the same files on the two databases;
 * `runtime` starts whole processes (workerd, a browser, the demo), one file at a time, at the end.
 */
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const STORE_TESTS = ['db', 'services', 'http', 'cli'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
)
/** Nothing to ask of a server. */
const PGLITE_ONLY = ['tests/db/data-folder.test.ts']
const RUNTIME_TESTS = ['tests/runtime/**/*.test.ts', 'tests/browser/**/*.test.ts']
/** Two workers that keep their modules: loading them again for each file takes as long as the tests. */
const PARALLEL = { maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } }
const setupFiles = ['tests/helpers/no-console.ts']
const globalSetup = ['tests/helpers/global-setup.ts']

const onDatabase = (kind: 'pglite' | 'postgres'): TestProjectInlineConfiguration => ({
  test: {
    ...PARALLEL,
    name: kind,
    include: STORE_TESTS,
    exclude: kind === 'postgres' ? PGLITE_ONLY : [],
    env: { TEST_DB: kind },
    setupFiles,
    globalSetup,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...PARALLEL,
          name: 'unit',
          pool: 'threads',
          include: ['tests/**/*.test.ts'],
          exclude: [...STORE_TESTS, ...RUNTIME_TESTS],
          setupFiles,
          testTimeout: 20_000,
        },
      },
      onDatabase('pglite'),
      onDatabase('postgres'),
      {
        test: {
          name: 'runtime',
          include: RUNTIME_TESTS,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          setupFiles,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})

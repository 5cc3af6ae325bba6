/** The application over a directory of invented people, on Node. */
import { readFileSync } from 'node:fs'
import { createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import { createApp, type AppDeps } from '#src/app.ts'
import type { TestDatabase } from './database.ts'

const asset = (name: string) => readFileSync(`src/http/public/${name}`, 'utf8')

/** The app as the service runs it; whatever it logs as an error or a warning goes to `logged`. */
export function createSampleApp(
  database: TestDatabase,
  overrides: Partial<AppDeps> = {},
): { app: ReturnType<typeof createApp>; logged: object[] } {
  const logged: object[] = []
  const app = createApp({
    database: () => database.db,
    directory: createDirectory(true),
    now: () => new Date(),
    registries,
    assets: { css: asset('app.css'), js: asset('app.js') },
    notice: null,
    desk: null,
    publicUrl: null,
    log: (entry) => {
      if (entry.level !== 'info') logged.push(entry)
    },
    ...overrides,
  })
  return { app, logged }
}

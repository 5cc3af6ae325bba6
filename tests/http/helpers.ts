import { readFileSync } from 'node:fs'
import { type AppDeps, createApp } from '#src/app.ts'
import type { Db } from '#db/client.ts'
import { createDirectory } from '#db/queries/search.ts'
import { NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

const asset = (name: string): string =>
  readFileSync(new URL(`../../src/http/public/${name}`, import.meta.url), 'utf8')

/** The application over a database, with what it logs. */
export function testApp(db: Db, deps: Partial<AppDeps> = {}) {
  const logged: object[] = []
  const app = createApp({
    database: () => db,
    directory: createDirectory(true),
    now: () => NOW,
    registries: SAMPLE_REGISTRIES,
    assets: { css: asset('app.css'), js: asset('app.js') },
    notice: null,
    desk: null,
    publicUrl: null,
    log: (entry) => logged.push(entry),
    ...deps,
  })
  return {
    app,
    logged,
    /** Status, headers and the body as text and, where it is any, as JSON. */
    async get(path: string, init?: RequestInit) {
      const response = await app.request(`http://localhost${path}`, init)
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
      // oxlint-disable-next-line typescript/no-explicit-any -- a test looks at whatever came
      const json: any = isJson ? JSON.parse(text) : null
      return { status: response.status, headers: response.headers, text, json }
    },
  }
}

import type { Context } from 'hono'
import type { Db } from '#db/client.ts'
import type { Directory } from '#db/queries/search.ts'
import type { Desk } from './desk.ts'
import type { Registry, RegistryInfo } from '#scrapers/source.ts'

/** All that the application is handed; it knows no runtime and reads nothing from its surroundings. */
export interface AppDeps {
  /** Node: always the same one; a Worker: one a request. */
  database: (c: Context) => Db
  /** The search of that database, kept up to date by every search. */
  directory: Directory
  now: () => Date
  registries: Pick<Registry, 'info'>[]
  /** The texts of `public/app.css` and `public/app.js`. */
  assets: { css: string; js: string }
  /** Stands at the top of every page, such as "All people here are invented". */
  notice: string | null
  /** Origin under which the service is known, without a trailing slash. */
  publicUrl: string | null
  /** Null where nobody can sign in: a Worker only reads. */
  desk: Desk | null
  log: (entry: {
    level: 'info' | 'warn' | 'error'
    event: string
    [detail: string]: unknown
  }) => void
}

/** The dependencies with what is derived from them once. */
export interface Site extends AppDeps {
  /** Of this process: whatever else is the same, another one may be of another version. */
  startedAt: number
  cssPath: string
  jsPath: string
  infos: RegistryInfo[]
  infoOf: (registry: string) => RegistryInfo | null
}

export function toSite(deps: AppDeps): Site {
  const infos = deps.registries.map(({ info }) => info)
  const byId = new Map(infos.map((info) => [info.id, info]))
  return {
    ...deps,
    startedAt: deps.now().getTime(),
    cssPath: `/assets/app.${contentHash(deps.assets.css)}.css`,
    jsPath: `/assets/app.${contentHash(deps.assets.js)}.js`,
    infos,
    infoOf: (registry) => byId.get(registry) ?? null,
  }
}

/** FNV-1a over the UTF-16 units, as eight hexadecimal digits: tells versions apart, protects nothing. */
export function contentHash(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** What machines ask: is it alive, is it ready, may I crawl it, and the assets of the pages. */
import { Hono } from 'hono'
import { isMigrated } from '#db/queries/readiness.ts'
import { listRegistries } from '#db/queries/runs.ts'
import type { Site } from '../deps.ts'
import { sitemapAddress } from './sitemap.ts'

export function systemRoutes(site: Site): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.get('/readyz', async (c) => {
    c.header('Cache-Control', 'no-store')
    try {
      const db = site.database(c)
      if (!(await isMigrated(db)))
        return c.json({ status: 'unavailable', reason: 'not migrated' }, 503)
      const states = await listRegistries(db, site.infos, site.now())
      const registries = states.map(({ id, freshness, lastGood }) => ({
        id,
        state: freshness,
        last_good_at: lastGood?.readAt?.toISOString() ?? null,
      }))
      return c.json({ status: 'ok', registries })
    } catch (error) {
      site.log({ level: 'warn', event: 'not-ready', error: String(error) })
      return c.json({ status: 'unavailable', reason: 'the database does not answer' }, 503)
    }
  })
  app.get('/robots.txt', (c) => c.text(robots(site, sitemapAddress(site, c))))
  for (const [path, body, type] of [
    [site.cssPath, site.assets.css, 'text/css'],
    [site.jsPath, site.assets.js, 'text/javascript'],
  ] as const) {
    app.get(path, (c) =>
      c.body(body, 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    )
  }
  return app
}

/** Invented people, and endless combinations of filters, are nothing for an index. */
const robots = (site: Site, map: string): string => {
  const closed = site.notice ? ['/'] : ['/api/', '/admin', '/practitioners?']
  const rules = closed.map((path) => `Disallow: ${path}\n`)
  return `User-agent: *\n${rules.join('')}\nSitemap: ${map}\n`
}

/** The pages that an index may know. People are found through the search, not through an index. */
import { Hono } from 'hono'
import type { Site } from '../deps.ts'
import { GUIDES } from '../views/guide-links.tsx'

const PATHS = [
  '/',
  '/practitioners',
  '/guides',
  ...GUIDES.map(({ path }) => path),
  '/registries',
  '/about',
  '/docs',
]

/** `/sitemap.xml`. */
export function sitemap(site: Site): Hono {
  const app = new Hono()
  app.get('/sitemap.xml', (c) => {
    const origin = site.publicUrl ?? new URL(c.req.url).origin
    const urls = PATHS.map((path) => `<url><loc>${escapeXml(origin + path)}</loc></url>`)
    return c.body(
      `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
      200,
      { 'Content-Type': 'application/xml; charset=utf-8' },
    )
  })
  return app
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

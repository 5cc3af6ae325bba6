/** What an index may know: the pages, the guides, and everybody whom the directory shows. */
import { type Context, Hono } from 'hono'
import { listIdRanges, listPublicIds } from '#db/queries/public-ids.ts'
import type { Site } from '../deps.ts'
import { NotFoundError } from '../problem.ts'
import { GUIDES } from '../views/guide-links.tsx'

const PAGES = [
  '/',
  '/practitioners',
  '/guides',
  ...GUIDES.map(({ path }) => path),
  '/registries',
  '/about',
  '/docs',
].map((path) => ({ path }))

interface Entry {
  path: string
  updatedAt?: Date
}

/** `/sitemap.xml` and the files that it leads to. */
export function sitemap(site: Site): Hono {
  const app = new Hono()
  app.get('/sitemap.xml', async (c) => {
    const ranges = await listIdRanges(site.database(c))
    if (ranges.length === 0) return answer(site, c, 'urlset', PAGES)
    const files = ranges.map(({ number, updatedAt }) => ({
      path: `/sitemaps/practitioners-${number}.xml`,
      updatedAt,
    }))
    return answer(site, c, 'sitemapindex', [{ path: '/sitemaps/pages.xml' }, ...files])
  })
  app.get('/sitemaps/pages.xml', (c) => answer(site, c, 'urlset', PAGES))
  // Eight digits are more than there will ever be, and stay far below what an id can be.
  app.get('/sitemaps/:file{practitioners-[1-9][0-9]{0,7}\\.xml}', async (c) => {
    const number = Number(c.req.param('file').replaceAll(/\D/g, ''))
    const people = await listPublicIds(site.database(c), number)
    if (people.length === 0) throw new NotFoundError('No practitioner is in this part of the map.')
    const entries = people.map(({ publicId, updatedAt }) => ({
      path: `/practitioners/${encodeURIComponent(publicId)}`,
      updatedAt,
    }))
    return answer(site, c, 'urlset', entries)
  })
  return app
}

/** Under which address a crawler is to fetch the map. */
export const sitemapAddress = (site: Site, c: Context): string => `${originOf(site, c)}/sitemap.xml`

const originOf = (site: Site, c: Context): string => site.publicUrl ?? new URL(c.req.url).origin

const ENTRY_TAGS = { urlset: 'url', sitemapindex: 'sitemap' } as const

function answer(site: Site, c: Context, kind: keyof typeof ENTRY_TAGS, entries: Entry[]): Response {
  const origin = originOf(site, c)
  const tag = ENTRY_TAGS[kind]
  const lines = entries.map(({ path, updatedAt }) => {
    const changed = updatedAt ? `<lastmod>${updatedAt.toISOString()}</lastmod>` : ''
    return `<${tag}><loc>${escapeXml(origin + path)}</loc>${changed}</${tag}>\n`
  })
  return c.body(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('')}</${kind}>\n`,
    200,
    { 'Content-Type': 'application/xml; charset=utf-8' },
  )
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

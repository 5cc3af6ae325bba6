import { Hono } from 'hono'
import type { Site } from '../../deps.ts'
import { GUIDES } from '../../views/guide-links.tsx'
import { page } from '../../views/layout.tsx'
import { ChoosingGuide } from './choosing.tsx'
import { SciaticaGuide } from './sciatica.tsx'

const BODIES = { '/guides/sciatica': SciaticaGuide, '/guides/choosing': ChoosingGuide }

/** `/guides` and each guide below it. */
export function guidePages(site: Site): Hono {
  const app = new Hono()
  app.get('/guides', (c) =>
    page(site, c, {
      title: 'Guides',
      current: '/guides',
      description: 'What to know before you see an acupuncturist for sciatica, and what to ask.',
      children: <GuideIndex />,
    }),
  )
  for (const { path, title, about } of GUIDES) {
    const Body = BODIES[path]
    app.get(path, (c) =>
      page(site, c, { title, current: '/guides', description: about, children: <Body /> }),
    )
  }
  return app
}

const GuideIndex = () => (
  <article class="prose">
    <h1>Guides</h1>
    <p class="lede">
      Short and in plain words, with their sources. Nobody pays for what they say, and they promise
      nothing.
    </p>
    {GUIDES.map(({ path, title, about }) => (
      <section class="fact">
        <h2>
          <a href={path}>{title}</a>
        </h2>
        <p>{about}</p>
      </section>
    ))}
  </article>
)

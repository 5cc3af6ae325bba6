import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ProblemStatus } from '../problem.ts'
import type { Site } from '../deps.ts'
import { GuideLinks } from './guide-links.tsx'

interface PageProps {
  title: string
  /** Which entry of the menu is this page. */
  current?: '/practitioners' | '/check' | '/registries' | '/guides' | '/about' | '/docs'
  description?: string
  /** Address of a stylesheet beside the common one. */
  style?: string
  children: Child
}

const MENU = [
  ['/practitioners', 'Search'],
  ['/check', 'Check'],
  ['/guides', 'Guides'],
  ['/registries', 'Registries'],
  ['/about', 'About'],
  ['/docs', 'API'],
] as const

const NAME = 'Tri-State Acupuncture Directory'

/** Answers with a whole page. */
export function page(site: Site, c: Context, props: PageProps, status: 200 | ProblemStatus = 200) {
  return c.html(html`<!doctype html>${(<Layout site={site} {...props} />)}`, status)
}

const Layout = ({
  site,
  title,
  current,
  description,
  style,
  children,
}: PageProps & { site: Site }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === NAME ? NAME : `${title} · ${NAME}`}</title>
      {description && <meta name="description" content={description} />}
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={site.cssPath} />
      {style && <link rel="stylesheet" href={style} />}
      <script src={site.jsPath} defer></script>
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      {site.notice && (
        <aside class="notice" aria-label="About this copy">
          {site.notice}
        </aside>
      )}
      <header class="masthead">
        <div class="wrap">
          <a class="wordmark" href="/">
            Tri-State <span>Acupuncture Directory</span>
          </a>
          <nav aria-label="Main">
            <ul>
              {MENU.map(([href, label]) => (
                <li>
                  <a href={href} aria-current={href === current ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" class="wrap" tabindex={-1}>
        {children}
      </main>
      <footer class="colophon">
        <div class="wrap">
          <GuideLinks />
          <p>
            Facts from public registries, each with its source and its day. A registry can be late
            or wrong: before you rely on a fact, open its source. Nothing here is medical advice.
          </p>
        </div>
      </footer>
    </body>
  </html>
)

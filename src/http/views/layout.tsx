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

interface HeadProps {
  site: Site
  /** As the browser shows it. */
  title: string
  style?: string | undefined
  script: string
  children?: Child
}

/** What the head of every page has, here and at the desk. */
export const Head = ({ site, title, style, script, children }: HeadProps) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{title}</title>
    {children}
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href={site.cssPath} />
    {style && <link rel="stylesheet" href={style} />}
    <script src={script} defer></script>
  </head>
)

/** What stands at the top of every page, with `children` beside the name. */
export const Top = ({ site, children }: { site: Site; children: Child }) => (
  <>
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
        {children}
      </div>
    </header>
  </>
)

interface MenuProps {
  entries: readonly (readonly [href: string, label: string])[]
  current: string | null | undefined
}

export const MenuList = ({ entries, current }: MenuProps) => (
  <ul>
    {entries.map(([href, label]) => (
      <li>
        <a href={href} aria-current={href === current ? 'page' : undefined}>
          {label}
        </a>
      </li>
    ))}
  </ul>
)

const Layout = ({
  site,
  title,
  current,
  description,
  style,
  children,
}: PageProps & { site: Site }) => (
  <html lang="en">
    <Head
      site={site}
      title={title === NAME ? NAME : `${title} · ${NAME}`}
      style={style}
      script={site.jsPath}
    >
      {description && <meta name="description" content={description} />}
    </Head>
    <body>
      <Top site={site}>
        <nav aria-label="Main">
          <MenuList
            entries={MENU.filter(([href]) => href !== '/check' || site.desk)}
            current={current}
          />
        </nav>
      </Top>
      <main id="main" class="wrap" tabindex={-1}>
        {children}
      </main>
      <footer class="colophon">
        <div class="wrap">
          <GuideLinks />
          {site.desk && (
            <p class="guide-links">
              For clinics: <a href="/checks">Your checks</a> · <a href="/watches">Watches</a> ·{' '}
              <a href="/receipts/verify">Verify a receipt</a>
            </p>
          )}
          <p>
            Facts from public registries, each with its source and its day. A registry can be late
            or wrong: before you rely on a fact, open its source. Nothing here is medical advice.
          </p>
        </div>
      </footer>
    </body>
  </html>
)

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { actorOf, type DeskSite } from '../desk.ts'
import { contentHash } from '../deps.ts'
import { Head, MenuList, Top } from './layout.tsx'

export const DESK_MENU = [
  ['/admin', 'Desk'],
  ['/admin/registries', 'Registries'],
  ['/admin/runs', 'Runs'],
  ['/admin/matches', 'Matches'],
  ['/admin/training', 'Training'],
  ['/admin/corrections', 'Corrections'],
  ['/admin/capture', 'Assisted capture'],
  ['/admin/history', 'History'],
  ['/admin/people', 'People'],
  ['/admin/keys', 'Keys'],
] as const

export interface DeskPageProps {
  title: string
  /** Which entry of the menu is this page, or is above it. */
  current: (typeof DESK_MENU)[number][0] | null
  children: Child
  /** What was just done, a sentence. */
  done?: string | undefined
}

export type DeskStatus = 200 | 400 | 404 | 409 | 413 | 422

/** Answers with a whole page of the desk, for whoever is signed in. */
export function deskPage(
  site: DeskSite,
  c: Context,
  props: DeskPageProps,
  status: DeskStatus = 200,
) {
  return c.html(html`<!doctype html>${(<DeskLayout site={site} c={c} {...props} />)}`, status)
}

/** Addresses of the desk's own style and script, by their contents. */
export const deskAssetPaths = ({ desk }: DeskSite) => ({
  css: `/assets/desk.${contentHash(desk.assets.css)}.css`,
  js: `/assets/desk.${contentHash(desk.assets.js)}.js`,
})

const DeskLayout = (props: DeskPageProps & { site: DeskSite; c: Context }) => {
  const { site, c, title, current, children, done } = props
  const paths = deskAssetPaths(site)
  const { name, role } = actorOf(c)
  return (
    <html lang="en">
      <Head site={site} title={`${title} · Desk`} style={paths.css} script={paths.js}>
        <meta name="robots" content="noindex" />
      </Head>
      <body class="desk">
        <Top site={site}>
          <form class="who" method="post" action="/admin/sign-out">
            <a href="/admin/account">{name}</a>
            <button class="quiet-button">Sign out</button>
          </form>
        </Top>
        <div class="wrap desk-body">
          {role === 'admin' && <Menu current={current} />}
          <main id="main" tabindex={-1}>
            {done && (
              <p class="panel is-done" role="status">
                {done}
              </p>
            )}
            {children}
          </main>
        </div>
      </body>
    </html>
  )
}

/** On a phone it opens on a touch; where there is room it always stands open. */
const Menu = ({ current }: Pick<DeskPageProps, 'current'>) => (
  <details class="desk-menu">
    <summary>Menu</summary>
    <nav aria-label="Desk">
      <MenuList entries={DESK_MENU} current={current} />
    </nav>
  </details>
)

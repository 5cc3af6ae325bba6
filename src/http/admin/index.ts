/** The desk's pages. */
import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'
import { correctionPages } from '../pages/correction.tsx'
import { trainingClaimPages } from '../pages/training-claim.tsx'
import { deskAssetPaths } from '../views/desk-layout.tsx'
import { accountPages } from './account.tsx'
import { captureByHandPages } from './capture-by-hand.tsx'
import { capturePages } from './captures.tsx'
import { deskCorrectionPages } from './corrections.tsx'
import { historyPages } from './history.tsx'
import { deskHome } from './home.tsx'
import { keyPages } from './keys.tsx'
import { matchPages } from './matches.tsx'
import { peoplePages } from './people.tsx'
import { deskPractitionerPages } from './practitioner.tsx'
import { registryPages } from './registries.tsx'
import { runPages } from './runs.tsx'
import { deskTrainingPages } from './training.tsx'
import { signInPages } from './sign-in.tsx'
import { welcomePages } from './welcome.tsx'

const PAGES = [
  signInPages,
  welcomePages,
  deskHome,
  accountPages,
  peoplePages,
  keyPages,
  registryPages,
  runPages,
  capturePages,
  matchPages,
  deskPractitionerPages,
  deskTrainingPages,
  deskCorrectionPages,
  captureByHandPages,
  historyPages,
  correctionPages,
  trainingClaimPages,
]

export function deskPages(site: DeskSite): Hono {
  const app = new Hono()
  app.use('/admin/*', async function unlisted(c, next) {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
  })
  for (const pages of PAGES) app.route('/', pages(site))
  const paths = deskAssetPaths(site)
  const { css, js } = site.desk.assets
  for (const [path, body, type] of [
    [paths.css, css, 'text/css'],
    [paths.js, js, 'text/javascript'],
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

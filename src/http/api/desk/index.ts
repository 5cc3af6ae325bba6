/** The desk's calls: everything that its pages do, under the same rules. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DeskSite } from '../../desk.ts'
import { newApi } from '../answers.ts'
import { auditApi } from './audit.ts'
import { capturesApi } from './captures.ts'
import { correctionsApi } from './corrections.ts'
import { judgementsApi } from './judgements.ts'
import { keysApi } from './keys.ts'
import { overviewApi } from './overview.ts'
import { refreshesApi } from './refreshes.ts'
import { savedPagesApi } from './saved-pages.ts'
import { trainingApi } from './training.ts'
import { usersApi } from './users.ts'
import { runEvents } from './run-events.ts'

const APIS = [
  usersApi,
  keysApi,
  refreshesApi,
  capturesApi,
  judgementsApi,
  trainingApi,
  correctionsApi,
  auditApi,
  savedPagesApi,
  overviewApi,
]

export function deskApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  for (const api of APIS) app.route('/', api(site))
  app.route('/', runEvents(site))
  return app
}

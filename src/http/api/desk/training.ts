/** Training: claims sent in, doubtful rows of lists, claims given, and lists taken. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DeskSite } from '../../desk.ts'
import { newApi } from '../answers.ts'
import { trainingClaimsApi } from './training-claims.ts'
import { trainingImportsApi } from './training-imports.ts'
import { trainingReviewsApi } from './training-reviews.ts'
import { trainingSubmissionsApi } from './training-submissions.ts'

export function trainingApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  for (const api of [
    trainingSubmissionsApi,
    trainingReviewsApi,
    trainingClaimsApi,
    trainingImportsApi,
  ]) {
    app.route('/', api(site))
  }
  return app
}

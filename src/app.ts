/** The directory as one application: pages, API, assets. It knows no runtime; the entries hand it one. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { openApiDocument } from './http/api/openapi.ts'
import { practitionersApi } from './http/api/practitioners.ts'
import { registriesApi } from './http/api/registries.ts'
import { refuseOtherMethods } from './http/allowed-methods.ts'
import { type AppDeps, type Site, toSite } from './http/deps.ts'
import { aboutPage } from './http/pages/about.tsx'
import { docsPage } from './http/pages/docs.tsx'
import { errorPage } from './http/pages/error.tsx'
import { guidePages } from './http/pages/guides/index.tsx'
import { homePage } from './http/pages/home.tsx'
import { practitionerPage } from './http/pages/practitioner.tsx'
import { registriesPage } from './http/pages/registries.tsx'
import { searchPage } from './http/pages/search.tsx'
import { sitemap } from './http/pages/sitemap.ts'
import { systemRoutes } from './http/pages/system.ts'
import {
  NotFoundError,
  ParameterError,
  type ParameterIssue,
  problem,
  type ProblemStatus,
  statusOfFailure,
} from './http/problem.ts'
import { revalidated } from './http/revalidated.ts'
import { wellFormed } from './http/well-formed.ts'

export type { AppDeps } from './http/deps.ts'

export function createApp(deps: AppDeps): OpenAPIHono {
  const site = toSite(deps)
  const app = new OpenAPIHono()
  app.use(securityHeaders(), etag(), revalidated, wellFormed)
  app.route('/api/v1', practitionersApi(site))
  app.route('/api/v1', registriesApi(site))
  app.get('/openapi.json', (c) => c.json(openApiDocument(app, site)))
  app.route('/', homePage(site))
  app.route('/', searchPage(site))
  app.route('/', practitionerPage(site))
  app.route('/', registriesPage(site))
  app.route('/', aboutPage(site))
  app.route('/', guidePages(site))
  app.route(
    '/',
    docsPage(site, () => openApiDocument(app, site)),
  )
  app.route('/', sitemap(site))
  app.route('/', systemRoutes(site))
  refuseOtherMethods(app, (c) =>
    fail(
      site,
      c,
      405,
      `${c.req.method} is not possible here. Allowed: ${c.res.headers.get('Allow')}.`,
    ),
  )
  app.notFound((c) => fail(site, c, 404, 'Nothing is at this address.'))
  app.onError((error, c) => answerError(site, c, error))
  return app
}

const securityHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: ['self'] },
  })

function answerError(site: Site, c: Context, error: Error): Response | Promise<Response> {
  if (error instanceof ParameterError) return fail(site, c, 400, error.message, error.issues)
  if (error instanceof NotFoundError) return fail(site, c, 404, error.message)
  const status = statusOfFailure(error)
  site.log({
    level: 'error',
    event: 'request-failed',
    method: c.req.method,
    path: c.req.path,
    status,
    error: describe(error),
  })
  return fail(site, c, status, FAILURES[status])
}

/** With its causes: a driver's error says more than the statement that failed. */
function describe(error: unknown): string {
  const parts: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    parts.push(cause.stack ?? cause.message)
  }
  return parts.join('\ncaused by ')
}

const FAILURES = {
  500: 'Something went wrong on our side. It has been noted.',
  503: 'The directory cannot reach its database just now. Try again in a minute.',
}

/** A program gets a problem, a person a page. */
function fail(
  site: Site,
  c: Context,
  status: ProblemStatus,
  detail: string,
  issues: ParameterIssue[] = [],
): Response | Promise<Response> {
  const isForPrograms = /^\/(api(\/|$)|openapi\.json$)/.test(c.req.path)
  return isForPrograms
    ? problem(c, status, detail, issues)
    : errorPage(site, c, status, detail, issues)
}

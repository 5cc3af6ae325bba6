/** The directory as one application: pages, API, assets. It knows no runtime; the entries hand it one. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import {
  RefusedError,
  NotFoundError as MissingError,
  withoutParameters,
} from '#src/services/errors.ts'
import { deskPages } from './http/admin/index.ts'
import { deskApi } from './http/api/desk/index.ts'
import { ForbiddenError, TooManyError, UnauthorizedError } from './http/desk-errors.ts'
import { hasDesk } from './http/desk.ts'
import { guard, sameOrigin } from './http/identity.ts'
import { limitBody } from './http/limit-body.ts'
import { openApiDocument } from './http/api/openapi.ts'
import { practitionersApi } from './http/api/practitioners.ts'
import { registriesApi } from './http/api/registries.ts'
import { checkRoutes } from './http/check-routes.ts'
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
  app.use(securityHeaders(), etagOfAnswers, revalidated, wellFormed)
  if (hasDesk(site)) {
    app.use(sameOrigin(site), guard(site), limitBody)
    app.route('/', deskPages(site))
    app.route('/api/v1', deskApi(site))
    const checking = checkRoutes(site)
    app.route('/', checking.pages)
    app.route('/api/v1', checking.api)
  }
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

/** Pages for those who are signed in. */
const PRIVATE = /^\/(admin|checks|check-batches|receipts|watches|webhooks)(\/|$)/

const etagOf = etag()

/** A stream would be read to its end to tell it from others, and the desk keeps nothing. */
const etagOfAnswers: MiddlewareHandler = async function etagOfAnswers(c, next) {
  const isKept = !PRIVATE.test(c.req.path) && !c.req.path.endsWith('/events')
  return isKept ? etagOf(c, next) : next()
}

const securityHeaders = () =>
  secureHeaders({
    // A saved page or a file is opened under a stricter policy of its own.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: ['self'] },
  })

function answerError(site: Site, c: Context, error: Error): Response | Promise<Response> {
  if (error instanceof ParameterError) return fail(site, c, 400, error.message, error.issues)
  const refused = refuse(site, c, error)
  if (refused) return refused
  const status = statusOfFailure(error)
  site.log({
    level: 'error',
    event: 'request-failed',
    method: c.req.method,
    route: routeOf(c),
    status,
    error: describe(error),
  })
  return fail(site, c, status, FAILURES[status])
}

/** Not the address itself: in those of feeds and receipts stands what lets anybody read them. */
const routeOf = (c: Context): string =>
  matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))?.path ?? '*'

/** What is no failure: the answer to something that cannot be done, or not by whoever asks. */
function refuse(site: Site, c: Context, error: Error): Response | Promise<Response> | null {
  if (error instanceof NotFoundError || error instanceof MissingError) {
    return fail(site, c, 404, error.message)
  }
  if (error instanceof RefusedError) return fail(site, c, 409, error.message)
  if (error instanceof ForbiddenError) return fail(site, c, 403, error.message)
  if (error instanceof HTTPException) {
    return error.status === 413
      ? fail(site, c, 413, 'What was sent is larger than is taken here.')
      : error.status === 400 || error.status === 415
        ? fail(site, c, 400, `What was sent cannot be read: ${error.message}`)
        : null
  }
  if (error instanceof TooManyError) {
    c.header('Retry-After', String(error.retryAfter))
    return fail(site, c, 429, error.message)
  }
  if (!(error instanceof UnauthorizedError)) return null
  if (PRIVATE.test(c.req.path)) {
    const { pathname, search } = new URL(c.req.url)
    const next = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
    return c.redirect(`/admin/sign-in${next}`, 303)
  }
  c.header('WWW-Authenticate', 'Bearer')
  return fail(site, c, 401, error.message)
}

/** With its causes: a driver's error says more than the statement that failed. */
function describe(error: unknown): string {
  const parts: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    parts.push(withoutParameters(cause.stack ?? cause.message))
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

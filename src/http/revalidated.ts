import type { MiddlewareHandler } from 'hono'

/** What is shown changes with every refresh and every day, so a copy is always asked about. */
export const revalidated: MiddlewareHandler = async function revalidated(c, next) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache')
}

import type { MiddlewareHandler } from 'hono'

/** Nobody keeps what is answered here. */
export const privately: MiddlewareHandler = async function privately(c, next) {
  await next()
  c.header('Cache-Control', 'private, no-store')
}

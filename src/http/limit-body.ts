/** How much a request may send: little, unless its address takes files or lists and says how much. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Larger than any form and any call that carries no file. */
const BODY_BYTES_MAX = 64 * 1024

/** What takes more, each under a limit that stands at its route. */
const UPLOADS = [
  /^\/admin\/capture\/[^/]+$/,
  /^\/admin\/training\/import(\/confirm)?$/,
  /^\/practitioners\/[^/]+\/training$/,
  /^(\/api\/v1)?\/check-batches$/,
  /^(\/api\/v1)?\/receipts\/verify$/,
  /^\/api\/v1\/practitioners\/[^/]+\/training-claims$/,
  /^\/api\/v1\/registries\/[^/]+\/saved-pages$/,
  /^\/api\/v1\/training-imports$/,
]

const limited = bodyLimit({ maxSize: BODY_BYTES_MAX })

/** Refuses with 413 before more than that is read. */
export const limitBody: MiddlewareHandler = async function limitBody(c, next) {
  return UPLOADS.some((path) => path.test(c.req.path)) ? next() : limited(c, next)
}

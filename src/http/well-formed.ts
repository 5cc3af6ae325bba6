import type { MiddlewareHandler } from 'hono'
import { parameterError } from './problem.ts'

/** Refuses an address that is no UTF-8 text or holds a NUL, which no database can compare with. */
export const wellFormed: MiddlewareHandler = async function wellFormed(c, next) {
  const { pathname, search } = new URL(c.req.url)
  if (!isText(pathname)) {
    throw parameterError('path', 'The path is not valid percent-encoded UTF-8 text.')
  }
  for (const pair of search.slice(1).split('&')) {
    const [name = '', value = ''] = splitOnce(pair)
    if (!isText(name) || !isText(value)) {
      throw parameterError(
        isText(name) && name ? decodeURIComponent(name) : 'query',
        'The query is not valid percent-encoded UTF-8 text.',
      )
    }
  }
  await next()
}

const splitOnce = (pair: string): string[] => {
  const at = pair.indexOf('=')
  return at < 0 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)]
}

function isText(encoded: string): boolean {
  try {
    return !decodeURIComponent(encoded).includes('\0')
  } catch {
    return false
  }
}

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'

/** For every path that has a handler: any other method is answered by `refuse`, with `Allow` set. */
export function refuseOtherMethods(
  app: OpenAPIHono,
  refuse: (c: Context) => Response | Promise<Response>,
) {
  const methodsOf = new Map<string, Set<string>>()
  for (const { method, path } of app.routes) {
    if (method === 'ALL') continue
    const methods = methodsOf.get(path) ?? new Set()
    methodsOf.set(path, methods.add(method))
  }
  for (const [path, methods] of methodsOf) {
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].join(', ')
    app.all(path, (c) => {
      c.header('Allow', allow)
      return refuse(c)
    })
  }
}

import { serve } from '@hono/node-server'

export interface Listening {
  port: number
  close: () => Promise<void>
}

/** Serves an application; `port` 0 takes a free one. Rejects with what the system says. */
export async function listen(
  /** `env` tells who the client is. */
  app: { fetch: (request: Request, env: object) => Response | Promise<Response> },
  port: number,
  hostname: string,
): Promise<Listening> {
  const server = serve({ fetch: (request, env) => app.fetch(request, env), port, hostname })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

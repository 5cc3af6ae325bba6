/** Serves the application over HTTP from an open database. */
import { readFileSync } from 'node:fs'
import { catchUp, createDirectory, type Directory } from '#db/queries/search.ts'
import { createApp } from '#src/app.ts'
import type { Desk } from '#src/http/desk.ts'
import { createDesk } from './create-desk.ts'
import { listen } from './listen.ts'
import type { Opened } from './open.ts'

export interface Serving {
  url: string
  /** What it works with, for whoever works beside it. */
  desk: Desk
  directory: Directory
  close: () => Promise<void>
}

const asset = (name: string): string =>
  readFileSync(new URL(`../http/public/${name}`, import.meta.url), 'utf8')

/** Throws with the name of the setting when the port is taken. */
export async function serveApp(
  opened: Opened,
  notice: string | null,
  enqueue: Desk['enqueue'],
): Promise<Serving> {
  const { ctx, database, settings } = opened
  const directory = createDirectory(true)
  await catchUp(database.db, directory)
  const desk = await createDesk(opened, enqueue)
  const app = createApp({
    database: () => database.db,
    directory,
    now: ctx.now,
    registries: ctx.registries,
    assets: { css: asset('app.css'), js: asset('app.js') },
    notice,
    desk,
    publicUrl: settings.PUBLIC_URL ?? null,
    log: ctx.log,
  })
  const { port, close } = await listen(app, settings.PORT, settings.HOST).catch(
    (error: unknown) => {
      throw toSentence(error, settings)
    },
  )
  const host = ['0.0.0.0', '::'].includes(settings.HOST) ? 'localhost' : settings.HOST
  return { url: `http://${host}:${port}`, desk, directory, close }
}

function toSentence(error: unknown, { PORT, HOST }: Opened['settings']): Error {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return new Error(`Port ${PORT} on ${HOST} is taken; set PORT to another one.`)
  }
  return new Error(`Cannot listen on ${HOST}:${PORT} (HOST, PORT).`, { cause: error })
}

/** Assisted capture: registries that keep programs out, and pages of them that a person saved. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { findLastAbout } from '#db/queries/audit.ts'
import { findSavedPages } from '#db/queries/saved-pages.ts'
import type { Db } from '#db/client.ts'
import type { Registry } from '#scrapers/source.ts'
import { type ImportYield, readYieldJson } from '#src/core/page-yields.ts'
import { IMPORT_ACTION, importPages } from '#src/services/import-pages.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { handRegistries, handRegistry, readSavedFiles, UPLOAD_BYTES_MAX } from '../saved-files.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { Imports, UploadForm, Worklist, Yield } from './capture-views.tsx'

const PATH = '/admin/capture'
const DONE: Record<string, string> = { read: 'The pages were read.' }

export function captureByHandPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, (c) =>
    deskPage(site, c, {
      title: 'Assisted capture',
      current: PATH,
      children: <Registries registries={handRegistries(site)} />,
    }),
  )
  app.get(`${PATH}/:registry`, (c) =>
    showRegistry(site, c, handRegistry(site, c.req.param('registry'))),
  )
  app.post(`${PATH}/:registry`, bodyLimit({ maxSize: UPLOAD_BYTES_MAX }), async (c) => {
    const { info } = handRegistry(site, c.req.param('registry'))
    const files = await readSavedFiles(site, c)
    const input = { registry: info.id, files, owner: actorOf(c).actor }
    const { run } = await importPages(site.desk.ctx, input)
    return c.redirect(`${PATH}/${info.id}?run=${encodeURIComponent(run.id)}&done=read`, 303)
  })
  return app
}

async function showRegistry(site: DeskSite, c: Context, registry: Registry) {
  const db = site.database(c)
  const scopes = registry.worklist?.map(({ scope }) => scope) ?? []
  const saved = await findSavedPages(db, registry.info.id, scopes)
  const run = saved.imports.find(({ id }) => id === c.req.query('run'))
  const found = run ? await findYield(db, run.id) : null
  const now = site.now()
  return deskPage(site, c, {
    title: registry.info.title,
    current: PATH,
    done: run && DONE[c.req.query('done') ?? ''],
    children: (
      <>
        <h1>{registry.info.title}</h1>
        {run && found && <Yield {...{ run, found }} />}
        <Worklist {...{ registry, saved, now }} />
        <UploadForm {...{ registry, now }} />
        <Imports {...{ registry }} imports={saved.imports} />
      </>
    ),
  })
}

/** What the files of an import came to; null for a run that was none. */
async function findYield(db: Db, run: string): Promise<ImportYield | null> {
  const entry = await findLastAbout(db, { type: 'run', id: run }, IMPORT_ACTION)
  return entry && readYieldJson(entry.after)
}

const Registries = ({ registries }: { registries: Registry[] }) => (
  <>
    <h1>Assisted capture</h1>
    {registries.length === 0 && <p>No registry keeps programs out.</p>}
    {registries.length > 0 && (
      <>
        <p>
          These registries keep programs out. A person opens them, saves the pages and hands them in
          here.
        </p>
        <ol class="queue">
          {registries.map(({ info }) => (
            <li>
              <a href={`${PATH}/${info.id}`}>{info.title}</a>
              <p>{info.proves}</p>
            </li>
          ))}
        </ol>
      </>
    )}
  </>
)

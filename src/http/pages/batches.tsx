/** Lists of people to be checked, for whoever is signed in: sent, mapped, followed, read. */
import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import {
  type Batch,
  countBatchRows,
  findBatch,
  listBatches,
  readBatchRows,
} from '#db/queries/batches.ts'
import { COLUMN_FIELDS, type ColumnMapping } from '#src/core/checks/map-columns.ts'
import { readTable } from '#src/core/csv/read-table.ts'
import { createBatch } from '#src/services/create-batch.ts'
import { cancelBatch, deleteBatch } from '#src/services/delete-batch.ts'
import { RefusedError } from '#src/services/errors.ts'
import { NO_BATCH, startBatch } from '#src/services/map-batch.ts'
import { BatchForm, BatchList } from '../batches/batch-list.tsx'
import { BatchProgress, BatchResults } from '../batches/batch-results.tsx'
import { MappingForm } from '../batches/mapping-form.tsx'
import { listLimit } from '../batches/read-list.ts'
import { sendResults } from '../batches/results-file.ts'
import { toFoundRow } from '../batches/results.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { keepNothing } from '../run-check.ts'
import { clinicPage } from '../views/clinic-page.tsx'

type Status = 200 | 400 | 409

const listPage = (
  site: DeskSite,
  c: Context,
  props: { title: string; children: Child },
  status: Status = 200,
) => clinicPage(site, c, { ...props, here: '/check-batches' }, status)

export function batchPages(site: DeskSite): Hono {
  const app = new Hono()
  app.use('/check-batches', listLimit)
  app.get('/check-batches', (c) => showLists(site, c, null))
  app.post('/check-batches', (c) => takeList(site, c))
  app.get('/check-batches/:id', async (c) => showBatch(site, c, await own(site, c)))
  app.get('/check-batches/:id/results.csv', async (c) => sendResults(site, c, await own(site, c)))
  app.post('/check-batches/:id/start', (c) => startList(site, c))
  app.post('/check-batches/:id/cancel', async (c) => {
    const id = c.req.param('id')
    await cancelBatch(site.desk.ctx, actorOf(c).account, id)
    return c.redirect(`/check-batches/${id}`, 303)
  })
  app.post('/check-batches/:id/delete', async (c) => {
    await deleteBatch(site.desk.ctx, actorOf(c).account, c.req.param('id'))
    return c.redirect('/check-batches', 303)
  })
  return app
}

async function own(site: DeskSite, c: Context): Promise<Batch> {
  const batch = await findBatch(site.database(c), actorOf(c).account, c.req.param('id') ?? '')
  if (!batch) throw new NotFoundError(NO_BATCH)
  return batch
}

async function showLists(
  site: DeskSite,
  c: Context,
  problem: string | null,
  status: Status = 200,
): Promise<Response> {
  keepNothing(c)
  const batches = await listBatches(site.database(c), actorOf(c).account)
  const children = (
    <>
      <h1>Check a list of people</h1>
      <BatchForm problem={problem} />
      <BatchList batches={batches} />
    </>
  )
  return listPage(site, c, { title: 'Check a list of people', children }, status)
}

async function takeList(site: DeskSite, c: Context): Promise<Response> {
  const { file, as_of: day } = await c.req.parseBody()
  if (!(file instanceof File) || file.size === 0) {
    return showLists(site, c, 'Choose a file with the people to be checked.', 400)
  }
  const table = readTable(new Uint8Array(await file.arrayBuffer()))
  if (table.kind === 'refused') return showLists(site, c, table.problem, 400)
  const asOf = typeof day === 'string' && day.trim() !== '' ? day.trim() : null
  const { account } = actorOf(c)
  try {
    const id = await createBatch(site.desk.ctx, { account, fileName: file.name, table, asOf })
    return c.redirect(`/check-batches/${id}`, 303)
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return showLists(site, c, error.message, 409)
  }
}

async function startList(site: DeskSite, c: Context): Promise<Response> {
  const batch = await own(site, c)
  const mapping = readMapping(await c.req.parseBody())
  try {
    const { account } = actorOf(c)
    await startBatch(site.desk.ctx, { account, id: batch.id, mapping })
    return c.redirect(`/check-batches/${batch.id}`, 303)
  } catch (error) {
    if (!(error instanceof RefusedError) || batch.status !== 'mapping') throw error
    return showMapping(site, c, { ...batch, mapping }, error.message)
  }
}

/** What the form says; a field without a column is left out. */
const readMapping = (body: Record<string, unknown>): ColumnMapping =>
  Object.fromEntries(
    COLUMN_FIELDS.flatMap((field) => {
      const column = body[field]
      return typeof column === 'string' && column !== '' ? [[field, Number(column)]] : []
    }),
  )

function showMapping(site: DeskSite, c: Context, batch: Batch, problem: string | null) {
  keepNothing(c)
  const children = <MappingForm batch={batch} problem={problem} />
  return listPage(site, c, { title: batch.fileName, children }, problem === null ? 200 : 400)
}

const ROWS_A_PAGE = 100
/** Often enough to see it move. */
const REFRESH_SECONDS = 3

async function showBatch(site: DeskSite, c: Context, batch: Batch): Promise<Response> {
  if (batch.status === 'mapping') return showMapping(site, c, batch, null)
  keepNothing(c)
  const isStill = c.req.query('still') !== undefined
  if (batch.status === 'running' && !isStill) c.header('Refresh', String(REFRESH_SECONDS))
  const db = site.database(c)
  const after = readAfter(c.req.query('after'))
  const read = await readBatchRows(db, batch.id, { after, limit: ROWS_A_PAGE + 1 })
  const rows = read.slice(0, ROWS_A_PAGE)
  const last = read.length > ROWS_A_PAGE ? rows.at(-1) : undefined
  const children = (
    <>
      <BatchProgress batch={batch} isStill={isStill} />
      <BatchResults
        batch={batch}
        counts={await countBatchRows(db, batch.id)}
        rows={rows.map((row) => toFoundRow(batch, row))}
        next={last ? `${last.rank}.${last.line}` : null}
        isFirst={after === null}
      />
    </>
  )
  return listPage(site, c, { title: batch.fileName, children })
}

/** From the start where it is none of ours. */
function readAfter(text: string | undefined): { rank: number; line: number } | null {
  const [, rank, line] = /^([012])\.(\d{1,6})$/.exec(text ?? '') ?? []
  return rank && line ? { rank: Number(rank), line: Number(line) } : null
}

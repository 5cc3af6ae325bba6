/** Lists of people to be checked: sent, mapped, started, read, cancelled, deleted. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { type Batch, findBatch, listBatches, readBatchRows } from '#db/queries/batches.ts'
import { createBatch } from '#src/services/create-batch.ts'
import { cancelBatch, deleteBatch } from '#src/services/delete-batch.ts'
import { NO_BATCH, startBatch } from '#src/services/map-batch.ts'
import { listLimit, readSentList } from '../../batches/read-list.ts'
import { sendResults } from '../../batches/results-file.ts'
import { toFoundRow } from '../../batches/results.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError } from '../../problem.ts'
import { keepNothing } from '../../run-check.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { problemSchema } from '../schemas.ts'
import { toBatchJson, toRowJson } from './batch-json.ts'
import { batchRowSchema, batchSchema, mappingSchema, NEW_BATCH_BODY } from './batch-schemas.ts'

const tags = ['Checks']
const params = z.object({ id: z.string() })
const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })
const problems = { 'application/problem+json': { schema: problemSchema } }
const conflict = { 409: { description: 'Not as things stand; it says why.', content: problems } }
const batchAnswer = (description: string) => ({ description, content: json(batchSchema) })

const create = createRoute({
  method: 'post',
  path: '/check-batches',
  tags,
  summary: 'Send a list of people to be checked',
  description:
    'A list in JSON starts at once. A CSV (UTF-8, 10 MB, 10,000 rows, 200 columns) waits: look at `mapping`, then start it.',
  request: {
    query: z.object({
      as_of: z.string().optional().openapi({ description: 'Of a CSV: a past day.' }),
      file_name: z.string().optional(),
    }),
  },
  requestBody: NEW_BATCH_BODY,
  responses: {
    202: batchAnswer('It is taken; `Location` says where it is.'),
    ...badRequest,
    ...conflict,
    413: { description: 'Larger than 10 MB.', content: problems },
  },
})

const list = createRoute({
  method: 'get',
  path: '/check-batches',
  tags,
  summary: 'Your lists, the newest first',
  responses: {
    200: { description: 'At most 100.', content: json(z.object({ items: z.array(batchSchema) })) },
  },
})

const one = createRoute({
  method: 'get',
  path: '/check-batches/{id}',
  tags,
  summary: 'How far a list is',
  request: { params },
  responses: { 200: batchAnswer('The list.'), ...notFound },
})

const start = createRoute({
  method: 'post',
  path: '/check-batches/{id}/start',
  tags,
  summary: 'Let a list run',
  request: {
    params,
    body: { required: false, content: json(z.object({ mapping: mappingSchema.optional() })) },
  },
  responses: { 200: batchAnswer('It runs.'), ...badRequest, ...notFound, ...conflict },
})

const cancel = createRoute({
  method: 'post',
  path: '/check-batches/{id}/cancel',
  tags,
  summary: 'Stop a list; what has been checked stays',
  request: { params },
  responses: { 200: batchAnswer('It is cancelled.'), ...notFound, ...conflict },
})

const rows = createRoute({
  method: 'get',
  path: '/check-batches/{id}/rows',
  tags,
  summary: 'What was found, what needs attention first',
  request: {
    params,
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(250).default(100),
    }),
  },
  responses: {
    200: {
      description: 'One page of the rows that are done.',
      content: json(
        z.object({ items: z.array(batchRowSchema), next_cursor: z.string().nullable() }),
      ),
    },
    ...badRequest,
    ...notFound,
  },
})

const results = createRoute({
  method: 'get',
  path: '/check-batches/{id}/results.csv',
  tags,
  summary: 'What was found, as CSV',
  request: { params },
  responses: {
    200: {
      description:
        'A line a row. Of a list that was cancelled or given up, also those not checked.',
      content: { 'text/csv': { schema: z.string() } },
    },
    ...conflict,
    ...notFound,
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/check-batches/{id}',
  tags,
  summary: 'Delete a list with everything that it found',
  request: { params },
  responses: { 204: { description: 'It is gone.' }, ...notFound },
})

export function checkBatchesApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.use('/check-batches', keepNothingHere, listLimit)
  app.use('/check-batches/*', keepNothingHere)
  const own = async (c: Context, id: string): Promise<Batch> => {
    const batch = await findBatch(site.database(c), actorOf(c).account, id)
    if (!batch) throw new NotFoundError(NO_BATCH)
    return batch
  }
  app.openapi(create, async (c) => {
    const { account } = actorOf(c)
    const { table, asOf, mapping } = await readSentList(c)
    const fileName = c.req.valid('query').file_name ?? 'A list sent by a program'
    const id = await createBatch(site.desk.ctx, { account, fileName, table, asOf })
    if (mapping) await startBatch(site.desk.ctx, { account, id, mapping })
    c.header('Location', `/api/v1/check-batches/${id}`)
    return c.json(toBatchJson(await own(c, id)), 202)
  })
  app.openapi(list, async (c) => {
    const batches = await listBatches(site.database(c), actorOf(c).account)
    return c.json({ items: batches.map(toBatchJson) }, 200)
  })
  app.openapi(one, async (c) => c.json(toBatchJson(await own(c, c.req.valid('param').id)), 200))
  app.openapi(start, async (c) => {
    const { id } = c.req.valid('param')
    const mapping = c.req.valid('json').mapping ?? null
    await startBatch(site.desk.ctx, { account: actorOf(c).account, id, mapping })
    return c.json(toBatchJson(await own(c, id)), 200)
  })
  app.openapi(cancel, async (c) => {
    const { id } = c.req.valid('param')
    await cancelBatch(site.desk.ctx, actorOf(c).account, id)
    return c.json(toBatchJson(await own(c, id)), 200)
  })
  app.openapi(rows, async (c) => {
    const batch = await own(c, c.req.valid('param').id)
    const { cursor, limit } = c.req.valid('query')
    const after = cursor === undefined ? null : toKey(decodeCursor(batch.id, cursor, KEY))
    const read = await readBatchRows(site.database(c), batch.id, { after, limit: limit + 1 })
    const items = read.slice(0, limit)
    const last = read.length > limit ? items.at(-1) : undefined
    return c.json(
      {
        items: items.map((row) => toRowJson(toFoundRow(batch, row))),
        next_cursor: last ? encodeCursor(batch.id, [last.rank, last.line]) : null,
      },
      200,
    )
  })
  app.openapi(results, async (c) => sendResults(site, c, await own(c, c.req.valid('param').id)))
  app.openapi(remove, async (c) => {
    await deleteBatch(site.desk.ctx, actorOf(c).account, c.req.valid('param').id)
    return c.body(null, 204)
  })
  return app
}

const KEY = ['number', 'number']
const toKey = ([rank, line]: (number | string)[]) => ({ rank: Number(rank), line: Number(line) })

const keepNothingHere: MiddlewareHandler = async function keepNothingHere(c, next) {
  keepNothing(c)
  await next()
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { findCheck, listChecks } from '#db/queries/checks.ts'
import { deleteCheck } from '#src/services/delete-check.ts'
import { signOffCheck } from '#src/services/sign-off-check.ts'
import { checkQuestionSchema } from '../../check-question.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError, ParameterError } from '../../problem.ts'
import { answerFile, readFileName } from '../../receipts/files.ts'
import { keepNothing, readableCheck, readAsked, runCheck } from '../../run-check.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { toCheckJson } from './check-json.ts'
import { checkSchema, signOffInput } from './check-schemas.ts'

const BODY_MAX = 20_000
const tags = ['Checks']
const id = z.object({ id: z.string() })
const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })

const createCheck = createRoute({
  method: 'post',
  path: '/checks',
  tags,
  summary: 'Check one practitioner’s credentials',
  description: 'Without a key: 20 an hour from an address, and never `live`.',
  request: { body: { required: true, content: json(checkQuestionSchema) } },
  responses: {
    201: { description: 'The check, kept and signed.', content: json(checkSchema) },
    ...badRequest,
  },
})

const listRoute = createRoute({
  method: 'get',
  path: '/checks',
  tags,
  summary: 'Your own checks, the newest first',
  request: {
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().optional(),
    }),
  },
  responses: {
    200: {
      description: 'One page.',
      content: json(z.object({ items: z.array(checkSchema), next_cursor: z.string().nullable() })),
    },
    ...badRequest,
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/checks/{id}',
  tags,
  summary: 'One check',
  request: { params: id },
  responses: { 200: { description: 'The check.', content: json(checkSchema) }, ...notFound },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/checks/{id}',
  tags,
  summary: 'Delete one of your checks',
  request: { params: id },
  responses: {
    204: { description: 'Deleted. Receipts that were taken away still verify as genuine.' },
    ...notFound,
  },
})

const signOffRoute = createRoute({
  method: 'post',
  path: '/checks/{id}/sign-offs',
  tags,
  summary: 'Add a reviewer’s sign-off to one of your checks',
  request: { params: id, body: { required: true, content: json(signOffInput) } },
  responses: {
    201: { description: 'The check with it.', content: json(checkSchema) },
    ...badRequest,
    ...notFound,
  },
})

/** What decides the list of the API and of the page: a cursor is good for the same account alone. */
const listQuestion = (account: string): string => `checks of ${account}`

export function checksApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.use('/checks', bodyLimit({ maxSize: BODY_MAX }))
  app.use('/checks/*', bodyLimit({ maxSize: BODY_MAX }))
  describeFiles(app)
  app.get('/checks/:file{[^/]+[.][a-z]+}', async (c) => {
    const file = readFileName(c.req.param('file'))
    if (!file) throw new NotFoundError('A receipt is a .pdf, a .jws or a .vc.')
    return answerFile(site, c, await readableCheck(site, c, file.id), file.kind)
  })
  app.openapi(createCheck, async (c) => {
    keepNothing(c)
    const { question, issues } = readAsked(site, c, c.req.valid('json'))
    if (issues.length > 0) throw new ParameterError(issues)
    const check = await runCheck(site, c, question)
    c.header('Location', `/api/v1/checks/${check.id}`)
    return c.json(toCheckJson(check), 201)
  })
  app.openapi(listRoute, async (c) => {
    keepNothing(c)
    const { account } = actorOf(c)
    const { limit, cursor } = c.req.valid('query')
    const after = cursor === undefined ? null : readAfter(account, cursor)
    const items = await listChecks(site.database(c), account, { limit, after })
    const last = items.at(-1)
    const next = items.length === limit && last ? cursorAfter(account, last) : null
    return c.json({ items: items.map(toCheckJson), next_cursor: next }, 200)
  })
  app.openapi(readRoute, async (c) => {
    keepNothing(c)
    return c.json(toCheckJson(await readableCheck(site, c, c.req.valid('param').id)), 200)
  })
  app.openapi(deleteRoute, async (c) => {
    keepNothing(c)
    const { account } = actorOf(c)
    await deleteCheck(site.database(c), { checkId: c.req.valid('param').id, account })
    return c.body(null, 204)
  })
  app.openapi(signOffRoute, async (c) => {
    keepNothing(c)
    const { account, actor } = actorOf(c)
    const checkId = c.req.valid('param').id
    const signOff = { ...c.req.valid('json'), checkId, account, by: actor }
    await signOffCheck(site.database(c), signOff, site.now())
    const check = await findCheck(site.database(c), checkId)
    if (!check) throw new NotFoundError('There is no such check.')
    return c.json(toCheckJson(check), 201)
  })
  return app
}

/** Where the list goes on behind a check. */
export const cursorAfter = (account: string, { at, id }: { at: Date; id: string }): string =>
  encodeCursor(listQuestion(account), [at.getTime(), id])

/** Throws `ParameterError` for a cursor of another list. */
export function readAfter(account: string, cursor: string): { at: Date; id: string } {
  const [at, id] = decodeCursor(listQuestion(account), cursor, ['number', 'string'])
  return { at: new Date(Number(at)), id: String(id) }
}

const FILES = [
  ['pdf', 'application/pdf', 'to print'],
  ['jws', 'application/jose', 'signed (EdDSA); the keys are at /.well-known/jwks.json'],
  ['vc', 'application/vc+jwt', 'as a W3C Verifiable Credential'],
] as const

function describeFiles(app: OpenAPIHono): void {
  for (const [ending, type, how] of FILES) {
    app.openAPIRegistry.registerPath({
      method: 'get',
      path: `/checks/{id}.${ending}`,
      tags,
      summary: `The receipt of a check, ${how}`,
      request: { params: id },
      responses: {
        200: { description: 'The receipt.', content: { [type]: { schema: z.string() } } },
        ...notFound,
      },
    })
  }
}

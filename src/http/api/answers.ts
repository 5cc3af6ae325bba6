/** What every call of the API may answer beside its own result, and how bad parameters are refused. */
import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { ParameterError } from '../problem.ts'
import { toIssues } from '../run-search.ts'
import { problemSchema } from './schemas.ts'

const content = { 'application/problem+json': { schema: problemSchema } }

export const badRequest = {
  400: { description: 'A parameter cannot be used; `errors` says which.', content },
}
export const notFound = { 404: { description: 'There is no such thing.', content } }

const refuse: Hook<unknown, Env, string, unknown> = (result) => {
  if (!result.success) throw new ParameterError(toIssues(result.error.issues))
}

export const newApi = (): OpenAPIHono => new OpenAPIHono({ defaultHook: refuse })

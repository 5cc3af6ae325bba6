import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DeskSite } from '../../desk.ts'
import { newApi } from '../answers.ts'

export function checkBatchesApi(_site: DeskSite): OpenAPIHono {
  return newApi()
}

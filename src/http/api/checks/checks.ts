import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DeskSite } from '../../desk.ts'
import { newApi } from '../answers.ts'

export function checksApi(_site: DeskSite): OpenAPIHono {
  return newApi()
}

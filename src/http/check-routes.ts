/** Pages and calls of credential checks: what needs somebody signed in is in `desk.ts`. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { checksApi } from './api/checks/checks.ts'
import { receiptsApi } from './api/checks/receipts.ts'
import { checkBatchesApi } from './api/checks/check-batches.ts'
import { watchesApi } from './api/checks/watches.ts'
import { webhooksApi } from './api/checks/webhooks.ts'
import { newApi } from './api/answers.ts'
import type { DeskSite } from './desk.ts'
import { checkPages } from './pages/check.tsx'
import { receiptPages } from './pages/receipt.tsx'
import { verifyReceiptPages } from './pages/verify-receipt.tsx'
import { batchPages } from './pages/batches.tsx'
import { watchPages } from './pages/watches.tsx'
import { webhookPages } from './pages/webhooks.tsx'

const PAGES = [checkPages, receiptPages, verifyReceiptPages, batchPages, watchPages, webhookPages]
const APIS = [checksApi, receiptsApi, checkBatchesApi, watchesApi, webhooksApi]

export function checkRoutes(site: DeskSite): { pages: Hono; api: OpenAPIHono } {
  const pages = new Hono()
  const api = newApi()
  for (const routes of PAGES) pages.route('/', routes(site))
  for (const routes of APIS) api.route('/', routes(site))
  return { pages, api }
}

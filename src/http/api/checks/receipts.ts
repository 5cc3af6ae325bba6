import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { type ReceiptVerdict, verifyReceipt } from '#src/services/verify-receipt.ts'
import { checkStore } from '../../check-context.ts'
import type { DeskSite } from '../../desk.ts'
import { parameterError } from '../../problem.ts'
import { keepNothing, limitReceipts } from '../../run-check.ts'
import { badRequest, newApi } from '../answers.ts'
import { toReceiptJson } from './check-json.ts'
import { verificationSchema } from './check-schemas.ts'

/** A receipt has some 10 kB; one with twenty candidates five times that. */
export const RECEIPT_MAX = 500_000

const verifyRoute = createRoute({
  method: 'post',
  path: '/receipts/verify',
  tags: ['Checks'],
  summary: 'Whether a receipt is genuine, and what has changed since',
  request: {
    body: {
      content: {
        'application/jose': { schema: z.string() },
        'application/vc+jwt': { schema: z.string() },
        'text/plain': { schema: z.string() },
        'application/json': { schema: z.object({ receipt: z.string() }) },
      },
    },
  },
  responses: {
    200: {
      description: '`genuine` follows from the signature alone.',
      content: { 'application/json': { schema: verificationSchema } },
    },
    ...badRequest,
  },
})

export function receiptsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.use('/receipts/verify', bodyLimit({ maxSize: RECEIPT_MAX }))
  app.openapi(verifyRoute, async (c) => {
    keepNothing(c)
    await limitReceipts(site, c)
    const isJson = c.req.header('Content-Type')?.includes('json') ?? false
    const said = c.req.valid('json')
    const text = isJson && typeof said === 'object' ? said.receipt : await c.req.text()
    if (!text) throw parameterError('receipt', 'Send the receipt: three parts with dots between.')
    return c.json(toJson(await verifyReceipt(checkStore(site, c), text)), 200)
  })
  return app
}

const toJson = (verdict: ReceiptVerdict): z.input<typeof verificationSchema> =>
  verdict.genuine
    ? {
        genuine: true,
        reason: null,
        key: verdict.key,
        receipt: toReceiptJson(verdict.receipt),
        subject_changed: verdict.changes.subject,
        changed: verdict.changes.elements,
      }
    : {
        genuine: false,
        reason: verdict.reason,
        key: null,
        receipt: null,
        subject_changed: null,
        changed: [],
      }

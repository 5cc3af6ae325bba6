/** Webhooks and their log as programs read them. */
import { z } from '@hono/zod-openapi'
import type { ShownDelivery, ShownEndpoint } from '#db/queries/webhooks.ts'

const instant = z.iso.datetime()

export const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    enabled: z.boolean(),
    disabled_reason: z.string().nullable(),
    created_at: instant,
  })
  .openapi('Webhook')

export const secretSchema = z.object({
  secret: z.string().openapi({ description: 'Of Standard Webhooks. It is shown this once.' }),
})

export const deliverySchema = z
  .object({
    id: z.string(),
    event_id: z.string(),
    type: z.string(),
    state: z.enum(['waiting', 'delivered', 'failed', 'cancelled']),
    created_at: instant,
    next_at: instant.nullable(),
    delivered_at: instant.nullable(),
    attempts: z.array(
      z.object({
        at: instant,
        status: z.number().int().nullable(),
        ms: z.number().int(),
        detail: z.string(),
      }),
    ),
  })
  .openapi('Delivery')

export const toWebhookJson = (endpoint: ShownEndpoint): z.input<typeof webhookSchema> => ({
  id: endpoint.id,
  url: endpoint.url,
  enabled: endpoint.isEnabled,
  disabled_reason: endpoint.disabledWhy,
  created_at: endpoint.createdAt.toISOString(),
})

export const toDeliveryJson = (delivery: ShownDelivery): z.input<typeof deliverySchema> => ({
  id: delivery.id,
  event_id: delivery.eventId,
  type: delivery.type,
  state: delivery.state,
  created_at: delivery.createdAt.toISOString(),
  next_at: delivery.state === 'waiting' ? delivery.nextAt.toISOString() : null,
  delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  attempts: delivery.attempts.map(({ at, status, ms, detail }) => ({
    at: at.toISOString(),
    status,
    ms,
    detail,
  })),
})

/** Watches and events as programs read them. */
import { z } from '@hono/zod-openapi'
import type { ShownEvent, ShownWatch } from '#db/queries/watches.ts'
import { TEST_EVENT, WATCH_EVENTS } from '#src/core/watches/events.ts'
import { STANDINGS } from '#src/core/words.ts'

const instant = z.iso.datetime()

export const watchSchema = z
  .object({
    id: z.string(),
    practitioner: z.object({ id: z.string(), name: z.string() }),
    label: z.string(),
    created_at: instant,
    evaluated_at: instant.nullable(),
    credentials: z.array(
      z.object({
        key: z.string(),
        what: z.string(),
        standing: z.enum(STANDINGS),
        until: z.iso.date().nullable(),
        listed: z.boolean(),
        has_discipline: z.boolean(),
      }),
    ),
    exclusions: z.array(z.object({ list: z.string(), since: z.iso.date().nullable() })),
  })
  .openapi('Watch', { description: 'Somebody who is watched, as last seen.' })

export const eventSchema = z
  .object({
    id: z.string().openapi({ description: 'Also the `webhook-id`.' }),
    type: z.enum([...WATCH_EVENTS, TEST_EVENT]),
    timestamp: instant,
    data: z.record(z.string(), z.unknown()),
  })
  .openapi('WatchEvent')

const label = z
  .string()
  .max(200)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'This is not text.')
  .default('')
export const newWatchSchema = z
  .strictObject({ practitioner_id: z.string().min(1).max(60), label })
  .openapi('NewWatch')
export const toWatchJson = (watch: ShownWatch): z.input<typeof watchSchema> => ({
  id: watch.id,
  practitioner: { id: watch.practitionerId, name: watch.name },
  label: watch.label,
  created_at: watch.createdAt.toISOString(),
  evaluated_at: watch.lastEvaluatedAt?.toISOString() ?? null,
  credentials: watch.credentials.map(({ key, what, standing, until, isListed, hasDiscipline }) => ({
    key,
    what,
    standing,
    until,
    listed: isListed,
    has_discipline: hasDiscipline,
  })),
  exclusions: watch.exclusions.map(({ list, since }) => ({ list, since })),
})

export const toEventJson = ({ id, type, at, data }: ShownEvent): z.input<typeof eventSchema> =>
  eventSchema.parse({ id, type, timestamp: at.toISOString(), data })

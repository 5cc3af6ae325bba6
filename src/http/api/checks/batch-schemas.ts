/** The shapes of lists of people to be checked. */
import { z } from '@hono/zod-openapi'
import { BATCH_STATUSES } from '#db/queries/batches.ts'
import { COLUMN_FIELDS } from '#src/core/checks/map-columns.ts'
import { ROWS_MAX } from '#src/core/csv/read-table.ts'
import { CHECK_VERDICTS, ELEMENTS } from '#src/core/checks/types.ts'

const instant = z.iso.datetime()
const text = z.string().nullable()

export const mappingSchema = z
  .partialRecord(z.enum(COLUMN_FIELDS), z.number().int().min(0))
  .openapi('ColumnMapping', {
    type: 'object',
    description: `Column, from 0, by field: ${COLUMN_FIELDS.join(', ')}.`,
    example: { name: 0, state: 2, license_number: 3 },
  })

export const batchSchema = z
  .object({
    id: z.string(),
    file_name: z.string(),
    status: z.enum(BATCH_STATUSES).openapi({
      description: 'A list of `mapping` waits to be started.',
    }),
    reason: text,
    as_of: text,
    mapping: mappingSchema,
    columns: z.array(z.string()),
    doubtful: z
      .array(z.object({ field: z.enum(COLUMN_FIELDS), columns: z.array(z.number().int()) }))
      .openapi({ description: 'Fields for which several columns come into question.' }),
    samples: z.array(z.array(z.string())),
    total: z.number().int(),
    done: z.number().int(),
    problems: z.number().int(),
    created_at: instant,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    expires_at: instant,
  })
  .openapi('CheckBatch')

const elementSchema = z.object({ verdict: z.enum(CHECK_VERDICTS), reason: z.string() })

export const batchRowSchema = z
  .object({
    line: z.number().int().openapi({ description: 'Of the file, from 1; of `people`, from 1.' }),
    asked: z.object({
      name: text,
      state: text,
      license_number: text,
      npi: text,
      certification_number: text,
    }),
    problem: text,
    attention: z.enum(['none', 'review', 'stop']).nullable(),
    check_id: text,
    practitioner_id: text,
    name: text,
    elements: z.record(z.enum(ELEMENTS), elementSchema).nullable().openapi({ type: 'object' }),
  })
  .openapi('CheckBatchRow')

/** What may be sent, as the documentation shows it: it is read without a schema, row by row. */
export const NEW_BATCH_BODY = {
  required: true,
  content: {
    'text/csv': { schema: { type: 'string' as const } },
    'application/json': {
      schema: {
        type: 'object' as const,
        required: ['people'],
        properties: {
          people: {
            type: 'array' as const,
            maxItems: ROWS_MAX,
            items: {
              type: 'object' as const,
              description: 'Each with a name or a number.',
              properties: Object.fromEntries(
                COLUMN_FIELDS.map((field) => [field, { type: 'string' as const }]),
              ),
            },
          },
          as_of: { type: 'string' as const, description: 'A past day: 2026-03-01.' },
        },
      },
    },
  },
}

/** The shapes of checks and receipts in the API. */
import { z } from '@hono/zod-openapi'
import { CHECK_VERDICTS, ELEMENTS } from '#src/core/checks/types.ts'
import { STANDINGS, STATES } from '#src/core/words.ts'

const instant = z.iso.datetime().openapi({ example: '2026-11-20T09:30:00.000Z' })
const verdict = z.enum(CHECK_VERDICTS)
const attention = z.enum(['none', 'review', 'stop'])

const candidateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    town: z.string().nullable(),
    licenses: z.array(z.string()),
    why: z.string(),
  })
  .openapi('Candidate')

const checkSourceSchema = z
  .object({
    registry: z.string(),
    capture_id: z.string().nullable(),
    sha256: z.string().nullable(),
    fetched_at: instant,
    link: z.string().nullable(),
  })
  .openapi('CheckSource', {
    description: 'Without a capture where only the whole run of the registry says so.',
  })

const elementSchema = z
  .object({
    verdict,
    reason: z.string(),
    attention,
    standing: z.enum(STANDINGS).nullable(),
    live: z.boolean(),
    method: z.enum(['live', 'stored', 'none']),
    source: checkSourceSchema.nullable(),
    last_good: z.object({ verdict, fetched_at: instant }).nullable(),
    candidates: z.array(candidateSchema),
    details: z.array(
      z.object({
        what: z.string(),
        verdict,
        standing: z.enum(STANDINGS).nullable(),
        until: z.string().nullable(),
        reason: z.string(),
        source: checkSourceSchema.nullable(),
      }),
    ),
  })
  .openapi('CheckElement')

const signOffSchema = z
  .object({
    reviewer: z.string(),
    title: z.string(),
    decision: z.enum(['accepted', 'follow-up', 'declined']),
    note: z.string(),
    at: instant,
  })
  .openapi('SignOff')

export const receiptSchema = z
  .object({
    id: z.string(),
    at: instant,
    as_of: z.string().nullable(),
    subject: z.object({
      identified: z.enum(['one', 'several', 'nobody']),
      reason: z.string().nullable(),
      total: z.number().int(),
    }),
    question: z.object({
      name: z.string().nullable(),
      state: z.enum(STATES).nullable(),
      license_number: z.string().nullable(),
      npi: z.string().nullable(),
      certification_number: z.string().nullable(),
      live: z.boolean(),
    }),
    practitioner_id: z.string().nullable(),
    name: z.string().nullable(),
    candidates: z.array(candidateSchema),
    recommended: z.boolean(),
    attention,
    elements: z.object({
      license: elementSchema,
      registration: elementSchema,
      certification: elementSchema,
      training: elementSchema,
      exclusions: elementSchema,
    }),
    policy_version: z.string(),
    software_version: z.string(),
  })
  .openapi('Receipt')

export const checkSchema = receiptSchema
  .extend({
    sha256: z.string().openapi({ description: 'Of the document that is signed.' }),
    kid: z.string(),
    expires_at: instant.openapi({ description: 'When it is deleted.' }),
    sign_offs: z.array(signOffSchema),
    links: z.object({ page: z.string(), pdf: z.string(), jws: z.string(), vc: z.string() }),
  })
  .openapi('Check')

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'This is not text.')

/** What a reviewer says, as the form and the API send it. */
export const signOffInput = z.object({
  reviewer: text(100).min(1, 'Say who reviewed it.'),
  title: text(100).default(''),
  decision: z.enum(['accepted', 'follow-up', 'declined'], 'Choose a decision.'),
  note: text(2000).default(''),
})

export const verificationSchema = z
  .object({
    genuine: z.boolean(),
    reason: z.string().nullable().openapi({ description: 'Why it is not genuine.' }),
    key: z.object({ kid: z.string(), state: z.enum(['active', 'retired']) }).nullable(),
    receipt: receiptSchema.nullable(),
    changed: z
      .array(
        z.object({
          element: z.enum(ELEMENTS),
          was: verdict,
          is: verdict,
          what: z.array(z.string()).openapi({ description: 'Sentences: what is different.' }),
        }),
      )
      .openapi({
        description:
          'Where the same question has another answer today, from sources no older than those of the receipt.',
      }),
    subject_changed: z.object({ was: z.string(), is: z.string() }).nullable().openapi({
      description: 'Whom the question means, where today that is not the same.',
    }),
  })
  .openapi('Verification')

/** The shapes of the calls about who is who. */
import { z } from '@hono/zod-openapi'
import type { JudgementRow } from '#db/queries/judgements.ts'
import type { Match, MatchSide } from '#db/queries/match.ts'
import type { QueuedPair } from '#db/queries/match-queue.ts'
import type { DeskRecord } from '#db/queries/practitioner-desk.ts'
import { AGREEMENTS, compareContents } from '#src/core/compare-contents.ts'

export const VERDICTS = ['same', 'different', 'unsure'] as const
export const recordId = z.int().positive()
const instant = z.iso.datetime()
const practitioner = z.string().nullable().openapi({ description: 'Public id.' })

const record = z.object({
  id: recordId,
  registry: z.string(),
  key: z.string(),
  name: z.string().nullable(),
  practitioner,
})

export const judgementSchema = z
  .object({
    id: z.string().openapi({ description: 'Of the act: all its pairs are taken back together.' }),
    records: z.array(recordId),
    verdict: z.enum(VERDICTS),
    by: z.string(),
    note: z.string(),
    at: instant,
    ended: z
      .object({ at: instant, by: z.string(), how: z.enum(['replaced', 'taken back']) })
      .nullable(),
  })
  .openapi('Judgement')

export const queuedSchema = z
  .object({
    weight: z.number().nullable().openapi({ description: 'Bits; null where a rule decided.' }),
    probability: z.number().nullable(),
    is_refused: z.boolean().openapi({
      description: 'A match that would have joined records that cannot be one person.',
    }),
    records: z.array(record),
  })
  .openapi('QueuedPair')

const compared = z.array(z.object({ text: z.string(), is_shared: z.boolean() }))

export const matchSchema = z
  .object({
    records: z.array(record),
    fields: z.array(
      z.object({
        field: z.string(),
        left: compared,
        right: compared,
        agreement: z.enum(AGREEMENTS),
      }),
    ),
    scored: z
      .object({
        decision: z.enum(['match', 'review', 'no-match']),
        method: z.string(),
        weight: z.number().nullable(),
        probability: z.number().nullable(),
        is_refused: z.boolean(),
        version: z.string(),
        reasons: z.array(z.object({ words: z.string(), weight: z.number().nullable() })),
      })
      .nullable(),
    judgement: judgementSchema.nullable().openapi({ description: 'In force.' }),
  })
  .openapi('Match')

export const linkSchema = z
  .object({
    record: record.omit({ practitioner: true }),
    method: z.string(),
    reasons: z.array(z.string()),
    decided_by: z.string(),
    decided_at: instant,
    no_longer_listed_at: instant.nullable(),
  })
  .openapi('Link', { description: 'Why a record is a practitioner’s.' })

export const toJudgementJson = (row: JudgementRow): z.input<typeof judgementSchema> => ({
  id: row.actId,
  records: [row.left, row.right],
  verdict: row.verdict,
  by: row.byName,
  note: row.note,
  at: row.at.toISOString(),
  ended: row.ended && {
    at: row.ended.at.toISOString(),
    by: row.ended.byName,
    how: row.ended.how,
  },
})

export const toQueuedJson = (pair: QueuedPair): z.input<typeof queuedSchema> => ({
  weight: pair.weight,
  probability: pair.probability,
  is_refused: pair.isRefused,
  records: pair.sides.map((side, index) => ({ id: index === 0 ? pair.left : pair.right, ...side })),
})

export const toMatchJson = (
  { sides, scored }: Match,
  judgement: JudgementRow | null,
): z.input<typeof matchSchema> => ({
  records: sides.map(toRecord),
  fields: compareContents(sides[0].content, sides[1].content).map((row) => ({
    field: row.field,
    left: row.left.map(({ text, isShared }) => ({ text, is_shared: isShared })),
    right: row.right.map(({ text, isShared }) => ({ text, is_shared: isShared })),
    agreement: row.agreement,
  })),
  scored: scored && {
    decision: scored.decision,
    method: scored.method,
    weight: scored.weight,
    probability: scored.probability,
    is_refused: scored.isRefused,
    version: scored.modelVersion,
    reasons: scored.reasons,
  },
  judgement: judgement && toJudgementJson(judgement),
})

const toRecord = ({ id, registry, key, content, practitioner }: MatchSide) => ({
  id,
  registry,
  key,
  name: content.name.full,
  practitioner,
})

export const toLinkJson = (link: DeskRecord): z.input<typeof linkSchema> => ({
  record: { id: link.id, registry: link.registry, key: link.key, name: link.name },
  method: link.method,
  reasons: link.reasons,
  decided_by: link.decidedBy,
  decided_at: link.decidedAt.toISOString(),
  no_longer_listed_at: link.delistedAt?.toISOString() ?? null,
})

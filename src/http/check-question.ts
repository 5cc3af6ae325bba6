/** What somebody wants to know, as the form and the API send it. */
import { z } from '@hono/zod-openapi'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { isAskableDay } from '#src/core/days.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { STATES } from '#src/core/words.ts'
import { ParameterError, type ParameterIssue } from './problem.ts'

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'This is not text.')
    .nullish()
    .transform((value) => value?.normalize('NFC').trim() || null)

export const checkQuestionSchema = z
  .object({
    name: text(200).openapi({
      type: 'string',
      description: 'Full name.',
      example: 'Jordan Levine',
    }),
    state: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.trim().toUpperCase() || null : value),
        z.enum(STATES).nullish(),
      )
      .openapi({ type: 'string', enum: [...STATES], description: 'Only licenses there count.' }),
    license_number: text(40).openapi({ type: 'string' }),
    npi: text(40).openapi({ type: 'string', description: 'Ten digits; the last one is checked.' }),
    certification_number: text(40).openapi({ type: 'string' }),
    as_of: text(40).openapi({ type: 'string', description: 'A past day: 2026-03-01.' }),
    live: z.boolean().nullish().openapi({ description: 'Ask the registries now.' }),
  })
  .openapi('CheckQuestion')

type Asked = z.output<typeof checkQuestionSchema>

/** Throws `ParameterError` for what cannot be looked up, naming the field. */
export function toQuestion(asked: Asked, now: Date): CheckQuestion {
  const { question, issues } = readQuestion(asked, now)
  if (issues.length > 0) throw new ParameterError(issues)
  return question
}

/** The question, and what is wrong with it. */
export function readQuestion(
  asked: Asked,
  now: Date,
): { question: CheckQuestion; issues: ParameterIssue[] } {
  const npi = asked.npi?.replaceAll(/[\s-]/g, '') ?? null
  const question: CheckQuestion = {
    name: asked.name,
    state: asked.state ?? null,
    licenseNumber: asked.license_number,
    npi,
    certificationNumber: asked.certification_number,
    asOf: asked.as_of,
    live: asked.live ?? false,
  }
  const issues: ParameterIssue[] = []
  if (npi !== null && !isValidNpi(npi)) {
    issues.push({
      parameter: 'npi',
      detail: 'This is no NPI: ten digits of which the last one checks the others.',
    })
  }
  if (!question.name && !question.licenseNumber && !npi && !question.certificationNumber) {
    issues.push({
      parameter: 'name',
      detail: 'Give a name, a license number, an NPI or a certification number.',
    })
  }
  if (question.asOf !== null && !isAskableDay(question.asOf, now)) {
    issues.push({ parameter: 'as_of', detail: '`as_of` must be a past day such as 2026-03-01.' })
  }
  if (question.live && question.asOf !== null) {
    issues.push({ parameter: 'live', detail: 'A past day cannot be asked about live.' })
  }
  return { question, issues }
}

/** What forms about people send, read strictly. */
import type { Context } from 'hono'
import { z } from 'zod'
import { NotFoundError, ParameterError } from '../problem.ts'

export const NOTE_MAX = 2000

/** Why, in the admin's own words. */
export const noteText = z
  .string()
  .trim()
  .max(NOTE_MAX, `A note has at most ${NOTE_MAX} characters.`)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'This note is not text.')

export const reasonText = noteText.min(1, 'Say why: the history keeps it.')

/** Throws `ParameterError` for what does not fit. */
export async function readForm<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const form = schema.safeParse(await c.req.parseBody({ all: true }))
  if (form.success) return form.data
  throw new ParameterError(
    form.error.issues.map(({ path, message }) => ({
      parameter: path.join('.') || 'form',
      detail: message,
    })),
  )
}

/** `12-34`, the smaller id first. Throws `NotFoundError` for anything else. */
export function parsePair(text: string): { left: number; right: number } {
  const [, one = '', other = ''] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? []
  const [left, right] = [Number(one), Number(other)].sort((a, b) => a - b)
  if (one === '' || left === undefined || right === undefined || left === right) {
    throw new NotFoundError('No two records have these numbers.')
  }
  return { left, right }
}

/** Signs a form between its two steps, so that the second is only taken from whoever saw the first. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Nobody reads a page and answers it faster. */
const MIN_AGE_MS = 3000
const MAX_AGE_MS = 3_600_000
const TOKEN = /^([0-9a-z]{1,10})\.([\w-]{43})$/

export type FormAge = 'good' | 'early' | 'late' | 'forged'

/** A token for these parts of a form, shown at `at`. The first part should name the form. */
export function signForm(secret: string, parts: string[], at: Date): string {
  const shownAt = at.getTime().toString(36)
  return `${shownAt}.${signatureOf(secret, parts, shownAt)}`
}

/** Whether the token is ours for exactly these parts, and neither too young nor too old. */
export function checkForm(secret: string, parts: string[], token: string, now: Date): FormAge {
  const [, shownAt, signature] = TOKEN.exec(token) ?? []
  if (shownAt === undefined || signature === undefined) return 'forged'
  const expected = Buffer.from(signatureOf(secret, parts, shownAt))
  if (!timingSafeEqual(expected, Buffer.from(signature))) return 'forged'
  const age = now.getTime() - Number.parseInt(shownAt, 36)
  if (age < MIN_AGE_MS) return 'early'
  return age > MAX_AGE_MS ? 'late' : 'good'
}

/** As JSON, two lists of parts never give the same text. */
const signatureOf = (secret: string, parts: string[], shownAt: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['form', ...parts, shownAt]))
    .digest('base64url')

/** The two steps by which somebody asks for a correction, the same for the form and for programs. */
import type { Context } from 'hono'
import { z } from 'zod'
import { CORRECTION_KINDS } from '#db/queries/corrections.ts'
import { sha256 } from '#src/services/audit.ts'
import { consumeLimit } from '#src/services/consume-limit.ts'
import { checkForm, type FormAge, signForm } from '#src/services/form-token.ts'
import { submitCorrection, type SubmittedCorrection } from '#src/services/submit-correction.ts'
import { TooManyError } from './desk-errors.ts'
import type { DeskSite } from './desk.ts'

export const TEXT_MAX = 2000
export const CONTACT_MAX = 200

const HOUR = 3600
const DAY = 24 * HOUR
const FROM_AN_ADDRESS = { window: HOUR, max: 5 }
const ABOUT_A_PRACTITIONER = { window: DAY, max: 10 }
/** More than the directory has ever had to answer; keeps a crowd from burying the queue. */
const FROM_EVERYBODY = { window: HOUR, max: 100 }

/** Browsers send line ends as CRLF, whatever they were given; Postgres stores no NUL. */
const words = (max: number, name: string) =>
  z
    .string({ error: `\`${name}\` is a text.` })
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim())
    .refine((text) => text.length <= max, `At most ${max} characters, please.`)

/** What is asked for. */
export const correctionFields = z
  .strictObject({
    kind: z.enum(CORRECTION_KINDS, { error: 'Say which of the three it is.' }),
    text: words(TEXT_MAX, 'text').default(''),
    contact: words(CONTACT_MAX, 'contact').default(''),
  })
  .refine(({ kind, text }) => kind === 'remove' || text !== '', {
    path: ['text'],
    error: 'Say what it is.',
  })
  .refine(({ kind, contact }) => kind !== 'remove' || contact !== '', {
    path: ['contact'],
    error: 'Say how to reach you: only the practitioner can ask to be left out.',
  })

export type CorrectionFields = z.output<typeof correctionFields>

const partsOf = (practitioner: string, { kind, text, contact }: CorrectionFields): string[] => [
  'correction',
  practitioner,
  kind,
  text,
  contact,
]

/** The first step: a token for exactly these words. Nothing is stored. */
export const previewCorrection = (
  { desk, now }: DeskSite,
  practitioner: string,
  fields: CorrectionFields,
): string => signForm(desk.secret, partsOf(practitioner, fields), now())

/**
 * The second step: puts into the queue what was shown in the first. Any age but `good` says why not.
 * Throws `TooManyError`, and what `submitCorrection` throws.
 */
export async function takeCorrection(
  site: DeskSite,
  c: Context,
  practitioner: string,
  fields: CorrectionFields,
  token: string,
): Promise<{ age: 'good'; sent: SubmittedCorrection } | { age: Exclude<FormAge, 'good'> }> {
  const age = checkForm(site.desk.secret, partsOf(practitioner, fields), token, site.now())
  if (age !== 'good') return { age }
  await consume(site, c, practitioner)
  const sent = await submitCorrection(
    { db: site.database(c), now: site.now },
    { practitioner, ...fields, contact: fields.contact || null, nonce: sha256(token) },
  )
  return { age, sent }
}

/** An address is only counted, so its hash is enough. */
async function consume(site: DeskSite, c: Context, practitioner: string): Promise<void> {
  const address = site.desk.addressOf(c) ?? 'unknown'
  const limits = [
    [`correction from ${sha256(address)}`, FROM_AN_ADDRESS],
    [`correction about ${practitioner}`, ABOUT_A_PRACTITIONER],
    ['correction', FROM_EVERYBODY],
  ] as const
  for (const [key, rule] of limits) {
    const { retryAfter } = await consumeLimit(site.database(c), key, rule, site.now())
    if (retryAfter !== null) throw new TooManyError(retryAfter)
  }
}

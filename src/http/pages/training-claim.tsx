/** Where anybody can say that a practitioner trained, with what shows it. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { TRAINING_PROGRAMS } from '#src/core/words.ts'
import { consumeLimit } from '#src/services/consume-limit.ts'
import { RefusedError } from '#src/services/errors.ts'
import { EVIDENCE_MAX_BYTES } from '#src/services/evidence-files.ts'
import { checkForm, signForm } from '#src/services/form-token.ts'
import { GIVERS, submitTraining } from '#src/services/submit-training.ts'
import type { DeskSite } from '../desk.ts'
import { TooManyError } from '../desk-errors.ts'
import { findShown } from '../find-shown.ts'
import { NotFoundError } from '../problem.ts'
import { deskAssetPaths } from '../views/desk-layout.tsx'
import { page } from '../views/layout.tsx'
import { ClaimForm, type ClaimFormProps, ClaimSent, TRAP } from '../views/claim-form.tsx'

const PATH = '/practitioners/:id/training'

const HOUR = 3600
const LIMITS = {
  address: { window: HOUR, max: 10 },
  practitioner: { window: 24 * HOUR, max: 20 },
  everybody: { window: 24 * HOUR, max: 500 },
}

const upload = bodyLimit({ maxSize: EVIDENCE_MAX_BYTES + 64 * 1024 })

const FORM = z.object({
  token: z.string(),
  [TRAP]: z.string().default(''),
  program: z.enum(TRAINING_PROGRAMS),
  school: z.string().max(200),
  year: z
    .string()
    .trim()
    .regex(/^(\d{4})?$/),
  evidence: z.string().max(1000),
  link: z.string().trim().max(500),
  given_by: z.enum(GIVERS),
  file: z.instanceof(File).optional(),
})
type Form = z.infer<typeof FORM>

export function trainingClaimPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, async (c) => {
    const person = await findPerson(site, c)
    if (person.publicId !== c.req.param('id')) return c.redirect(pathOf(person), 308)
    if (c.req.query('done') === 'sent') return answer(site, c, person, 'sent')
    return answer(site, c, person, { problem: null, token: sign(site, person) })
  })
  app.post(PATH, upload, async (c) => {
    const person = await findPerson(site, c)
    const body = await c.req.parseBody()
    const parsed = FORM.safeParse(body)
    const values = textsOf(body)
    const again = (problem: string, token = sign(site, person)) =>
      answer(site, c, person, { problem, token, values })
    if (!parsed.success) {
      return again('Say what the training was and where; a year has four digits.')
    }
    const form = parsed.data
    // A program fills in every field; it is not told that it was known by that.
    if (form[TRAP] !== '') return c.redirect(`${pathOf(person)}?done=sent`, 303)
    const parts = partsOf(person)
    const age = checkForm(site.desk.secret, parts, form.token, site.now())
    if (age === 'early') return again('That was very quick. Look it over and send it.', form.token)
    if (age !== 'good') return again('The form was open for too long. Look it over and send it.')
    await limit(site, c, person)
    try {
      await submitTraining(site.desk.ctx, await toSubmission(form, person))
      return c.redirect(`${pathOf(person)}?done=sent`, 303)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return again(error.message)
    }
  })
  return app
}

interface Person {
  publicId: string
  name: string
}

/** Throws `NotFoundError` where nobody is shown under this id or its successor. */
async function findPerson(site: DeskSite, c: Context): Promise<Person> {
  const db = site.database(c)
  const shown = await findShown(site, db, c.req.param('id') ?? '', undefined)
  const found =
    shown.kind === 'moved' ? await findShown(site, db, shown.publicId, undefined) : shown
  if (found.kind === 'unknown') throw new NotFoundError(found.detail)
  if (found.kind === 'moved') throw new NotFoundError('This practitioner has moved. Search again.')
  return { publicId: found.practitioner.publicId, name: found.practitioner.view.name }
}

const pathOf = ({ publicId }: Person): string =>
  `/practitioners/${encodeURIComponent(publicId)}/training`

const partsOf = ({ publicId }: Person): string[] => ['training', publicId]

const sign = (site: DeskSite, person: Person): string =>
  signForm(site.desk.secret, partsOf(person), site.now())

async function limit(site: DeskSite, c: Context, { publicId }: Person): Promise<void> {
  const tries = [
    [`training ${site.desk.addressOf(c) ?? 'unknown'}`, LIMITS.address],
    [`training of ${publicId}`, LIMITS.practitioner],
    ['training of everybody', LIMITS.everybody],
  ] as const
  for (const [key, rule] of tries) {
    const { retryAfter } = await consumeLimit(site.database(c), key, rule, site.now())
    if (retryAfter !== null) throw new TooManyError(retryAfter)
  }
}

/** A form without a file sends an empty one. */
async function toSubmission(
  { file, link, year, given_by: givenBy, ...form }: Form,
  person: Person,
) {
  const { program, school, evidence } = form
  return {
    publicId: person.publicId,
    program,
    school,
    year: year === '' ? null : Number(year),
    evidence,
    evidenceUrl: link || null,
    file:
      file && file.size > 0
        ? { fileName: file.name, body: new Uint8Array(await file.arrayBuffer()) }
        : null,
    givenBy,
    by: null,
  }
}

/** What was typed, to be shown again. */
const textsOf = (body: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )

function answer(
  site: DeskSite,
  c: Context,
  person: Person,
  form: 'sent' | Pick<ClaimFormProps, 'problem' | 'token' | 'values'>,
) {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex')
  const status = form !== 'sent' && form.problem !== null ? 400 : 200
  const thisYear = site.now().getUTCFullYear()
  return page(
    site,
    c,
    {
      title: `Training of ${person.name}`,
      current: '/practitioners',
      style: deskAssetPaths(site).css,
      children:
        form === 'sent' ? (
          <ClaimSent {...person} />
        ) : (
          <ClaimForm {...person} {...form} thisYear={thisYear} />
        ),
    },
    status,
  )
}

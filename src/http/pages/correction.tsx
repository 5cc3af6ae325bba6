/** Anybody can ask to have a practitioner's page put right; an admin answers. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { ANSWER_DAYS } from '#src/services/submit-correction.ts'
import type { DeskSite } from '../desk.ts'
import { findShown } from '../find-shown.ts'
import { NotFoundError } from '../problem.ts'
import {
  type CorrectionFields,
  correctionFields,
  previewCorrection,
  takeCorrection,
} from '../take-correction.ts'
import {
  CorrectionForm,
  CorrectionPreview,
  type CorrectionProblems,
  type CorrectionValues,
} from '../views/correction-form.tsx'
import { deskAssetPaths } from '../views/desk-layout.tsx'
import { page } from '../views/layout.tsx'

const BODY_MAX = 32 * 1024
const FIELDS = ['kind', 'text', 'contact'] as const
const EMPTY: CorrectionValues = { kind: '', text: '', contact: '' }

const text = z.string().catch('')
const SENT_FORM = z.object({
  step: text,
  token: text,
  website: text,
  kind: text,
  text,
  contact: text,
})

const NOTES = {
  early: 'That was fast. Wait three seconds, look it over, then send it.',
  late: 'This page was open for more than an hour. Look it over once more, then send it.',
  forged: 'This form is not as it was shown. Look it over once more, then send it.',
}

interface Person {
  id: string
  name: string
}

export function correctionPages(site: DeskSite): Hono {
  const app = new Hono()
  const path = '/practitioners/:id/correction'
  app.get(path, async (c) => {
    const person = await getPerson(site, c)
    if (person instanceof Response) return person
    const isSent = c.req.query('done') === 'sent'
    return isSent ? showSent(site, c, person) : showForm(site, c, person, EMPTY)
  })
  app.post(path, bodyLimit({ maxSize: BODY_MAX }), async (c) => {
    const person = await getPerson(site, c)
    if (person instanceof Response) return person
    const { step, token, website, ...values } = SENT_FORM.parse(await c.req.parseBody())
    const read = correctionFields.safeParse(values)
    if (!read.success) return showForm(site, c, person, values, problemsOf(read.error))
    if (website !== '') {
      const problem =
        'A field that must stay empty was filled in, perhaps by your browser. Send it again.'
      return showForm(site, c, person, values, { text: problem })
    }
    if (step === 'change') return showForm(site, c, person, values)
    if (step !== 'send') return showPreview(site, c, person, read.data)
    const taken = await takeCorrection(site, c, person.id, read.data, token)
    if (taken.age === 'good') return c.redirect(`${addressOf(person)}/correction?done=sent`, 303)
    return taken.age === 'early'
      ? showPreview(site, c, person, read.data, { token, note: NOTES.early })
      : showPreview(site, c, person, read.data, { note: NOTES[taken.age] })
  })
  return app
}

const addressOf = ({ id }: Person): string => `/practitioners/${encodeURIComponent(id)}`

async function getPerson(site: DeskSite, c: Context): Promise<Person | Response> {
  const shown = await findShown(site, site.database(c), c.req.param('id') ?? '', undefined)
  if (shown.kind === 'unknown') throw new NotFoundError(shown.detail)
  if (shown.kind === 'moved') {
    return c.redirect(`/practitioners/${encodeURIComponent(shown.publicId)}/correction`, 308)
  }
  return { id: shown.practitioner.publicId, name: shown.practitioner.view.name }
}

/** The first thing wrong with each field. */
function problemsOf({ issues }: z.ZodError): CorrectionProblems {
  const problems: CorrectionProblems = {}
  for (const { path, message } of issues) {
    const field = FIELDS.find((name) => name === path[0])
    if (field) problems[field] ??= message
  }
  return problems
}

function show(site: DeskSite, c: Context, title: string, children: Child, status: 200 | 400 = 200) {
  c.header('X-Robots-Tag', 'noindex')
  c.header('Cache-Control', 'no-store')
  const article = <article class="prose">{children}</article>
  const style = deskAssetPaths(site).css
  return page(site, c, { title, current: '/practitioners', style, children: article }, status)
}

function showForm(
  site: DeskSite,
  c: Context,
  person: Person,
  values: CorrectionValues,
  problems: CorrectionProblems = {},
) {
  const action = `${addressOf(person)}/correction`
  const children = (
    <>
      <h1>Put right what we show of {person.name}</h1>
      <p>
        An admin answers within {ANSWER_DAYS} business days. The answer stands on{' '}
        <a href={addressOf(person)}>the practitioner’s page</a>; what you write here does not.
      </p>
      <p>
        What a registry has wrong can only be changed there: we show it once the registry does.
        Being left out of the search does not take away the page, because what registries say is
        public.
      </p>
      <CorrectionForm {...{ action, values, problems }} />
    </>
  )
  const status = Object.keys(problems).length > 0 ? 400 : 200
  return show(site, c, `A correction for ${person.name}`, children, status)
}

function showPreview(
  site: DeskSite,
  c: Context,
  person: Person,
  fields: CorrectionFields,
  again: { token?: string; note: string | null } = { note: null },
) {
  const token = again.token ?? previewCorrection(site, person.id, fields)
  const action = `${addressOf(person)}/correction`
  const children = (
    <>
      <h1>Look it over</h1>
      <p>This is what you ask for about {person.name}. Nothing has been sent yet.</p>
      <CorrectionPreview {...{ action, ...fields, token, note: again.note }} />
    </>
  )
  return show(site, c, `A correction for ${person.name}`, children, again.note ? 400 : 200)
}

const showSent = (site: DeskSite, c: Context, person: Person) =>
  show(
    site,
    c,
    'Thank you',
    <>
      <h1>Thank you</h1>
      <p role="status">
        Your request about {person.name} is in the queue. An admin answers within {ANSWER_DAYS}{' '}
        business days.
      </p>
      <p>
        <a href={addressOf(person)}>Back to the practitioner’s page</a>
      </p>
    </>,
  )

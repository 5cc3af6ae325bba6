/** The form of a check, and the list of those that somebody made. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { KEPT_DAYS } from '#src/services/check-person.ts'
import { checkQuestionSchema } from '../check-question.ts'
import type { DeskSite } from '../desk.ts'
import type { ParameterIssue } from '../problem.ts'
import { keepNothing, readAsked, runCheck } from '../run-check.ts'
import { toIssues } from '../run-search.ts'
import { CheckForm, type CheckFormValues } from '../views/check-form.tsx'
import { CLINIC_KEPT_WORDS } from '../views/check-words.ts'
import { clinicPage } from '../views/clinic-page.tsx'
import { findAsked, publicIdIn, toFormValues } from './check-prefill.ts'
import { ownChecksPages } from './own-checks.tsx'

export const FORM_MAX = 20_000

export function checkPages(site: DeskSite): Hono {
  const app = new Hono()
  app.use('/check', bodyLimit({ maxSize: FORM_MAX }))
  app.get('/check', async (c) => {
    const asked = await findAsked(site, c, publicIdIn(c.req.query('practitioner') ?? ''))
    return show(site, c, asked ? toFormValues(asked.view) : {}, [])
  })
  app.post('/check', async (c) => {
    keepNothing(c)
    const values = await readFields(c)
    const asked = checkQuestionSchema.safeParse({ ...values, live: values.live === 'true' })
    if (!asked.success) return show(site, c, values, toIssues(asked.error.issues))
    const { question, issues } = readAsked(site, c, asked.data)
    if (issues.length > 0) return show(site, c, values, issues)
    const { id } = await runCheck(site, c, question)
    return c.redirect(`/receipts/${id}`, 303)
  })
  app.route('/', ownChecksPages(site))
  return app
}

/** The text fields of a form; files and repeated fields are left out. */
export async function readFields(c: Context): Promise<CheckFormValues> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
}

function show(site: DeskSite, c: Context, values: CheckFormValues, issues: ParameterIssue[]) {
  keepNothing(c)
  const identity = c.get('identity')
  return clinicPage(
    site,
    c,
    {
      here: '/check',
      title: issues.length > 0 ? 'Mend the form: check credentials' : 'Check credentials',
      description: 'Is an acupuncturist licensed, registered, certified and not excluded?',
      children: (
        <>
          <h1>Check credentials</h1>
          <p class="lede">
            License, registration, board certification, trigger-point training and exclusion lists
            of one acupuncturist in New York, New Jersey or Connecticut, with a signed receipt.
          </p>
          {issues.length > 0 && (
            <p class="panel is-error" role="alert">
              {count(issues)} Nothing was checked yet.
            </p>
          )}
          <CheckForm values={values} issues={issues} mayAskLive={identity !== null} />
          <div class="prose">
            <p>
              A number tells people apart better than a name. Where more than one person may be
              meant, the answer lists them and says nothing of any.
            </p>
            <p>
              {identity
                ? `Your checks are yours alone, and are kept for ${CLINIC_KEPT_WORDS}.`
                : `Whoever knows the address of your receipt can read it; it is kept for ${KEPT_DAYS.visitor} days. Clinics sign in to keep theirs to themselves.`}
            </p>
            {!identity && (
              <ul class="plain">
                <li>
                  <a href="/admin/sign-in?next=/checks">Sign in</a>
                </li>
                <li>
                  <a href="/receipts/verify">Verify a receipt</a>
                </li>
              </ul>
            )}
          </div>
        </>
      ),
    },
    issues.length > 0 ? 400 : 200,
  )
}

const count = (issues: ParameterIssue[]): string =>
  issues.length === 1 ? 'One field needs mending.' : `${issues.length} fields need mending.`

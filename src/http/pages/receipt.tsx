/** One receipt: to read, to print, to take away, to sign off. And the keys that receipts are signed with. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { KeptCheck } from '#db/queries/checks.ts'
import { deleteCheck } from '#src/services/delete-check.ts'
import { signOffCheck } from '#src/services/sign-off-check.ts'
import { listSigningKeys } from '#src/services/signing.ts'
import { signOffInput } from '../api/checks/check-schemas.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import type { ParameterIssue } from '../problem.ts'
import { answerFile, readFileName } from '../receipts/files.ts'
import { keepNothing, readableCheck } from '../run-check.ts'
import { toIssues } from '../run-search.ts'
import { clinicPage } from '../views/clinic-page.tsx'
import { ReceiptView } from '../views/receipt.tsx'
import { FORM_MAX, readFields } from './check.tsx'

export function receiptPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/.well-known/jwks.json', (c) => answerKeys(site, c))
  app.use('/receipts/:id/*', bodyLimit({ maxSize: FORM_MAX }))
  app.get('/receipts/:id', async (c, next) => {
    const id = c.req.param('id')
    if (id === 'verify') return next()
    const file = readFileName(id)
    const check = await readableCheck(site, c, file?.id ?? id)
    return file ? answerFile(site, c, check, file.kind) : show(site, c, check)
  })
  app.post('/receipts/:id/sign-offs', async (c) => {
    const { account, actor } = actorOf(c)
    const checkId = c.req.param('id')
    const fields = await readFields(c)
    const input = signOffInput.safeParse(fields)
    if (!input.success) {
      const check = await readableCheck(site, c, checkId)
      return show(site, c, check, { values: fields, issues: toIssues(input.error.issues) })
    }
    const signOff = { ...input.data, checkId, account, by: actor }
    await signOffCheck(site.database(c), signOff, site.now())
    return c.redirect(`/receipts/${checkId}#sign-off`, 303)
  })
  app.post('/receipts/:id/delete', async (c) => {
    const { account } = actorOf(c)
    await deleteCheck(site.database(c), { checkId: c.req.param('id'), account })
    return c.redirect('/checks', 303)
  })
  return app
}

interface Typed {
  values: Partial<Record<string, string>>
  issues: ParameterIssue[]
}

function show(site: DeskSite, c: Context, check: KeptCheck, typed?: Typed) {
  keepNothing(c)
  const isOwn = check.account !== null
  const { values, issues } = typed ?? {
    values: { reviewer: c.get('identity')?.name ?? '' },
    issues: [],
  }
  const title = check.document.name ? `Receipt: ${check.document.name}` : 'Receipt of a check'
  return clinicPage(
    site,
    c,
    {
      title,
      here: '/checks',
      children: <ReceiptView {...{ site, check, isOwn, values, issues }} />,
    },
    issues.length > 0 ? 400 : 200,
  )
}

async function answerKeys(site: DeskSite, c: Context): Promise<Response> {
  // Before the first receipt there is a key as well.
  await site.desk.signer()
  const keys = (await listSigningKeys(site.database(c)))
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }))
  c.header('Cache-Control', 'public, max-age=300')
  return c.body(JSON.stringify({ keys }), 200, { 'Content-Type': 'application/jwk-set+json' })
}

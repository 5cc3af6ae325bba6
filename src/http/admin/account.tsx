/** One's own account: password, second factor, and where one is signed in. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { countSessions, findUser } from '#db/queries/people.ts'
import { PASSWORD_MIN } from '#src/services/auth.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { ForbiddenError, UnauthorizedError } from '../desk-errors.ts'
import { callAuth } from '../identity.ts'
import { deskPage, type DeskStatus } from '../views/desk-layout.tsx'
import { Account, BackupCodes, SecondFactor } from './account-views.tsx'
import { goOn, refuseTooMany } from './sign-in.tsx'

const DONE: Record<string, string> = {
  password: 'Your password is changed. Everywhere else you are signed out.',
  'factor-on': 'The second factor is on. From now on signing in asks for a code.',
  'factor-off': 'The second factor is off.',
  sessions: 'Everywhere else you are signed out.',
}

const PASSWORD_MAX = 200

const PASSWORDS = z.object({
  current: z.string().min(1),
  next: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
  again: z.string(),
})
const ONE = z.object({ password: z.string().catch('') })
const CODE = z.object({ code: z.string().catch('') })
const FACTOR = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
const CODES = z.object({ backupCodes: z.array(z.string()) })

const WRONG = 'This is not your password.'

export function accountPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/account', (c) => showAccount(site, c))
  app.post('/admin/account/password', (c) => changePassword(site, c))
  app.post('/admin/account/sessions/end', async (c) => {
    const answer = await ask(site, c, '/revoke-other-sessions', {})
    if (!answer.ok) throw new UnauthorizedError('Sign in again.')
    return goOn(c, answer, '/admin/account?done=sessions')
  })
  app.post('/admin/account/second-factor', async (c) => {
    const answer = await askWithPassword(site, c, '/two-factor/enable')
    if (!answer.ok) return showAccount(site, c, { factor: await problemOf(answer) })
    return showFactor(site, c, FACTOR.parse(await answer.json()))
  })
  app.post('/admin/account/second-factor/confirm', (c) => confirmFactor(site, c))
  app.post('/admin/account/second-factor/off', async (c) => {
    const answer = await askWithPassword(site, c, '/two-factor/disable')
    if (!answer.ok) return showAccount(site, c, { factor: await problemOf(answer) })
    return goOn(c, answer, '/admin/account?done=factor-off')
  })
  app.post('/admin/account/backup-codes', async (c) => {
    const answer = await askWithPassword(site, c, '/two-factor/generate-backup-codes')
    if (!answer.ok) return showAccount(site, c, { factor: await problemOf(answer) })
    const { backupCodes } = CODES.parse(await answer.json())
    return deskPage(site, c, {
      title: 'Backup codes',
      current: null,
      children: <BackupCodes codes={backupCodes} />,
    })
  })
  return app
}

/** What is wrong with which form. */
export interface AccountProblems {
  password?: string
  factor?: string
}

async function showAccount(site: DeskSite, c: Context, problems: AccountProblems = {}) {
  const id = userIdOf(c)
  const db = site.database(c)
  const user = await findUser(db, id, site.now())
  if (!user) throw new UnauthorizedError('Sign in again.')
  const sessions = await countSessions(db, id, site.now())
  const hasProblem = problems.password !== undefined || problems.factor !== undefined
  return deskPage(
    site,
    c,
    {
      title: 'Your account',
      current: null,
      done: hasProblem ? undefined : DONE[c.req.query('done') ?? ''],
      children: <Account {...{ user, sessions, problems }} />,
    },
    hasProblem ? 400 : 200,
  )
}

function userIdOf(c: Context): string {
  const { actor, via } = actorOf(c)
  if (via !== 'session') throw new ForbiddenError('An account is a person’s; a key has none.')
  return actor.slice('user:'.length)
}

async function changePassword(site: DeskSite, c: Context) {
  const form = PASSWORDS.safeParse(await c.req.parseBody())
  if (!form.success) {
    const password = `Give your password of now, and a new one of ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`
    return showAccount(site, c, { password })
  }
  const { current, next, again } = form.data
  if (next !== again) {
    return showAccount(site, c, { password: 'The new password was typed in two ways.' })
  }
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
  const answer = await ask(site, c, '/change-password', body)
  if (!answer.ok) return showAccount(site, c, { password: await problemOf(answer) })
  return goOn(c, answer, '/admin/account?done=password')
}

/** Only a code from the app shows that the secret has arrived there. */
async function confirmFactor(site: DeskSite, c: Context) {
  const { code } = CODE.parse(await c.req.parseBody())
  const answer = await ask(site, c, '/two-factor/verify-totp', {
    code: code.replaceAll(/\s/g, ''),
  })
  if (answer.ok) return goOn(c, answer, '/admin/account?done=factor-on')
  return showFactor(site, c, null, 'This code is not good. Type the one that the app shows now.')
}

const showFactor = (
  site: DeskSite,
  c: Context,
  made: z.infer<typeof FACTOR> | null,
  problem?: string,
) => {
  const status: DeskStatus = problem ? 400 : 200
  const children = <SecondFactor {...{ made, problem }} />
  return deskPage(site, c, { title: 'Second factor', current: null, children }, status)
}

async function ask(site: DeskSite, c: Context, path: string, body: Record<string, unknown>) {
  userIdOf(c)
  const answer = await callAuth(site.desk, c, path, body)
  refuseTooMany(answer)
  return answer
}

async function askWithPassword(site: DeskSite, c: Context, path: string) {
  const { password } = ONE.parse(await c.req.parseBody())
  return ask(site, c, path, { password })
}

const REFUSED = z.object({ code: z.string() })
const SENTENCES: Record<string, string> = {
  INVALID_PASSWORD: WRONG,
  TOTP_ALREADY_ENABLED: 'The second factor is on already.',
  TWO_FACTOR_NOT_ENABLED: 'The second factor is off already.',
}

async function problemOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json()
  const refused = REFUSED.safeParse(said)
  return SENTENCES[refused.data?.code ?? ''] ?? WRONG
}

/** Where an invitation leads: whoever holds the link makes their account, once. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { PASSWORD_MIN } from '#src/services/auth.ts'
import { consumeLimit } from '#src/services/consume-limit.ts'
import { NotFoundError, RefusedError } from '#src/services/errors.ts'
import { acceptInvitation, findInvitation } from '#src/services/users.ts'
import type { DeskSite } from '../desk.ts'
import { TooManyError } from '../desk-errors.ts'
import { callAuth } from '../identity.ts'
import { deskAssetPaths } from '../views/desk-layout.tsx'
import { page } from '../views/layout.tsx'
import { Problem } from '../views/problem.tsx'
import { goOn } from './sign-in.tsx'

const FORM = z.object({
  token: z.string(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => !name.includes('\0')),
  email: z.email(),
  password: z.string().min(PASSWORD_MIN).max(200),
})

const TRIES = { window: 60, max: 10 }

export function welcomePages(site: DeskSite): Hono {
  const app = new Hono()
  const style = deskAssetPaths(site).css
  const show = (c: Context, props: WelcomeProps, status: 200 | 400 | 404 = 200) => {
    // The address holds the token. (With `no-referrer` a browser would hide where the form comes from.)
    c.header('Referrer-Policy', 'same-origin')
    return page(site, c, { title: 'Welcome', style, children: <Welcome {...props} /> }, status)
  }
  app.get('/admin/welcome', async (c) => {
    await limit(site, c)
    const token = c.req.query('token') ?? ''
    const found = await findInvitation(site.database(c), token, site.now())
    if (!found) return show(c, { token: null, email: null }, 404)
    return show(c, { token, email: found.email })
  })
  app.post('/admin/welcome', async (c) => {
    await limit(site, c)
    const body = await c.req.parseBody()
    const form = FORM.safeParse(body)
    const token = typeof body.token === 'string' ? body.token : ''
    if (!form.success) {
      const problem = `Give a name, an e-mail address, and a password of at least ${PASSWORD_MIN} characters.`
      const found = await findInvitation(site.database(c), token, site.now())
      return show(c, { token, email: found?.email ?? null, problem }, 400)
    }
    try {
      const user = await acceptInvitation(site.desk.ctx, site.desk.auth, form.data)
      const { password } = form.data
      const answer = await callAuth(site.desk, c, '/sign-in/email', { email: user.email, password })
      return goOn(c, answer, user.role === 'admin' ? '/admin' : '/admin/account')
    } catch (error) {
      if (error instanceof NotFoundError) return show(c, { token: null, email: null }, 404)
      if (!(error instanceof RefusedError)) throw error
      return show(c, { token, email: null, problem: error.message }, 400)
    }
  })
  return app
}

async function limit(site: DeskSite, c: Context): Promise<void> {
  const key = `welcome ${site.desk.addressOf(c) ?? 'unknown'}`
  const { retryAfter } = await consumeLimit(site.database(c), key, TRIES, site.now())
  if (retryAfter !== null) throw new TooManyError(retryAfter)
}

interface WelcomeProps {
  /** Null where the link is no good. */
  token: string | null
  /** Whom the link is for; null where they say themselves. */
  email: string | null
  problem?: string
}

const Welcome = ({ token, email, problem }: WelcomeProps) => (
  <article class="prose">
    <h1>Welcome</h1>
    <Problem problem={problem} />
    {token === null ? (
      <p>This link was used already or has expired. Ask for a new one.</p>
    ) : (
      <form class="stack" method="post" action="/admin/welcome">
        <input type="hidden" name="token" value={token} />
        <label for="name">Your name</label>
        <input id="name" name="name" autocomplete="name" maxlength={100} required />
        <label for="email">E-mail address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          value={email ?? ''}
          readonly={email !== null}
          required
        />
        <label for="password">{`Password, at least ${PASSWORD_MIN} characters`}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          minlength={PASSWORD_MIN}
          maxlength={200}
          required
        />
        <button>Make my account</button>
      </form>
    )}
  </article>
)

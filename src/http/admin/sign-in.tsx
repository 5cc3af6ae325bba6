/** Signing in and out: plain forms, which work without JavaScript, before better-auth's JSON calls. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AUTH_CALLS, AUTH_PATH, CLIENT_ADDRESS_HEADER } from '#src/services/auth.ts'
import type { Desk, DeskSite } from '../desk.ts'
import { TooManyError } from '../desk-errors.ts'
import { callAuth } from '../identity.ts'
import { deskAssetPaths } from '../views/desk-layout.tsx'
import { page } from '../views/layout.tsx'
import { Problem } from '../views/problem.tsx'

/** What better-auth says of whoever is in, as far as it is needed here. */
const SIGNED_IN = z.object({
  twoFactorRedirect: z.unknown().optional(),
  user: z.object({ role: z.string().optional() }).optional(),
})

const FORM = z.object({ email: z.string(), password: z.string(), next: z.string().optional() })
const CODE = z.object({ code: z.string(), next: z.string().optional() })

/** Only a path of our own desk: never another site, never `//host`. */
const safeNext = (next: string | undefined): string =>
  next &&
  /^\/(admin|check|checks|check-batches|receipts|watches|webhooks)(?:[/?][^\\\s]*)?$/.test(next)
    ? next
    : '/admin'

export function signInPages(site: DeskSite): Hono {
  const { desk } = site
  const app = new Hono()
  const style = deskAssetPaths(site).css
  const show = (c: Context, next: string, problem?: string, status: 200 | 400 | 401 = 200) =>
    page(site, c, { title: 'Sign in', style, children: <SignIn {...{ next, problem }} /> }, status)
  const showCode = (c: Context, next: string, problem?: string, status: 200 | 401 = 200) =>
    page(
      site,
      c,
      { title: 'Second factor', style, children: <Code {...{ next, problem }} /> },
      status,
    )
  app.get('/admin/sign-in', (c) => show(c, safeNext(c.req.query('next'))))
  app.post('/admin/sign-in', async (c) => {
    const form = FORM.safeParse(await c.req.parseBody())
    if (!form.success) return show(c, '/admin', 'Type your e-mail address and your password.', 400)
    const { email, password } = form.data
    const next = safeNext(form.data.next)
    const answer = await callAuth(desk, c, '/sign-in/email', { email, password })
    if (!answer.ok) {
      refuseTooMany(answer)
      return show(c, next, 'E-mail address and password do not belong together.', 401)
    }
    const said = SIGNED_IN.parse(await answer.json())
    return said.twoFactorRedirect
      ? goOn(c, answer, `/admin/sign-in/code?next=${encodeURIComponent(next)}`)
      : goOn(c, answer, startOf(said.user?.role, next))
  })
  app.get('/admin/sign-in/code', (c) => showCode(c, safeNext(c.req.query('next'))))
  app.post('/admin/sign-in/code', async (c) => {
    const form = CODE.safeParse(await c.req.parseBody())
    const code = form.data?.code.replaceAll(/\s/g, '') ?? ''
    const next = safeNext(form.data?.next)
    const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
    const answer = await callAuth(desk, c, path, { code })
    if (answer.ok) {
      const { user } = SIGNED_IN.parse(await answer.json())
      return goOn(c, answer, startOf(user?.role, next))
    }
    refuseTooMany(answer)
    return showCode(c, next, 'This code is not good, or no longer. Take the next one.', 401)
  })
  app.post('/admin/sign-out', async (c) =>
    goOn(c, await callAuth(desk, c, '/sign-out', {}), '/admin/sign-in'),
  )
  app.route('/', authApi(desk))
  return app
}

/** The desk is for admins; a clinic that wished for nothing else starts at its checks. */
const startOf = (role: string | undefined, next: string): string =>
  role === 'clinic' && next === '/admin' ? '/checks' : next

/** The calls of better-auth for programs, each with a route of its own; all others are 404. */
function authApi(desk: Desk): Hono {
  const app = new Hono()
  for (const [method, path] of AUTH_CALLS) {
    app.on(method, `${AUTH_PATH}${path}`, (c) => {
      const headers = new Headers(c.req.raw.headers)
      headers.delete(CLIENT_ADDRESS_HEADER)
      const address = desk.addressOf(c)
      if (address) headers.set(CLIENT_ADDRESS_HEADER, address)
      return desk.auth.handler(new Request(c.req.raw, { headers }))
    })
  }
  return app
}

/** 303, so that going back and reloading never sends the form again. */
export function goOn(c: Context, answer: Response, to: string): Response {
  for (const cookie of answer.headers.getSetCookie()) {
    c.header('Set-Cookie', cookie, { append: true })
  }
  return c.redirect(to, 303)
}

/** Throws `TooManyError` where better-auth has said so. */
export function refuseTooMany(answer: Response): void {
  if (answer.status !== 429) return
  throw new TooManyError(Number(answer.headers.get('X-Retry-After') ?? 60))
}

interface FormProps {
  next: string
  problem: string | undefined
}

const SignIn = ({ next, problem }: FormProps) => (
  <article class="prose">
    <h1>Sign in</h1>
    <p>For admins and clinics. Searching needs no account.</p>
    <Problem problem={problem} />
    <form class="stack" method="post" action="/admin/sign-in">
      <input type="hidden" name="next" value={next} />
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="username" required />
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <button>Sign in</button>
    </form>
  </article>
)

const Code = ({ next, problem }: FormProps) => (
  <article class="prose">
    <h1>Second factor</h1>
    <Problem problem={problem} />
    <form class="stack" method="post" action="/admin/sign-in/code">
      <input type="hidden" name="next" value={next} />
      <label for="code">Six digits from your app, or a backup code</label>
      <input id="code" name="code" inputmode="text" autocomplete="one-time-code" required />
      <button>Go on</button>
    </form>
  </article>
)

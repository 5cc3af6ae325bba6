/** Who can sign in: inviting and removing. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findKeysOf } from '#db/queries/api-keys.ts'
import { findUser, listOpenInvitations, listUsers } from '#db/queries/people.ts'
import { ROLES } from '#src/core/roles.ts'
import { NotFoundError, RefusedError } from '#src/services/errors.ts'
import { removeUser, withdrawInvitation } from '#src/services/remove-user.ts'
import { invite, welcomeAddress } from '#src/services/users.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { reasonText } from './desk-forms.ts'
import { Invited, People, Person } from './people-views.tsx'

const PAGE_SIZE = 50
const OPEN_MAX = 50
const LIST = 'people'

const DONE: Record<string, string> = {
  removed: 'The account is removed, and its sessions and keys are ended.',
  withdrawn: 'The invitation is withdrawn: its link no longer works.',
}

const INVITATION = z.object({ email: z.email(), role: z.enum(ROLES) })
const WHY = z.object({ why: reasonText })

export function peoplePages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/people', (c) => showPeople(site, c))
  app.post('/admin/people/invite', (c) => sendInvitation(site, c))
  app.post('/admin/people/invitations/:id/withdraw', async (c) => {
    const { actor } = actorOf(c)
    await withdrawInvitation(site.desk.ctx, { id: c.req.param('id'), by: actor, why: '' })
    return c.redirect('/admin/people?done=withdrawn', 303)
  })
  app.get('/admin/people/:id', (c) => showPerson(site, c, c.req.param('id')))
  app.post('/admin/people/:id/remove', async (c) => {
    const id = c.req.param('id')
    const form = WHY.safeParse(await c.req.parseBody())
    if (!form.success) return showPerson(site, c, id, 'Say why, in a few words.')
    try {
      await removeUser(site.desk.ctx, { id, by: actorOf(c).actor, why: form.data.why })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return showPerson(site, c, id, error.message)
    }
    return c.redirect('/admin/people?done=removed', 303)
  })
  return app
}

/** The link stands in the answer itself: it is kept nowhere else. */
async function sendInvitation(site: DeskSite, c: Context) {
  const form = INVITATION.safeParse(await c.req.parseBody())
  if (!form.success) return showPeople(site, c, 'Give an e-mail address and a role.')
  const { email, role } = form.data
  try {
    const token = await invite(site.desk.ctx, { email, role, by: actorOf(c).actor })
    const link = welcomeAddress(site.publicUrl ?? new URL(c.req.url).origin, token)
    return deskPage(site, c, {
      title: 'Invitation',
      current: '/admin/people',
      children: <Invited {...{ email, role, link }} />,
    })
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return showPeople(site, c, error.message)
  }
}

async function showPeople(site: DeskSite, c: Context, problem?: string) {
  const cursor = c.req.query('cursor')
  const [after = null] = cursor ? decodeCursor(LIST, cursor, ['string']) : []
  const db = site.database(c)
  const now = site.now()
  const page = { limit: PAGE_SIZE, after: after === null ? null : String(after) }
  const [found, invitations] = await Promise.all([
    listUsers(db, page, now),
    listOpenInvitations(db, OPEN_MAX, now),
  ])
  const users = found.slice(0, PAGE_SIZE)
  const last = users.at(-1)
  const next = last && found.length > PAGE_SIZE ? encodeCursor(LIST, [last.email]) : null
  return deskPage(
    site,
    c,
    {
      title: 'People',
      current: '/admin/people',
      done: problem ? undefined : DONE[c.req.query('done') ?? ''],
      children: <People {...{ users, invitations, next, problem }} />,
    },
    problem ? 400 : 200,
  )
}

async function showPerson(site: DeskSite, c: Context, id: string, problem?: string) {
  const db = site.database(c)
  const user = await findUser(db, id, site.now())
  if (!user) {
    if (problem) throw new RefusedError(problem)
    throw new NotFoundError('There is no such account.')
  }
  const actor = `user:${id}`
  const keys = await findKeysOf(db, actor, site.now())
  const isSelf = actorOf(c).actor === actor
  return deskPage(
    site,
    c,
    {
      title: user.name,
      current: '/admin/people',
      children: <Person {...{ user, keys, isSelf, problem }} />,
    },
    problem ? 400 : 200,
  )
}

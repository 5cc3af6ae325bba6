import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  listOpenInvitations,
  listUsers,
  type OpenInvitation,
  type ShownUser,
} from '#db/queries/people.ts'
import { ROLES } from '#src/core/roles.ts'
import { removeUser, withdrawInvitation } from '#src/services/remove-user.ts'
import { invite, welcomeAddress } from '#src/services/users.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused, whyBody } from './shapes.ts'

const LIST = 'users'
const OPEN_MAX = 100
const instant = z.iso.datetime()
const params = z.object({ id: z.string() })

const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    has_second_factor: z.boolean(),
    is_signed_in: z.boolean(),
    created_at: instant,
  })
  .openapi('User')

const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    role: z.enum(ROLES),
    invited_by: z.string(),
    expires_at: instant,
  })
  .openapi('Invitation')

const listRoute = createRoute({
  method: 'get',
  path: '/users',
  tags: ['Desk'],
  summary: 'Who can sign in, by e-mail address',
  request: { query: PAGE_QUERY },
  responses: { 200: jsonOf('Users.', pageOf(userSchema)), ...badRequest },
})

const removeRoute = createRoute({
  method: 'post',
  path: '/users/{id}/remove',
  tags: ['Desk'],
  summary: 'Remove an account, with its sessions and keys',
  request: { params, body: whyBody },
  responses: {
    204: { description: 'The account is gone.' },
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

const invitationsRoute = createRoute({
  method: 'get',
  path: '/invitations',
  tags: ['Desk'],
  summary: 'Invitations whose link still works',
  request: { query: z.strictObject({}) },
  responses: {
    200: jsonOf('Open invitations; there is one page.', pageOf(invitationSchema)),
    ...badRequest,
  },
})

const inviteRoute = createRoute({
  method: 'post',
  path: '/invitations',
  tags: ['Desk'],
  summary: 'Invite somebody: makes a link that makes one account, once',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ email: z.email(), role: z.enum(ROLES) }),
        },
      },
    },
  },
  responses: {
    201: jsonOf('The link, shown now and never again.', z.object({ link: z.string() })),
    ...badRequest,
    ...refused,
  },
})

const withdrawRoute = createRoute({
  method: 'post',
  path: '/invitations/{id}/withdraw',
  tags: ['Desk'],
  summary: 'End the link of an invitation',
  request: { params, body: whyBody },
  responses: {
    204: { description: 'The link no longer works.' },
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export function usersApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  const { ctx } = site.desk
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const [after = null] = cursor ? decodeCursor(LIST, cursor, ['string']) : []
    const page = { limit, after: after === null ? null : String(after) }
    const found = await listUsers(site.database(c), page, site.now())
    const last = found.length > limit ? found[limit - 1] : undefined
    const items = found.slice(0, limit).map(toUserJson)
    return c.json({ items, next_cursor: last ? encodeCursor(LIST, [last.email]) : null }, 200)
  })
  app.openapi(removeRoute, async (c) => {
    const { id } = c.req.valid('param')
    await removeUser(ctx, { id, by: actorOf(c).actor, why: c.req.valid('json').why })
    return c.body(null, 204)
  })
  app.openapi(invitationsRoute, async (c) => {
    const found = await listOpenInvitations(site.database(c), OPEN_MAX, site.now())
    return c.json({ items: found.map(toInvitationJson), next_cursor: null }, 200)
  })
  app.openapi(inviteRoute, async (c) => {
    const token = await invite(ctx, { ...c.req.valid('json'), by: actorOf(c).actor })
    const link = welcomeAddress(site.publicUrl ?? new URL(c.req.url).origin, token)
    c.header('Cache-Control', 'no-store')
    return c.json({ link }, 201)
  })
  app.openapi(withdrawRoute, async (c) => {
    const { id } = c.req.valid('param')
    await withdrawInvitation(ctx, { id, by: actorOf(c).actor, why: c.req.valid('json').why })
    return c.body(null, 204)
  })
  return app
}

const toUserJson = (user: ShownUser): z.input<typeof userSchema> => ({
  id: user.id,
  name: user.name,
  email: user.email,
  role: user.role,
  has_second_factor: user.hasSecondFactor,
  is_signed_in: user.isSignedIn,
  created_at: user.createdAt.toISOString(),
})

const toInvitationJson = (invitation: OpenInvitation): z.input<typeof invitationSchema> => ({
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  invited_by: invitation.invitedBy,
  expires_at: invitation.expiresAt.toISOString(),
})

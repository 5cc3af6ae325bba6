/** Keys for programs: making one, which is shown once, and ending one. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findKey, findKeysOf, listKeys } from '#db/queries/api-keys.ts'
import { ROLES } from '#src/core/roles.ts'
import { createKey, KEY_DAYS_MAX, revokeKey } from '#src/services/api-keys.ts'
import { NotFoundError, RefusedError } from '#src/services/errors.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { noteText, reasonText } from './desk-forms.ts'
import { Key, Keys, MadeKey } from './key-views.tsx'

const PAGE_SIZE = 50
const LIST = 'keys'

const DONE: Record<string, string> = {
  revoked: 'The key is revoked: whoever sends it is refused from now on.',
}

const NEW_KEY = z.object({
  id: z.string().regex(/^[\da-z]{8,40}$/),
  name: noteText.min(1).max(100),
  role: z.enum(ROLES),
  days: z.coerce.number().int().min(1).max(KEY_DAYS_MAX),
})
const WHY = z.object({ why: reasonText })

export function keyPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/keys', (c) => showKeys(site, c))
  app.post('/admin/keys', async (c) => {
    const form = NEW_KEY.safeParse(await c.req.parseBody())
    if (!form.success) {
      return showKeys(site, c, `Give a name, a role, and 1 to ${KEY_DAYS_MAX} days.`)
    }
    const { key } = await createKey(site.desk.ctx, { ...form.data, by: actorOf(c).actor })
    return deskPage(site, c, {
      title: 'New key',
      current: '/admin/keys',
      children: <MadeKey name={form.data.name} secret={key} />,
    })
  })
  app.get('/admin/keys/:id', (c) => showKey(site, c, c.req.param('id')))
  app.post('/admin/keys/:id/revoke', async (c) => {
    const id = c.req.param('id')
    const form = WHY.safeParse(await c.req.parseBody())
    if (!form.success) return showKey(site, c, id, 'Say why, in a few words.')
    try {
      await revokeKey(site.desk.ctx, { id, by: actorOf(c).actor, why: form.data.why })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return showKey(site, c, id, error.message, 409)
    }
    return c.redirect(`/admin/keys/${id}?done=revoked`, 303)
  })
  return app
}

async function showKeys(site: DeskSite, c: Context, problem?: string) {
  const cursor = c.req.query('cursor')
  const [after = null] = cursor ? decodeCursor(LIST, cursor, ['string']) : []
  const page = { limit: PAGE_SIZE, after: after === null ? null : String(after) }
  const found = await listKeys(site.database(c), page)
  const keys = found.slice(0, PAGE_SIZE)
  const last = keys.at(-1)
  const next = last && found.length > PAGE_SIZE ? encodeCursor(LIST, [last.id]) : null
  const newId = site.desk.ctx.newId()
  return deskPage(
    site,
    c,
    {
      title: 'Keys',
      current: '/admin/keys',
      children: <Keys {...{ keys, next, newId, problem, now: site.now() }} />,
    },
    problem ? 400 : 200,
  )
}

async function showKey(
  site: DeskSite,
  c: Context,
  id: string,
  problem?: string,
  status: 400 | 409 = 400,
) {
  const shown = await findKey(site.database(c), id)
  if (!shown) throw new NotFoundError('There is no such key.')
  const keys = await findKeysOf(site.database(c), `key:${id}`, site.now())
  return deskPage(
    site,
    c,
    {
      title: shown.name,
      current: '/admin/keys',
      done: problem ? undefined : DONE[c.req.query('done') ?? ''],
      children: <Key {...{ shown, keys, problem, now: site.now() }} />,
    },
    problem ? status : 200,
  )
}

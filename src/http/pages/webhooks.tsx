/** The webhooks of an account: added, tried, turned off, and their log. */
import { type Context, Hono } from 'hono'
import {
  findEndpoint,
  listDeliveries,
  listEndpoints,
  type ShownEndpoint,
} from '#db/queries/webhooks.ts'
import { refuseWebhookUrl } from '#src/core/watches/webhook-url.ts'
import { replayDelivery, sendTestEvent } from '#src/services/replay-delivery.ts'
import {
  addEndpoint,
  type EndpointKey,
  removeEndpoint,
  rotateEndpoint,
  switchEndpoint,
} from '#src/services/webhook-endpoints.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { privately } from '../privately.ts'
import { clinicPage } from '../views/clinic-page.tsx'
import {
  AddWebhook,
  DeliveryLog,
  NewSecret,
  RemoveWebhook,
  WebhookTools,
} from '../views/webhooks.tsx'

const LOG = 50

export function webhookPages(site: DeskSite): Hono {
  const app = new Hono()
  const { ctx, secret } = site.desk
  app.use('/webhooks/*', privately)
  app.get('/webhooks', (c) => showAll(site, c))
  app.post('/webhooks', async (c) => {
    const { url } = await c.req.parseBody()
    const text = typeof url === 'string' ? url.trim() : ''
    const refusal = refuseWebhookUrl(text)
    if (refusal) return showAll(site, c, { url: text, problem: refusal })
    const added = await addEndpoint(ctx, secret, { account: actorOf(c).account, url: text })
    return showSecret(site, c, added.id, added.secret)
  })
  app.get('/webhooks/:id', (c) => showOne(site, c, c.req.param('id')))
  app.post('/webhooks/:id/secret', async (c) => {
    const key = keyOf(c, c.req.param('id'))
    return showSecret(site, c, key.id, await rotateEndpoint(ctx, secret, key))
  })
  app.post('/webhooks/:id/test', async (c) => {
    await sendTestEvent(ctx, keyOf(c, c.req.param('id')))
    return c.redirect(`/webhooks/${c.req.param('id')}`, 303)
  })
  app.post('/webhooks/:id/:switch{on|off}', async (c) => {
    const isOn = c.req.param('switch') === 'on'
    await switchEndpoint(ctx, keyOf(c, c.req.param('id')), isOn)
    return c.redirect(`/webhooks/${c.req.param('id')}`, 303)
  })
  app.post('/webhooks/:id/delete', async (c) => {
    await removeEndpoint(ctx, keyOf(c, c.req.param('id')))
    return c.redirect('/webhooks', 303)
  })
  app.post('/webhooks/:id/deliveries/:delivery/replay', async (c) => {
    const { id, delivery } = c.req.param()
    await replayDelivery(ctx, keyOf(c, id), delivery)
    return c.redirect(`/webhooks/${id}`, 303)
  })
  return app
}

const keyOf = (c: Context, id: string): EndpointKey => ({ account: actorOf(c).account, id })

async function showAll(site: DeskSite, c: Context, typed?: { url: string; problem: string }) {
  const endpoints = await listEndpoints(site.database(c), actorOf(c).account)
  const children = (
    <>
      <h1>Webhooks</h1>
      <p class="lede">
        What happens to those whom you <a href="/watches">watch</a> is sent to your own programs,
        signed as Standard Webhooks. An event whose answer was lost is sent again with the same{' '}
        <code>webhook-id</code>: drop those that you know.
      </p>
      {endpoints.length === 0 && <p>None yet.</p>}
      <ul class="queue">
        {endpoints.map((endpoint) => (
          <li>
            <a href={`/webhooks/${endpoint.id}`}>{endpoint.url}</a> <State endpoint={endpoint} />
          </li>
        ))}
      </ul>
      <AddWebhook typed={typed} />
    </>
  )
  return clinicPage(site, c, { title: 'Webhooks', here: '/webhooks', children }, typed ? 400 : 200)
}

async function showOne(site: DeskSite, c: Context, id: string) {
  const db = site.database(c)
  const endpoint = await findEndpoint(db, actorOf(c).account, id)
  if (!endpoint) throw new NotFoundError('There is no such webhook.')
  const deliveries = await listDeliveries(db, id, LOG)
  return clinicPage(site, c, {
    title: 'Webhook',
    here: '/webhooks',
    children: (
      <>
        <p class="way-back">
          <a href="/webhooks">All webhooks</a>
        </p>
        <h1>Webhook</h1>
        <p>
          <code>{endpoint.url}</code> <State endpoint={endpoint} />
        </p>
        <WebhookTools endpoint={endpoint} />
        <h2>What was sent</h2>
        <DeliveryLog endpoint={endpoint} deliveries={deliveries} />
        <RemoveWebhook id={id} />
      </>
    ),
  })
}

const State = ({ endpoint: { isEnabled, disabledWhy } }: { endpoint: ShownEndpoint }) =>
  isEnabled ? (
    <span class="badge">On</span>
  ) : (
    <span class="badge is-warning">Off{disabledWhy && `: ${disabledWhy}`}</span>
  )

const showSecret = (site: DeskSite, c: Context, id: string, secret: string) =>
  clinicPage(site, c, {
    title: 'Secret of the webhook',
    here: '/webhooks',
    children: <NewSecret id={id} secret={secret} />,
  })

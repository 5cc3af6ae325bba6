/** Parts of the pages of webhooks. */
import type { ShownDelivery, ShownEndpoint } from '#db/queries/webhooks.ts'
import { ROTATION_HOURS } from '#src/services/webhook-endpoints.ts'
import { formatInstant } from './dates.ts'
import { count } from './words.ts'

export const AddWebhook = () => (
  <>
    <h2>Add one</h2>
    <form class="search" method="post" action="/webhooks">
      <div class="field">
        <label for="url">Address of your program, with https://</label>
        <input type="search" inputmode="url" id="url" name="url" maxlength={2000} required />
      </div>
      <button>Add</button>
    </form>
  </>
)

export const NewSecret = ({ id, secret }: { id: string; secret: string }) => (
  <>
    <h1>Secret of the webhook</h1>
    <p class="lede">
      It is shown this once. With it your program tells that a webhook comes from here.
    </p>
    <p>
      <code>{secret}</code>
    </p>
    <p>
      <a href={`/webhooks/${id}`}>On to the webhook</a>
    </p>
  </>
)

export const WebhookTools = ({ endpoint: { id, isEnabled } }: { endpoint: ShownEndpoint }) => (
  <>
    {isEnabled && <Act id={id} act="test" label="Send a test" />}
    <Act id={id} act={isEnabled ? 'off' : 'on'} label={isEnabled ? 'Turn off' : 'Turn on'} />
    <Act id={id} act="secret" label="Make another secret" />
    <p class="hint">For {ROTATION_HOURS} hours the secret before it signs as well.</p>
    <Act id={id} act="delete" label="Remove it with its log" />
  </>
)

const Act = ({ id, act, label }: { id: string; act: string; label: string }) => (
  <form method="post" action={`/webhooks/${id}/${act}`}>
    <p>
      <button>{label}</button>
    </p>
  </form>
)

const STATES: Record<ShownDelivery['state'], string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Given up',
  cancelled: 'Cancelled',
}

export const DeliveryLog = (props: { endpoint: ShownEndpoint; deliveries: ShownDelivery[] }) => {
  const { endpoint, deliveries } = props
  if (deliveries.length === 0) return <p>Nothing yet.</p>
  return (
    <ul class="listings">
      {deliveries.map((delivery) => (
        <li>
          <strong>{delivery.type}</strong> <code>{delivery.eventId}</code>
          <br />
          {STATES[delivery.state]}
          {delivery.deliveredAt && ` ${formatInstant(delivery.deliveredAt)}`}
          {delivery.state === 'waiting' && `, next try ${formatInstant(delivery.nextAt)}`}
          <Tries delivery={delivery} />
          {endpoint.isEnabled && delivery.state !== 'waiting' && (
            <Act
              id={endpoint.id}
              act={`deliveries/${delivery.id}/replay`}
              label={`Send ${delivery.eventId} again`}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

const Tries = ({ delivery: { attempts } }: { delivery: ShownDelivery }) =>
  attempts.length === 0 ? (
    <p class="hint">Not tried yet.</p>
  ) : (
    <details>
      <summary>{count(attempts.length, 'try', 'tries')}</summary>
      <ol>
        {attempts.map(({ at, status, ms, detail }) => (
          <li>
            {formatInstant(at)}: {status === null ? 'no answer' : `answered ${status}`} after {ms}{' '}
            ms
            {detail && `, “${detail}”`}
          </li>
        ))}
      </ol>
    </details>
  )

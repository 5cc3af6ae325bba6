/** Parts of the pages of webhooks. */
import type { ShownDelivery, ShownEndpoint } from '#db/queries/webhooks.ts'
import { ROTATION_HOURS } from '#src/services/webhook-endpoints.ts'
import { formatInstant } from './dates.ts'
import { count } from './words.ts'

interface AddWebhookProps {
  /** What was sent and could not be used. */
  typed: { url: string; problem: string } | undefined
}

export const AddWebhook = ({ typed }: AddWebhookProps) => (
  <>
    <h2>Add one</h2>
    <form class="stack" method="post" action="/webhooks">
      <label for="url">Address of your program</label>
      <input
        inputmode="url"
        id="url"
        name="url"
        value={typed?.url ?? ''}
        maxlength={2000}
        autocomplete="off"
        required
        aria-invalid={typed ? 'true' : undefined}
        aria-describedby={typed ? 'url-problem url-hint' : 'url-hint'}
      />
      {typed && (
        <p class="caution" role="alert" id="url-problem">
          {typed.problem}
        </p>
      )}
      <p class="hint" id="url-hint">
        It begins with https:// and can be reached from the internet.
      </p>
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
      <code class="secret">{secret}</code>
    </p>
    <p>
      <a href={`/webhooks/${id}`}>On to the webhook</a>
    </p>
  </>
)

export const WebhookTools = ({ endpoint: { id, isEnabled } }: { endpoint: ShownEndpoint }) => (
  <>
    <div class="buttons">
      {isEnabled && <Act id={id} act="test" label="Send a test" />}
      <Act id={id} act={isEnabled ? 'off' : 'on'} label={isEnabled ? 'Turn off' : 'Turn on'} />
      <Act id={id} act="secret" label="Make another secret" />
    </div>
    <p class="hint">
      After another secret was made, the one before signs as well for {ROTATION_HOURS} hours.
    </p>
  </>
)

export const RemoveWebhook = ({ id }: { id: string }) => (
  <details class="ending">
    <summary>Remove this webhook</summary>
    <form method="post" action={`/webhooks/${id}/delete`}>
      <p>It is deleted for good, with the log of what was sent.</p>
      <button>Delete for good</button>
    </form>
  </details>
)

interface ActProps {
  id: string
  act: string
  label: string
  /** Which of several, for those who hear the page. */
  which?: string
}

const Act = ({ id, act, label, which }: ActProps) => (
  <form method="post" action={`/webhooks/${id}/${act}`}>
    <button class="quiet-button">
      {label}
      {which && <span class="sr-only">: {which}</span>}
    </button>
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
  if (deliveries.length === 0) return <p>Nothing yet. “Send a test” shows whether it arrives.</p>
  return (
    <ul class="queue">
      {deliveries.map((delivery) => (
        <li>
          <div>
            <strong>{delivery.type}</strong> <code>{delivery.eventId}</code>
            <p>
              {STATES[delivery.state]}
              {delivery.deliveredAt && ` ${formatInstant(delivery.deliveredAt)}`}
              {delivery.state === 'waiting' && `, next try ${formatInstant(delivery.nextAt)}`}
            </p>
            <Tries delivery={delivery} />
          </div>
          {endpoint.isEnabled && delivery.state !== 'waiting' && (
            <Act
              id={endpoint.id}
              act={`deliveries/${delivery.id}/replay`}
              label="Send again"
              which={delivery.eventId}
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

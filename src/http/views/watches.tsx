/** Parts of the pages of watches. */
import type { ShownWatch } from '#db/queries/watches.ts'
import { EVENTS_KEPT_DAYS } from '#src/services/age-out-events.ts'
import { formatDay, formatInstant } from './dates.ts'
import { STANDING_WORDS } from './words.ts'

interface ToldEvent {
  id: string
  at: Date
  summary: string
  practitionerId: string | null
}

export const EventList = ({ events }: { events: ToldEvent[] }) =>
  events.length === 0 ? (
    <p>Nothing yet.</p>
  ) : (
    <ul class="listings">
      {events.map(({ id, at, summary, practitionerId }) => (
        <li id={id}>
          <time datetime={at.toISOString()}>{formatInstant(at)}</time>
          {practitionerId ? <a href={`/practitioners/${practitionerId}`}>{summary}</a> : summary}
        </li>
      ))}
    </ul>
  )

/** Most pressing first; otherwise in the order of the list. */
function urgencyOf({ exclusions, credentials }: ShownWatch): number {
  if (exclusions.length > 0) return 0
  const isFine = credentials.every(
    ({ standing, isListed, hasDiscipline }) => standing === 'active' && isListed && !hasDiscipline,
  )
  return isFine ? 2 : 1
}

export const WatchList = ({ watches, isCut }: { watches: ShownWatch[]; isCut: boolean }) => (
  <>
    {watches.length === 0 && (
      <p>
        Nobody yet. <a href="/practitioners">Search the directory</a>, and choose “Watch for
        changes” on somebody’s page.
      </p>
    )}
    {isCut && <p>Only the first {watches.length} are shown here; the API lists all.</p>}
    <ul class="queue">
      {watches
        .toSorted((one, other) => urgencyOf(one) - urgencyOf(other))
        .map((watch) => (
          <Watch watch={watch} />
        ))}
    </ul>
  </>
)

const Watch = ({ watch }: { watch: ShownWatch }) => (
  <li>
    <div>
      <h3>
        <a href={`/practitioners/${watch.practitionerId}`}>{watch.name || 'Practitioner'}</a>
      </h3>
      {watch.label && watch.label !== watch.name && <p>{watch.label}</p>}
      <ul>
        {watch.exclusions.map(({ list }) => (
          <li>
            <span class="badge is-warning">Stands on the exclusion list {list}</span>
          </li>
        ))}
        {watch.credentials.map((credential) => (
          <Credential credential={credential} />
        ))}
      </ul>
      <p class="hint">
        {watch.lastEvaluatedAt
          ? `Looked at ${formatInstant(watch.lastEvaluatedAt)}.`
          : 'Not looked at yet.'}{' '}
        <a href={`/check?practitioner=${watch.practitionerId}`}>
          Check now<span class="sr-only">: {watch.name}</span>
        </a>
      </p>
    </div>
    <form method="post" action={`/watches/${watch.id}/delete`}>
      <button class="quiet-button">
        Watch no longer<span class="sr-only">: {watch.name}</span>
      </button>
    </form>
  </li>
)

const Credential = ({ credential }: { credential: ShownWatch['credentials'][number] }) => {
  const { what, standing, until, isListed, hasDiscipline } = credential
  const state = isListed ? STANDING_WORDS[standing] : 'No longer listed'
  return (
    <li>
      {what}:{' '}
      {isListed && standing === 'active' ? (
        state.toLowerCase()
      ) : (
        <span class="badge is-never">{state}</span>
      )}
      {until && `, ${standing === 'lapsed' ? 'last day' : 'through'} ${formatDay(until)}`}
      {hasDiscipline && (
        <>
          , <span class="badge is-warning">Disciplinary action</span>
        </>
      )}
    </li>
  )
}

export const WatchTools = ({ hasAny }: { hasAny: boolean }) => (
  <>
    <h2>Be told</h2>
    <p>
      By <a href="/webhooks">webhooks</a>, or by a feed and a calendar under a secret address. A new
      address makes the one before useless.
    </p>
    <form method="post" action="/watches/feed-address">
      <button class="quiet-button">Make a new address</button>
    </form>
    <p class="hint">
      What happened is kept for {EVENTS_KEPT_DAYS} days, the list until you delete it. It is yours
      alone.
    </p>
    {hasAny && (
      <details class="ending">
        <summary>Delete everything</summary>
        <form method="post" action="/watches/delete-everything">
          <p>Your list, what happened and your webhooks are deleted for good.</p>
          <button>Delete for good</button>
        </form>
      </details>
    )}
  </>
)

export const FeedAddresses = ({ atom, calendar }: { atom: string; calendar: string }) => (
  <>
    <h1>Addresses of your feeds</h1>
    <p class="lede">
      They are shown this once. Whoever has one can read whom you watch: keep them like a password.
    </p>
    <dl class="rows">
      <div>
        <dt>What happened, as a feed (Atom)</dt>
        <dd>
          <code class="secret">{atom}</code>
        </dd>
      </div>
      <div>
        <dt>Last days, as a calendar (iCalendar)</dt>
        <dd>
          <code class="secret">{calendar}</code>
        </dd>
      </div>
    </dl>
    <p>
      <a href="/watches">Back to whom you watch</a>
    </p>
  </>
)

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
          <br />
          {practitionerId ? <a href={`/practitioners/${practitionerId}`}>{summary}</a> : summary}
        </li>
      ))}
    </ul>
  )

export const WatchList = ({ watches, isCut }: { watches: ShownWatch[]; isCut: boolean }) => (
  <>
    {watches.length === 0 && <p>Nobody yet.</p>}
    {isCut && <p>Only the first {watches.length} are shown here; the API lists all.</p>}
    {watches.map((watch) => (
      <Watch watch={watch} />
    ))}
  </>
)

const Watch = ({ watch }: { watch: ShownWatch }) => (
  <section class="panel">
    <h3>
      <a href={`/practitioners/${watch.practitionerId}`}>{watch.name || 'Practitioner'}</a>
    </h3>
    {watch.label && <p>{watch.label}</p>}
    <ul>
      {watch.exclusions.map(({ list }) => (
        <li>
          <strong>Stands on the exclusion list {list}</strong>
        </li>
      ))}
      {watch.credentials.map(({ what, standing, until, isListed, hasDiscipline }) => (
        <li>
          {what}: {isListed ? STANDING_WORDS[standing].toLowerCase() : 'no longer listed'}
          {until && `, ${standing === 'lapsed' ? 'last day' : 'through'} ${formatDay(until)}`}
          {hasDiscipline && ', disciplinary action'}
        </li>
      ))}
    </ul>
    <p class="hint">
      {watch.lastEvaluatedAt
        ? `Looked at ${formatInstant(watch.lastEvaluatedAt)}.`
        : 'Not looked at yet.'}
    </p>
    <form method="post" action={`/watches/${watch.id}/delete`}>
      <button aria-label={`Watch ${watch.name} no longer`}>Watch no longer</button>
    </form>
  </section>
)

export const WatchTools = ({ practitioner }: { practitioner: string }) => (
  <>
    <h2>Watch somebody else</h2>
    <form class="search" method="post" action="/watches">
      <div class="field">
        <label for="practitioner">Address of their page here</label>
        <input
          type="search"
          id="practitioner"
          name="practitioner"
          value={practitioner}
          maxlength={300}
          required
        />
      </div>
      <div class="field">
        <label for="label">Your own note, if you want one</label>
        <input type="search" id="label" name="label" maxlength={200} />
      </div>
      <button>Watch</button>
    </form>
    <h2>Be told</h2>
    <p>
      By <a href="/webhooks">webhooks</a>, or by a feed and a calendar under a secret address. A new
      address makes the one before useless.
    </p>
    <form method="post" action="/watches/feed-address">
      <button>Make a new address</button>
    </form>
    <h2>What is kept</h2>
    <p>
      What happened is kept for {EVENTS_KEPT_DAYS} days, the list until you delete it. It is yours
      alone.
    </p>
    <form method="post" action="/watches/delete-everything">
      <button>Delete my list, what happened and my webhooks</button>
    </form>
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
          <code>{atom}</code>
        </dd>
      </div>
      <div>
        <dt>Last days, as a calendar (iCalendar)</dt>
        <dd>
          <code>{calendar}</code>
        </dd>
      </div>
    </dl>
    <p>
      <a href="/watches">Back to whom you watch</a>
    </p>
  </>
)

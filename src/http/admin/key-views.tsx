import type { EndingKey, ShownKey } from '#db/queries/api-keys.ts'
import { KEY_DAYS, KEY_DAYS_MAX } from '#src/services/api-keys.ts'
import { formatAge, formatDate, formatInstant } from '../views/dates.ts'
import { Problem } from '../views/problem.tsx'
import { type Fact, Facts } from './desk-facts.tsx'
import { EndsWith, RoleField } from './people-views.tsx'

interface KeysProps {
  keys: ShownKey[]
  /** Cursor of the page that follows. */
  next: string | null
  /** Of the key that the form makes: sent twice, it makes one. */
  newId: string
  problem: string | undefined
  now: Date
}

export const Keys = ({ keys, next, newId, problem, now }: KeysProps) => (
  <>
    <h1>Keys</h1>
    <p>
      A program sends its key with each call, as <code>Authorization: Bearer …</code>. What it may
      do is said by its role; the calls are in the <a href="/docs">API’s description</a>.
    </p>
    {keys.length > 0 ? (
      <section>
        <h2 class="sr-only" id="all-keys">
          All keys
        </h2>
        <div class="table-scroll" role="region" aria-labelledby="all-keys" tabindex={0}>
          <table class="desk-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Begins with</th>
                <th scope="col">Role</th>
                <th scope="col">State</th>
                <th scope="col">Last used</th>
                <th scope="col">Made by</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((shown) => (
                <KeyRow {...{ shown, now }} />
              ))}
            </tbody>
          </table>
        </div>
        {next && (
          <p class="pager">
            <a href={`/admin/keys?cursor=${next}`}>Next page</a>
          </p>
        )}
      </section>
    ) : (
      <p>There is no key yet.</p>
    )}
    <section>
      <h2>Make a key</h2>
      <Problem problem={problem} />
      <form class="stack" method="post" action="/admin/keys">
        <input type="hidden" name="id" value={newId} />
        <label for="name">What it is for</label>
        <input id="name" name="name" maxlength={100} autocomplete="off" required />
        <RoleField />
        <label for="days">Days until it expires</label>
        <input
          id="days"
          name="days"
          type="number"
          min={1}
          max={KEY_DAYS_MAX}
          value={KEY_DAYS}
          required
        />
        <button>Make the key</button>
      </form>
    </section>
  </>
)

const KeyRow = ({ shown, now }: { shown: ShownKey; now: Date }) => (
  <tr>
    <th scope="row">
      <a href={`/admin/keys/${shown.id}`}>{shown.name}</a>
    </th>
    <td>
      <code>{`${shown.prefix}…`}</code>
    </td>
    <td>{shown.role}</td>
    <td>
      <State {...{ shown, now }} />
    </td>
    <td>{shown.lastUsedAt ? formatAge(shown.lastUsedAt, now) : 'Never'}</td>
    <td>{shown.madeBy}</td>
  </tr>
)

const State = ({ shown, now }: { shown: ShownKey; now: Date }) => {
  if (shown.revokedAt) {
    return <span class="badge is-warning">{`Revoked ${formatDate(shown.revokedAt)}`}</span>
  }
  return shown.expiresAt.getTime() <= now.getTime() ? (
    <span class="badge is-never">{`Expired ${formatDate(shown.expiresAt)}`}</span>
  ) : (
    <span class="badge">{`Good until ${formatDate(shown.expiresAt)}`}</span>
  )
}

export const MadeKey = ({ name, secret }: { name: string; secret: string }) => (
  <>
    <h1>New key</h1>
    <p>{`The key “${name}” is shown now and never again. Put it where the program reads it.`}</p>
    <p>
      <code class="secret">{secret}</code>
    </p>
    <p>
      <a href="/admin/keys">Done</a>
    </p>
  </>
)

interface KeyProps {
  shown: ShownKey
  /** Keys that end with it. */
  keys: EndingKey[]
  problem: string | undefined
  now: Date
}

export const Key = ({ shown, keys, problem, now }: KeyProps) => (
  <>
    <p class="way-back">
      <a href="/admin/keys">Keys</a>
    </p>
    <h1>{shown.name}</h1>
    <p>
      <State {...{ shown, now }} />
    </p>
    <Facts facts={keyFacts(shown)} />
    {shown.revokedAt === null ? (
      <section>
        <h2>Revoke it</h2>
        <p>Whoever sends it is refused from that moment on. It cannot be taken back.</p>
        <EndsWith what="key" keys={keys} />
        <Problem problem={problem} />
        <form class="stack" method="post" action={`/admin/keys/${shown.id}/revoke`}>
          <label for="why">Why</label>
          <input id="why" name="why" maxlength={1000} autocomplete="off" required />
          <button class="is-danger">Revoke the key</button>
        </form>
      </section>
    ) : (
      <Problem problem={problem} />
    )}
  </>
)

const keyFacts = (shown: ShownKey): Fact[] => [
  ['Begins with', <code>{`${shown.prefix}…`}</code>],
  ['Role', shown.role],
  ['Made', `${formatInstant(shown.createdAt)}, by ${shown.madeBy}`],
  ['Last used', shown.lastUsedAt ? formatInstant(shown.lastUsedAt) : 'Never'],
  ...revocation(shown),
]

const revocation = ({ revokedAt, revokedBy }: ShownKey): Fact[] =>
  revokedAt ? [['Revoked', `${formatInstant(revokedAt)}, by ${revokedBy ?? 'nobody known'}`]] : []

import type { EndingKey } from '#db/queries/api-keys.ts'
import type { OpenInvitation, ShownUser } from '#db/queries/people.ts'
import { type Role, ROLES } from '#src/core/roles.ts'
import { INVITATION_HOURS } from '#src/services/users.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { Problem } from '../views/problem.tsx'
import { type Fact, Facts } from './desk-facts.tsx'

interface PeopleProps {
  users: ShownUser[]
  invitations: OpenInvitation[]
  /** Cursor of the page that follows. */
  next: string | null
  problem: string | undefined
}

export const People = ({ users, invitations, next, problem }: PeopleProps) => (
  <>
    <h1>People</h1>
    <section>
      <h2 class="sr-only" id="accounts">
        Accounts
      </h2>
      <div class="table-scroll" role="region" aria-labelledby="accounts" tabindex={0}>
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail address</th>
              <th scope="col">Role</th>
              <th scope="col">Second factor</th>
              <th scope="col">Session</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <UserRow user={user} />
            ))}
          </tbody>
        </table>
      </div>
      {next && (
        <p class="pager">
          <a href={`/admin/people?cursor=${next}`}>Next page</a>
        </p>
      )}
    </section>
    {invitations.length > 0 && <Invitations invitations={invitations} />}
    <section>
      <h2 id="invite">Invite somebody</h2>
      <Problem problem={problem} />
      <form class="stack" method="post" action="/admin/people/invite">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" autocomplete="off" required />
        <RoleField />
        <p class="hint">
          An admin may do all that this desk can. A clinic may send in training for its
          practitioners. To change somebody’s role, remove the account and invite them again.
        </p>
        <button>Make the link</button>
      </form>
    </section>
  </>
)

/** What an account or a key may do. */
export const RoleField = () => (
  <>
    <label for="role">Role</label>
    <select id="role" name="role">
      {ROLES.map((role) => (
        <option>{role}</option>
      ))}
    </select>
  </>
)

const factorWords = ({ hasSecondFactor }: ShownUser): string => (hasSecondFactor ? 'On' : 'Off')

/** What an account is known by, to its owner and to an admin. */
export const userFacts = (user: ShownUser): Fact[] => [
  ['E-mail address', user.email],
  ['Role', user.role],
  ['Second factor', factorWords(user)],
]

const UserRow = ({ user }: { user: ShownUser }) => (
  <tr>
    <th scope="row">
      <a href={`/admin/people/${user.id}`}>{user.name}</a>
    </th>
    <td>{user.email}</td>
    <td>{user.role}</td>
    <td>{factorWords(user)}</td>
    <td>{user.isSignedIn ? 'Signed in' : 'None'}</td>
    <td>{formatDate(user.createdAt)}</td>
  </tr>
)

const Invitations = ({ invitations }: { invitations: OpenInvitation[] }) => (
  <section>
    <h2>Invited, not here yet</h2>
    <ol class="queue">
      {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
        <li>
          <p>
            <b>{email ?? 'Whoever holds the link'}</b> <span class="badge">{role}</span>
            <br />
            <span class="quiet">
              {`Invited by ${invitedBy}; the link works until ${formatInstant(expiresAt)}.`}
            </span>
          </p>
          <form method="post" action={`/admin/people/invitations/${id}/withdraw`}>
            <button class="quiet-button" aria-label={`Withdraw the invitation of ${email ?? id}`}>
              Withdraw
            </button>
          </form>
        </li>
      ))}
    </ol>
  </section>
)

export const Invited = ({ email, role, link }: { email: string; role: Role; link: string }) => (
  <>
    <h1>Invitation</h1>
    <p>
      {`Send this link to ${email}. It makes one account with the role ${role}, works once, and ends in ${INVITATION_HOURS} hours. It is shown now and never again.`}
    </p>
    <p>
      <code class="secret">{link}</code>
    </p>
    <p>
      <a href="/admin/people">Done</a>
    </p>
  </>
)

interface PersonProps {
  user: ShownUser
  /** Keys that end with the account. */
  keys: EndingKey[]
  isSelf: boolean
  problem: string | undefined
}

export const Person = ({ user, keys, isSelf, problem }: PersonProps) => (
  <>
    <p class="way-back">
      <a href="/admin/people">People</a>
    </p>
    <h1>{user.name}</h1>
    <Facts facts={[...userFacts(user), ['Account since', formatInstant(user.createdAt)]]} />
    <section>
      <h2>{isSelf ? 'Remove your own account' : 'Remove this account'}</h2>
      <p>
        {isSelf ? 'You are' : `${user.name} is`} signed out at once, everywhere. What was decided
        stays, and the history still says who decided it.
      </p>
      <EndsWith what="account" keys={keys} />
      <Problem problem={problem} />
      <form class="stack" method="post" action={`/admin/people/${user.id}/remove`}>
        <label for="why">Why</label>
        <input id="why" name="why" maxlength={1000} autocomplete="off" required />
        <button class="is-danger">Remove the account</button>
      </form>
    </section>
  </>
)

/** What goes with a key or an account that is ended, beside itself. */
export const EndsWith = ({ what, keys }: { what: 'key' | 'account'; keys: EndingKey[] }) => (
  <>
    <p>
      {`The ${what}’s watches, feeds and webhooks are deleted, lists that are running stop, and invitations made with this ${what} that nobody has used no longer work. Whoever came by one of them stays: remove them by themselves.`}
    </p>
    {keys.length > 0 && (
      <>
        <p>{`These keys were made with this ${what} and end with it, in the same way:`}</p>
        <ul>
          {keys.map(({ id, name, prefix }) => (
            <li>
              <a href={`/admin/keys/${id}`}>{name}</a> <code>{`${prefix}…`}</code>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)

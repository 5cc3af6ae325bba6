import { ClinicLinks } from '../views/clinic-links.tsx'
import type { ShownUser } from '#db/queries/people.ts'
import { PASSWORD_MIN } from '#src/services/auth.ts'
import { Problem } from '../views/problem.tsx'
import type { AccountProblems } from './account.tsx'
import { Facts } from './desk-facts.tsx'
import { userFacts } from './people-views.tsx'

interface AccountProps {
  user: ShownUser
  /** In how many places the user is signed in, this one among them. */
  sessions: number
  problems: AccountProblems
}

export const Account = ({ user, sessions, problems }: AccountProps) => (
  <>
    <h1>Your account</h1>
    <ClinicLinks />
    <Facts facts={[['Name', user.name], ...userFacts(user)]} />
    <Password problem={problems.password} email={user.email} />
    {user.hasSecondFactor ? (
      <FactorOn problem={problems.factor} />
    ) : (
      <FactorOff problem={problems.factor} />
    )}
    <section>
      <h2>Where you are signed in</h2>
      {sessions > 1 ? (
        <form class="stack" method="post" action="/admin/account/sessions/end">
          <p>
            {sessions === 2
              ? 'Here and in one other place.'
              : `Here and in ${sessions - 1} others.`}
          </p>
          <button class="quiet-button">Sign out everywhere else</button>
        </form>
      ) : (
        <p>Only here.</p>
      )}
    </section>
  </>
)

const Password = ({ problem, email }: { problem: string | undefined; email: string }) => (
  <section>
    <h2>Change your password</h2>
    <Problem problem={problem} />
    <form class="stack" method="post" action="/admin/account/password">
      <input type="text" name="username" autocomplete="username" value={email} hidden readonly />
      <label for="current">Password of now</label>
      <input id="current" name="current" type="password" autocomplete="current-password" required />
      <NewPassword id="next" label={`New password, at least ${PASSWORD_MIN} characters`} />
      <NewPassword id="again" label="The new password again" />
      <p class="hint">Everywhere else you are signed out then.</p>
      <button>Change the password</button>
    </form>
  </section>
)

const NewPassword = ({ id, label }: { id: string; label: string }) => (
  <>
    <label for={id}>{label}</label>
    <input
      id={id}
      name={id}
      type="password"
      autocomplete="new-password"
      minlength={PASSWORD_MIN}
      maxlength={200}
      required
    />
  </>
)

const OwnPassword = ({ id }: { id: string }) => (
  <>
    <label for={id}>Your password</label>
    <input id={id} name="password" type="password" autocomplete="current-password" required />
  </>
)

const FactorOff = ({ problem }: { problem: string | undefined }) => (
  <section>
    <h2>Second factor</h2>
    <p>
      Off. With it, signing in also asks for a code of six digits from an app on your phone, so that
      your password alone lets nobody in.
    </p>
    <Problem problem={problem} />
    <form class="stack" method="post" action="/admin/account/second-factor">
      <OwnPassword id="factor-password" />
      <button>Set it up</button>
    </form>
  </section>
)

const FactorOn = ({ problem }: { problem: string | undefined }) => (
  <section>
    <h2>Second factor</h2>
    <p>
      On. Signing in asks for a code from your app. A backup code stands in for it where the phone
      is lost; each works once.
    </p>
    <Problem problem={problem} />
    <div class="side-by-side">
      <form class="stack" method="post" action="/admin/account/backup-codes">
        <h3>New backup codes</h3>
        <OwnPassword id="codes-password" />
        <p class="hint">The old ones no longer work then.</p>
        <button class="quiet-button">Make new codes</button>
      </form>
      <form class="stack" method="post" action="/admin/account/second-factor/off">
        <h3>Turn it off</h3>
        <OwnPassword id="off-password" />
        <p class="hint">Your password alone lets in again.</p>
        <button class="is-danger">Turn it off</button>
      </form>
    </div>
  </section>
)

interface SecondFactorProps {
  /** Null after a wrong code: what was made is shown once. */
  made: { totpURI: string; backupCodes: string[] } | null
  problem: string | undefined
}

/** Not on yet: the code comes last. */
export const SecondFactor = ({ made, problem }: SecondFactorProps) => (
  <>
    <h1>Second factor</h1>
    <Problem problem={problem} />
    {made && <Made {...made} />}
    <section>
      <h2>{made ? '3. Type a code of the app' : 'Type a code of the app'}</h2>
      <form class="stack" method="post" action="/admin/account/second-factor/confirm">
        <label for="code">Six digits</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9 ]{6,8}"
          required
        />
        <button>Turn it on</button>
      </form>
    </section>
    <p>
      <a href="/admin/account">{made ? 'Leave it off' : 'Begin again, or leave it off'}</a>
    </p>
  </>
)

const Made = ({ totpURI, backupCodes }: { totpURI: string; backupCodes: string[] }) => (
  <>
    <section>
      <h2>1. Add the account to an app</h2>
      <p>
        Any app for one-time codes will do. On this phone: <a href={totpURI}>open the app</a>.
        Elsewhere, type this key into the app (kind: time-based, 6 digits):
      </p>
      <p>
        <code class="secret">{inFours(new URL(totpURI).searchParams.get('secret') ?? '')}</code>
      </p>
    </section>
    <section>
      <h2>2. Keep the backup codes</h2>
      <p>They are shown now and never again. Each lets you in once where the phone is lost.</p>
      <CodeList codes={backupCodes} />
    </section>
  </>
)

const inFours = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? ''

const CodeList = ({ codes }: { codes: string[] }) => (
  <ul class="backup-codes">
    {codes.map((code) => (
      <li>
        <code>{code}</code>
      </li>
    ))}
  </ul>
)

export const BackupCodes = ({ codes }: { codes: string[] }) => (
  <>
    <h1>Backup codes</h1>
    <p>
      They are shown now and never again; the old ones no longer work. Each lets you in once where
      the phone is lost.
    </p>
    <CodeList codes={codes} />
    <p>
      <a href="/admin/account">Done</a>
    </p>
  </>
)

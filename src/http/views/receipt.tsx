import type { KeptCheck } from '#db/queries/checks.ts'
import type { Child } from 'hono/jsx'
import { ELEMENTS } from '#src/core/checks/types.ts'
import { questionWords, subjectWords } from '#src/core/checks/words.ts'
import type { Site } from '../deps.ts'
import type { ParameterIssue } from '../problem.ts'
import { AttentionBadge, Candidates, CheckElementSection, VerdictLine } from './check-element.tsx'
import { DECISION_WORDS } from './check-words.ts'
import { formatInstant } from './dates.ts'
import { SignOffForm } from './sign-off-form.tsx'

interface ReceiptProps {
  site: Site
  check: KeptCheck
  /** Of whoever looks, who may sign it off and delete it. */
  isOwn: boolean
  values: Partial<Record<string, string>>
  issues: ParameterIssue[]
}

export const ReceiptView = ({ site, check, isOwn, values, issues }: ReceiptProps) => {
  const { document } = check
  const { subject } = document
  const hasOwnCandidates = subject.kind !== 'several'
  return (
    <article class="prose is-wide">
      <h1>{document.name ?? 'Receipt of a credential check'}</h1>
      <p>
        <AttentionBadge attention={document.attention} />
      </p>
      <p>
        {subjectWords(document)}{' '}
        {subject.kind === 'one' && (
          <a href={`/practitioners/${subject.publicId}`}>Their page in the directory</a>
        )}
      </p>
      {subject.kind === 'several' && <Candidates candidates={subject.candidates} />}
      <VerdictLine document={document} isHere />
      <ul class="pager">
        <li>
          <a href={`/receipts/${check.id}.pdf`}>PDF</a>
        </li>
        <li>
          <a href={`/receipts/${check.id}.jws`}>Signed receipt (JWS)</a>
        </li>
        <li>
          <a href={`/receipts/${check.id}.vc`}>Verifiable credential</a>
        </li>
        <li>
          <a href="/receipts/verify">Verify a receipt</a>
        </li>
      </ul>
      <dl class="rows">
        <Row label="Checked">{formatInstant(new Date(document.at))}</Row>
        {questionWords(document.question).map(([label, value]) => (
          <Row label={`${label} asked`}>{value}</Row>
        ))}
      </dl>
      {ELEMENTS.map((name) => (
        <CheckElementSection
          {...{ site, name, element: document.elements[name], hasOwnCandidates }}
        />
      ))}
      <SignOffs check={check} />
      {isOwn && <SignOffForm id={check.id} values={values} issues={issues} />}
      <AboutReceipt check={check} />
      {isOwn && (
        <details class="ending">
          <summary>Delete this check</summary>
          <form method="post" action={`/receipts/${check.id}/delete`}>
            <p>The check, its receipt and its sign-offs are deleted for good.</p>
            <button>Delete for good</button>
          </form>
        </details>
      )}
    </article>
  )
}

const Row = ({ label, children }: { label: string; children: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** To be filled in by hand. */
const PAPER_LINES = ['Reviewer', 'Title', 'Decision', 'Date', 'Signature']

const SignOffs = ({ check: { signOffs } }: { check: KeptCheck }) => (
  <section class="fact" id="sign-off">
    <h2>Sign-off</h2>
    {signOffs.length === 0 && (
      <>
        <p class="screen-only">Nobody has signed it off.</p>
        <dl class="rows paper-only">
          {PAPER_LINES.map((line) => (
            <Row label={line}>{''}</Row>
          ))}
        </dl>
      </>
    )}
    <ul>
      {signOffs.map(({ reviewer, title, decision, note, at }) => (
        <li>
          <b>{DECISION_WORDS[decision]}</b> by {[reviewer, title].filter(Boolean).join(', ')},{' '}
          {formatInstant(at)}
          {note && `: ${note}`}
        </li>
      ))}
    </ul>
  </section>
)

const AboutReceipt = ({ check }: { check: KeptCheck }) => (
  <section class="fact">
    <h2>This receipt</h2>
    <dl class="rows">
      <Row label="Id">{check.id}</Row>
      <Row label="Policy">{check.document.policyVersion}</Row>
      <Row label="Software">{check.document.softwareVersion}</Row>
      <Row label="SHA-256 of what is signed">
        <code>{check.sha256}</code>
      </Row>
      <Row label="Key">
        <a href="/.well-known/jwks.json">{check.kid}</a>
      </Row>
      <Row label="Kept until">{formatInstant(check.expiresAt)}</Row>
    </dl>
  </section>
)

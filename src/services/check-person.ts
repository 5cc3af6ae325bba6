/** One check: whom the question means, what is known of them, judged, signed, kept. */
import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { checks } from '#db/schema/index.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { type AskLive, layOver } from '#src/core/checks/lay-over.ts'
import { answer, POLICY_VERSION } from '#src/core/checks/policy.ts'
import type { CheckDocument, CheckQuestion } from '#src/core/checks/types.ts'
import { type CheckStore, loadCheckFacts } from './load-check-facts.ts'
import type { Signer } from './signing.ts'

/** How long checks are kept: of clinics for a credentialing cycle, of others as long as a visit. */
export const KEPT_DAYS = { clinic: 3 * 365, visitor: 90 }
const DAY_MS = 86_400_000

export interface CheckContext extends CheckStore {
  newId: () => string
  signer: Signer
  softwareVersion: string
  /** Absent where no registry can be asked. */
  askLive?: AskLive | null
}

export interface CheckAsker {
  /** Null for somebody who is not signed in. */
  account: string | null
  batchId: string | null
}

export interface FinishedCheck {
  document: CheckDocument
  /** Compact JWS of the document. */
  jws: string
}

/** Checks and keeps the answer. */
export async function checkPerson(
  context: CheckContext,
  asker: CheckAsker,
  question: CheckQuestion,
): Promise<FinishedCheck> {
  const stored = await loadCheckFacts(context, question)
  const facts = await withLive(context, question, stored)
  const finished = await finishCheck(context, question, facts)
  await keepChecks(context.db, asker, context.now, [{ ...finished, facts }])
  return finished
}

/** Of a past day nothing can be asked now. */
async function withLive(
  { askLive }: CheckContext,
  question: CheckQuestion,
  stored: CheckFacts,
): Promise<CheckFacts> {
  if (!question.live || question.asOf !== null || !askLive) return stored
  return layOver(stored, await askLive(question, stored))
}

/** Judges and signs. */
export async function finishCheck(
  context: CheckContext,
  question: CheckQuestion,
  facts: CheckFacts,
): Promise<FinishedCheck> {
  const document: CheckDocument = {
    id: context.newId(),
    at: context.now.toISOString(),
    question,
    ...answer(facts, question),
    policyVersion: POLICY_VERSION,
    softwareVersion: context.softwareVersion,
  }
  const text = JSON.stringify(document)
  return { document, jws: await context.signer.sign(text, { typ: 'receipt+jws' }) }
}

/** What is kept of a finished check beside its document. */
export function keptParts(
  { document, jws }: FinishedCheck,
  account: string | null,
): { text: string; sha256: string; kid: string; signature: string; expiresAt: Date } {
  const [header = '', , signature = ''] = jws.split('.')
  const text = JSON.stringify(document)
  const days = account === null ? KEPT_DAYS.visitor : KEPT_DAYS.clinic
  return {
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    kid: kidOf(header),
    signature,
    expiresAt: new Date(Date.parse(document.at) + days * DAY_MS),
  }
}

/** Writes checks in one statement. */
export async function keepChecks(
  db: Db,
  { account, batchId }: CheckAsker,
  now: Date,
  finished: (FinishedCheck & { facts: CheckFacts })[],
): Promise<void> {
  if (finished.length === 0) return
  await db.insert(checks).values(
    finished.map(({ document, jws, facts }) => {
      const { text, ...parts } = keptParts({ document, jws }, account)
      return {
        ...parts,
        id: document.id,
        account,
        batchId,
        at: now,
        asOf: document.question.asOf === null ? null : new Date(facts.now),
        policyVersion: document.policyVersion,
        softwareVersion: document.softwareVersion,
        practitionerId: facts.identified.kind === 'one' ? facts.identified.practitionerId : null,
        question: document.question,
        document: text,
        attention: document.attention,
      }
    }),
  )
}

const kidOf = (header: string): string =>
  JSON.parse(Buffer.from(header, 'base64url').toString()).kid

/** The JWS of a check that was kept. */
export const jwsOf = ({
  document,
  kid,
  signature,
}: {
  document: string
  kid: string
  signature: string
}): string => {
  const header = JSON.stringify({ alg: 'EdDSA', kid, typ: 'receipt+jws' })
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  return `${encode(header)}.${encode(document)}.${signature}`
}

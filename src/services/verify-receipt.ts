/** Whether a receipt is genuine, which only its signature says, and what has changed since. */
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose'
import { type AnswerChanges, changesBetween } from '#src/core/checks/answer-changes.ts'
import { answer } from '#src/core/checks/policy.ts'
import type { CheckDocument } from '#src/core/checks/types.ts'
import { type CheckStore, loadCheckFacts } from './load-check-facts.ts'
import { listSigningKeys } from './signing.ts'

export type ReceiptVerdict =
  | { genuine: false; reason: string }
  | {
      genuine: true
      /** Retired keys sign no more, and what they signed is good. */
      key: { kid: string; state: 'active' | 'retired' }
      receipt: CheckDocument
      changes: AnswerChanges
    }

/** `text` is a compact JWS; white space around it is none of its own. */
export async function verifyReceipt(store: CheckStore, text: string): Promise<ReceiptVerdict> {
  const jws = text.trim()
  if (!isCanonical(jws)) {
    return {
      genuine: false,
      reason: 'This is not a receipt of this directory, or a part is missing.',
    }
  }
  const keys = await listSigningKeys(store.db)
  const kid = kidOf(jws)
  const key = keys.find((known) => known.kid === kid)
  if (!key) return { genuine: false, reason: 'It was not signed with a key of this directory.' }
  if (key.revokedAt) {
    return {
      genuine: false,
      reason: `The key it was signed with was revoked: ${key.revokedWhy ?? ''}`,
    }
  }
  const keySet = createLocalJWKSet({ keys: [{ ...key.publicJwk, kid: key.kid, alg: 'EdDSA' }] })
  const payload = await compactVerify(jws, keySet, { algorithms: ['EdDSA'] }).then(
    (verified) => verified.payload,
    () => null,
  )
  if (!payload) return { genuine: false, reason: 'It was altered after it was signed.' }
  const receipt = readDocument(new TextDecoder().decode(payload))
  if (!receipt) return { genuine: false, reason: 'What was signed is not a receipt.' }
  return {
    genuine: true,
    key: { kid: key.kid, state: key.retiredAt ? 'retired' : 'active' },
    receipt,
    changes: await findChanges(store, receipt),
  }
}

/** An encoded text can be written in several ways that decode alike; only one of them is signed. */
function isCanonical(jws: string): boolean {
  const parts = jws.split('.')
  return (
    parts.length === 3 &&
    parts.every(
      (part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part,
    )
  )
}

function kidOf(jws: string): string | null {
  try {
    return decodeProtectedHeader(jws).kid ?? null
  } catch {
    return null
  }
}

/** The receipt itself, or the one that a verifiable credential carries. */
function readDocument(text: string): CheckDocument | null {
  const said: unknown = JSON.parse(text)
  if (typeof said !== 'object' || said === null) return null
  if ('elements' in said && 'question' in said) return JSON.parse(text)
  const credential: { credentialSubject?: { receipt?: CheckDocument } } = said
  return credential.credentialSubject?.receipt ?? null
}

/** The same question asked again today. */
async function findChanges(store: CheckStore, receipt: CheckDocument): Promise<AnswerChanges> {
  const question = { ...receipt.question, asOf: null, live: false }
  return changesBetween(receipt, answer(await loadCheckFacts(store, question), question))
}

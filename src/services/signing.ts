/** The keys that receipts are signed with. What was signed stays good when a key is replaced. */
import { desc, eq, isNull } from 'drizzle-orm'
import {
  calculateJwkThumbprint,
  CompactSign,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose'
import type { Db } from '#db/client.ts'
import { serviceSecrets, signingKeys } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { RefusedError } from './errors.ts'

export interface Signer {
  kid: string
  publicJwk: { kty: string; crv: string; x: string }
  /** The compact JWS of the text. */
  sign: (text: string, header: SignedHeader) => Promise<string>
}

/** What kind of thing is signed: a receipt, or a verifiable credential. */
export interface SignedHeader {
  typ: 'receipt+jws' | 'vc+jwt'
  cty?: 'vc'
}

const SECRET = 'signing-key'

/** `privateJwk` is an OKP key on Ed25519. Throws where it is anything else. */
export async function createSigner(privateJwk: JWK): Promise<Signer> {
  const { kty, crv, x, d } = privateJwk
  if (kty !== 'OKP' || crv !== 'Ed25519' || !x || !d) {
    throw new Error('The signing key must be a private JWK of kty OKP and crv Ed25519.')
  }
  const key = await importJWK(privateJwk, 'EdDSA')
  const publicJwk = { kty, crv, x }
  const kid = await calculateJwkThumbprint(publicJwk)
  return {
    kid,
    publicJwk,
    sign: (text, header) =>
      new CompactSign(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'EdDSA', kid, ...header })
        .sign(key),
  }
}

async function newPrivateKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return JSON.stringify(await exportJWK(privateKey))
}

/**
 * The signer in force: the key that was configured, or one that was made at the first call and kept
 * in the database. Its public half is published before it is used, and the one before is retired.
 */
export async function openSigner(db: Db, configured: string | null, now: Date): Promise<Signer> {
  const text = configured ?? (await keptKey(db, now))
  const signer = await createSigner(parseKey(text))
  await publishKey(db, signer, now)
  return signer
}

function parseKey(text: string): JWK {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('The signing key (SIGNING_KEY) is not JSON: it must be a private JWK.')
  }
}

async function keptKey(db: Db, now: Date): Promise<string> {
  const find = () => db.select().from(serviceSecrets).where(eq(serviceSecrets.name, SECRET))
  const [kept] = await find()
  if (kept) return kept.value
  await db
    .insert(serviceSecrets)
    .values({ name: SECRET, value: await newPrivateKey(), createdAt: now })
    .onConflictDoNothing()
  const [made] = await find()
  if (!made) throw new Error('The signing key could not be kept.')
  return made.value
}

async function publishKey(db: Db, { kid, publicJwk }: Signer, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(signingKeys).values({ kid, publicJwk, createdAt: now }).onConflictDoNothing()
    const open = await tx.select().from(signingKeys).where(isNull(signingKeys.retiredAt))
    for (const other of open.filter((key) => key.kid !== kid)) {
      await tx.update(signingKeys).set({ retiredAt: now }).where(eq(signingKeys.kid, other.kid))
    }
  })
}

/** Makes a new key; running processes take it up within a minute. */
export async function rotateSigningKey(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  by: string,
): Promise<string> {
  const value = await newPrivateKey()
  const signer = await createSigner(parseKey(value))
  const at = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const before = await tx.select().from(signingKeys).where(isNull(signingKeys.retiredAt))
    await tx
      .insert(serviceSecrets)
      .values({ name: SECRET, value, createdAt: at })
      .onConflictDoUpdate({ target: serviceSecrets.name, set: { value, createdAt: at } })
    await tx
      .insert(signingKeys)
      .values({ kid: signer.kid, publicJwk: signer.publicJwk, createdAt: at })
    await appendAudit(
      tx,
      {
        actor: by,
        action: 'rotate-signing-key',
        subject: { type: 'signing-key', id: signer.kid },
        why: '',
        before: before.map(({ kid }) => kid),
        after: { kid: signer.kid },
      },
      at,
    )
  })
  return signer.kid
}

/** Whatever the key signed is from now on not genuine. Throws where there is no such key in force. */
export async function revokeSigningKey(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  input: { kid: string; why: string; by: string },
): Promise<void> {
  const at = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const [key] = await tx.select().from(signingKeys).where(eq(signingKeys.kid, input.kid))
    if (!key || key.revokedAt) throw new RefusedError(`There is no key ${input.kid} in force.`)
    await tx
      .update(signingKeys)
      .set({ revokedAt: at, revokedWhy: input.why, retiredAt: key.retiredAt ?? at })
      .where(eq(signingKeys.kid, input.kid))
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'revoke-signing-key',
        subject: { type: 'signing-key', id: input.kid },
        why: input.why,
        before: null,
        after: null,
      },
      at,
    )
  })
}

/** Every key that was ever published, the newest first. */
export const listSigningKeys = (db: Db) =>
  db.select().from(signingKeys).orderBy(desc(signingKeys.createdAt))

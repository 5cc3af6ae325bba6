import { createPublicKey, verify } from 'node:crypto'
import { createVerifier } from 'fast-jwt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revokeSigningKey, rotateSigningKey } from '#src/services/signing.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import {
  fillSampleDirectory,
  NOW,
  projectSample,
  SAMPLE_REGISTRIES,
} from '#tests/helpers/sample-directory.ts'
import { verifyReceipt } from '#src/services/verify-receipt.ts'
import { createDirectory } from '#db/queries/search.ts'
import { records } from '#db/schema/index.ts'
import { jsonOf } from './json-of.ts'

let database: TestDatabase
let desk: DeskApp
let clinic: Record<string, string>
let ids: Map<string, number>
beforeAll(async () => {
  database = await openTestDatabase()
  ids = await fillSampleDirectory(database.db)
  desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
  clinic = bearer(await desk.key('clinic'))
})
afterAll(() => database.close())

const LEVINE = { license_number: '001234', state: 'NY' }
async function make(body: object = LEVINE): Promise<{ id: string; elements: object }> {
  return jsonOf(desk.send('POST', '/api/v1/checks', body, clinic))
}
const fileOf = async (id: string, ending: string): Promise<string> =>
  (await desk.get(`/api/v1/checks/${id}.${ending}`, clinic)).text()
const ask = async (receipt: string) =>
  jsonOf(desk.send('POST', '/api/v1/receipts/verify', { receipt }, clinic))

interface Jwk {
  kid: string
  kty: string
  crv: string
  x: string
}

async function publicKeyOf(jws: string) {
  const { keys }: { keys: Jwk[] } = await jsonOf(desk.get('/.well-known/jwks.json'))
  const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())
  const key = keys.find((known) => known.kid === kid)
  expect(key).not.toHaveProperty('d')
  return createPublicKey({ key: { ...key }, format: 'jwk' })
}

describe('a signed receipt', () => {
  it('verifies with nothing but the public key and a library that is not ours', async () => {
    const { id } = await make()
    const jws = await fileOf(id, 'jws')
    const key = await publicKeyOf(jws)
    const pem = key.export({ type: 'spki', format: 'pem' })
    const check = createVerifier({ key: pem, algorithms: ['EdDSA'], checkTyp: 'receipt+jws' })
    expect(check(jws)).toMatchObject({ id, elements: { license: { verdict: 'current' } } })
    const [header, payload, signature = ''] = jws.split('.')
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it('is a verifiable credential as well', async () => {
    const { id } = await make()
    const jwt = await fileOf(id, 'vc')
    const pem = (await publicKeyOf(jwt)).export({ type: 'spki', format: 'pem' })
    const check = createVerifier({ key: pem, algorithms: ['EdDSA'], checkTyp: 'vc+jwt' })
    expect(check(jwt)).toMatchObject({
      issuer: ORIGIN,
      type: ['VerifiableCredential', 'CredentialCheck'],
      credentialSubject: { id: `${ORIGIN}/practitioners/p-levine`, receipt: { id } },
    })
    expect(await ask(jwt)).toMatchObject({ genuine: true, receipt: { id } })
  })

  it('is refused with one byte altered, wherever it is', async () => {
    const { id } = await make()
    const jws = await fileOf(id, 'jws')
    const store = {
      db: database.db,
      directory: createDirectory(true),
      infos: SAMPLE_REGISTRIES.map(({ info }) => info),
      now: NOW,
    }
    const isGenuine = async (text: string) => (await verifyReceipt(store, text)).genuine
    expect(await isGenuine(`  ${jws}\n`)).toBe(true)
    const payloadAt = jws.indexOf('.')
    const signatureAt = jws.lastIndexOf('.')
    const passed: number[] = []
    for (let at = 0; at < jws.length; at += 1) {
      const isSampled = at < payloadAt + 2 || at >= signatureAt - 1 || at % 11 === 0
      const other = jws[at] === 'A' ? 'B' : 'A'
      if (isSampled && (await isGenuine(jws.slice(0, at) + other + jws.slice(at + 1)))) {
        passed.push(at)
      }
    }
    expect(passed).toEqual([])
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_='
    const last = alphabet.split('').filter((char) => char !== jws.at(-1))
    for (const char of last) expect(await isGenuine(jws.slice(0, -1) + char)).toBe(false)
    for (const text of [
      '',
      'a.b.c',
      '...',
      `${jws}.`,
      `${jws}==`,
      jws.slice(0, -1),
      '{}',
      'é.é.é',
    ]) {
      expect(await isGenuine(text)).toBe(false)
    }
  })

  it('stays genuine when its key is replaced or its check deleted, not when the key is revoked', async () => {
    const { id } = await make()
    const jws = await fileOf(id, 'jws')
    expect(await ask(jws)).toMatchObject({ genuine: true, key: { state: 'active' }, changed: [] })
    const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())
    await rotateSigningKey(desk.ctx, 'cli:tests')
    const next = await fileOf((await make()).id, 'jws')
    expect(next.split('.')[0]).not.toBe(jws.split('.')[0])
    await desk.send('DELETE', `/api/v1/checks/${id}`, {}, clinic)
    expect(await ask(jws)).toMatchObject({ genuine: true, key: { state: 'retired' } })
    await revokeSigningKey(desk.ctx, { kid, why: 'it was lost', by: 'cli:tests' })
    const refused = await ask(jws)
    expect(refused).toMatchObject({ genuine: false, receipt: null })
    expect(refused.reason).toContain('it was lost')
    const { keys } = await jsonOf(desk.get('/.well-known/jwks.json'))
    expect(keys.map((key: Jwk) => key.kid)).not.toContain(kid)
    expect(await ask(next)).toMatchObject({ genuine: true })
  })

  it('is told from what the registries say today', async () => {
    const { id } = await make({ license_number: '42.123', state: 'CT' })
    const jws = await fileOf(id, 'jws')
    await database.db.update(records).set({ delistedAt: NOW })
    await projectSample(database.db, [...ids.values()])
    const { genuine, changed } = await ask(jws)
    expect(genuine).toBe(true)
    expect(changed).toContainEqual(expect.objectContaining({ element: 'license', was: 'current' }))
  })

  it('is taken as it is, or in JSON', async () => {
    const jws = await fileOf((await make()).id, 'jws')
    for (const type of ['application/jose', 'application/vc+jwt', 'text/plain']) {
      const answer = await desk.app.request(`${ORIGIN}/api/v1/receipts/verify`, {
        method: 'POST',
        body: jws,
        headers: { ...clinic, 'Content-Type': type },
      })
      expect(await jsonOf(answer)).toMatchObject({ genuine: true })
    }
    expect((await desk.send('POST', '/api/v1/receipts/verify', {}, clinic)).status).toBe(400)
    const long = await desk.send('POST', '/api/v1/receipts/verify', {
      receipt: 'a'.repeat(600_000),
    })
    expect(long.status).toBe(413)
  })
})

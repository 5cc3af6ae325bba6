/** A receipt as a W3C Verifiable Credential (data model 2.0), to be secured as `vc+jwt`. */
import type { CheckDocument } from './types.ts'

export interface CheckCredential {
  '@context': [string, { '@vocab': string }]
  id: string
  type: [string, string]
  issuer: string
  validFrom: string
  credentialSubject: { id?: string; receipt: CheckDocument }
}

/** `issuer` is the origin of the service; its keys are at `/.well-known/jwks.json` there. */
export const toCredential = (document: CheckDocument, issuer: string): CheckCredential => ({
  // Our own words are none of the standard's; without a vocabulary a reader would drop them.
  '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': `${issuer}/docs#` }],
  id: `${issuer}/receipts/${document.id}`,
  type: ['VerifiableCredential', 'CredentialCheck'],
  issuer,
  validFrom: document.at,
  credentialSubject: {
    ...(document.subject.kind === 'one' && {
      id: `${issuer}/practitioners/${document.subject.publicId}`,
    }),
    receipt: document,
  },
})

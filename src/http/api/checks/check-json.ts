/** Checks as the API writes them. */
import type { z } from '@hono/zod-openapi'
import type { KeptCheck } from '#db/queries/checks.ts'
import type { CheckDocument, CheckElement, CheckSource } from '#src/core/checks/types.ts'
import type { checkSchema, receiptSchema } from './check-schemas.ts'

type ReceiptJson = z.input<typeof receiptSchema>
type ElementJson = ReceiptJson['elements']['license']

export function toReceiptJson(document: CheckDocument): ReceiptJson {
  const { subject, question, elements } = document
  const { name, state, licenseNumber, npi, certificationNumber, asOf, live } = question
  return {
    id: document.id,
    at: document.at,
    as_of: asOf,
    subject: {
      identified: subject.kind,
      reason: subject.kind === 'one' ? null : subject.reason,
      total: subject.kind === 'several' ? subject.total : Number(subject.kind === 'one'),
    },
    question: {
      name,
      state,
      license_number: licenseNumber,
      npi,
      certification_number: certificationNumber,
      live,
    },
    practitioner_id: subject.kind === 'one' ? subject.publicId : null,
    name: document.name,
    candidates: subject.kind === 'several' ? subject.candidates : [],
    recommended: document.recommended,
    attention: document.attention,
    elements: {
      license: toElementJson(elements.license),
      registration: toElementJson(elements.registration),
      certification: toElementJson(elements.certification),
      training: toElementJson(elements.training),
      exclusions: toElementJson(elements.exclusions),
    },
    policy_version: document.policyVersion,
    software_version: document.softwareVersion,
  }
}

const toElementJson = (element: CheckElement): ElementJson => ({
  verdict: element.verdict,
  reason: element.reason,
  attention: element.attention,
  // The first detail is the one that answers for the element.
  standing: element.details[0]?.standing ?? null,
  live: element.live,
  method: element.live ? 'live' : element.source ? 'stored' : 'none',
  source: toSourceJson(element.source),
  last_good: element.lastGood && {
    verdict: element.lastGood.verdict,
    fetched_at: utc(element.lastGood.fetchedAt),
  },
  candidates: element.candidates,
  details: element.details.map(({ what, verdict, standing, until, reason, source }) => ({
    what,
    verdict,
    standing,
    until,
    reason,
    source: toSourceJson(source),
  })),
})

const utc = (instant: string): string => new Date(instant).toISOString()

const toSourceJson = (source: CheckSource | null): ElementJson['source'] =>
  source && {
    registry: source.registry,
    capture_id: source.captureId,
    sha256: source.sha256,
    fetched_at: utc(source.fetchedAt),
    link: source.link,
  }

export const toCheckJson = (check: KeptCheck): z.input<typeof checkSchema> => ({
  ...toReceiptJson(check.document),
  sha256: check.sha256,
  kid: check.kid,
  expires_at: check.expiresAt.toISOString(),
  sign_offs: check.signOffs.map(({ at, ...signOff }) => ({ ...signOff, at: at.toISOString() })),
  links: {
    page: `/receipts/${check.id}`,
    pdf: `/api/v1/checks/${check.id}.pdf`,
    jws: `/api/v1/checks/${check.id}.jws`,
    vc: `/api/v1/checks/${check.id}.vc`,
  },
})

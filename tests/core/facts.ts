/** Facts of invented people, each as plain as can be unless a test says more. */
import type { Given, GivenTraining, LinkedRecord, Locate } from '#src/core/practitioner.ts'
import {
  type CertificationFact,
  emptyContent,
  type LicenseFact,
  type LocationFact,
  type PersonName,
  type RecordContent,
} from '#src/core/record.ts'

export const TODAY = '2026-11-22'
export const YESTERDAY = '2026-11-21'

export const toName = (full: string): PersonName => ({
  full,
  given: null,
  middle: null,
  family: null,
  suffix: null,
})

/** Connecticut's, active through today. */
export const toLicense = (more: Partial<LicenseFact> = {}): LicenseFact => ({
  state: 'CT',
  number: '42.123',
  profession: 'Acupuncturist',
  standing: 'active',
  registryStatus: 'ACTIVE',
  statusReason: null,
  licensedOn: null,
  expiresOn: TODAY,
  registration: null,
  hasDiscipline: false,
  ...more,
})

export const toCertification = (more: Partial<CertificationFact> = {}): CertificationFact => ({
  issuer: 'NCBAHM',
  designation: 'Dipl. Ac.',
  number: null,
  standing: 'active',
  registryStatus: 'Certified Diplomate',
  expiresOn: null,
  ...more,
})

export const toLocation = (more: Partial<LocationFact> = {}): LocationFact => ({
  name: null,
  street: '12 Sample Street',
  city: 'Stamford',
  state: 'CT',
  postalCode: '06901',
  phone: '203-555-0123',
  ...more,
})

export const toTraining = (more: Partial<GivenTraining> = {}): GivenTraining => ({
  program: 'apm',
  tier: 'documented',
  evidence: 'A diploma of 2009',
  evidenceUrl: null,
  givenBy: 'an admin',
  givenAt: '2026-11-01T12:00:00Z',
  ...more,
})

export const toRecord = (
  id: number,
  content: Partial<RecordContent> & { called?: string } = {},
  more: Partial<LinkedRecord> = {},
): LinkedRecord => {
  const { called = 'Alex Example', ...rest } = content
  return {
    id,
    registry: `registry-${id}`,
    role: 'roll',
    delistedOn: null,
    ...more,
    content: { ...emptyContent(toName(called)), ...rest },
  }
}

export const given = (training: GivenTraining[] = []): Given => ({ training, badges: [] })

/** Every place is in the same spot; one without a ZIP is nowhere. */
export const locate: Locate = ({ postalCode }) => (postalCode ? { lat: 41, lng: -73 } : null)

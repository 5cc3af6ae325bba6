import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'nppes',
  title: 'NPI Registry (NPPES)',
  publisher: 'Centers for Medicare & Medicaid Services',
  homepage: 'https://npiregistry.cms.hhs.gov/',
  proves: 'The person holds this National Provider Identifier.',
  doesNotProve:
    'It proves no license: profession, addresses and license numbers are typed in by the person and checked by nobody.',
  caveat:
    'Issuance of an NPI does not ensure or validate that the health care provider is licensed or credentialed.',
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://npiregistry.cms.hhs.gov',
  pauseMs: 500,
  cadenceHours: 168,
  promiseHours: 720,
  licenseStates: [],
  role: 'identifier',
  parserVersion: 1,
  settings: {},
} satisfies RegistryInfo

/** Acupuncturist in the national taxonomy of providers. */
export const ACUPUNCTURIST_CODE = '171100000X'
/** The registry is asked by the description, not by the code. */
export const ACUPUNCTURIST_TEXT = 'Acupuncturist'

/** The page that anyone can open about one identifier. */
export const providerPage = (npi: string): string =>
  `https://npiregistry.cms.hhs.gov/provider-view/${npi}`

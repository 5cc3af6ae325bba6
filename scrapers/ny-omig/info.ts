import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'ny-omig',
  title: 'New York Medicaid Exclusion List',
  publisher: 'New York State Office of the Medicaid Inspector General (OMIG)',
  homepage: 'https://omig.ny.gov/medicaid-fraud/medicaid-exclusions',
  proves: 'New York Medicaid may pay nothing for what the person provides, from the day given.',
  doesNotProve:
    'A listed name is not yet the person who bears it: many entries carry neither NPI nor license. The list gives no reason, and whoever was reinstated has left it.',
  caveat: null,
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://apps.omig.ny.gov',
  pauseMs: 2000,
  cadenceHours: 168,
  promiseHours: 720,
  licenseStates: [],
  role: 'exclusion',
  parserVersion: 1,
  settings: {
    nameColumn: {
      env: 'NY_OMIG_NAME_COLUMN',
      default: 'provider_name',
      meaning: 'Heading of the name, in lower case with underscores for spaces.',
    },
    npiColumn: {
      env: 'NY_OMIG_NPI_COLUMN',
      default: 'npi_num',
      meaning: 'Heading of the NPI, written the same way.',
    },
    typeColumn: {
      env: 'NY_OMIG_TYPE_COLUMN',
      default: 'provider_type',
      meaning: 'Heading of the kind of provider, written the same way.',
    },
    licenseColumn: {
      env: 'NY_OMIG_LICENSE_COLUMN',
      default: 'license_num',
      meaning: 'Heading of the license number, written the same way.',
    },
    dateColumn: {
      env: 'NY_OMIG_DATE_COLUMN',
      default: 'exclusion_effective_date',
      meaning: 'Heading of the day from which the exclusion holds, written the same way.',
    },
  },
} satisfies RegistryInfo

/** Where a person can search the list; it has no page for one entry. */
export const SEARCH_PAGE = 'https://omig.ny.gov/medicaid-fraud/medicaid-exclusions'

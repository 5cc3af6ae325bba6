import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'ct-elicense',
  title: 'Connecticut State Licenses and Credentials',
  publisher: 'Connecticut Department of Consumer Protection, for the Department of Public Health',
  homepage: 'https://data.ct.gov/Business/State-Licenses-and-Credentials/ngch-56tr',
  proves:
    'Connecticut has issued the license, and the status and last day are those of the state on the day of the answer.',
  doesNotProve:
    'The data holds no discipline and no practice address: an active license may carry pending charges.',
  caveat: null,
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://data.ct.gov',
  pauseMs: 1000,
  cadenceHours: 24,
  promiseHours: 72,
  licenseStates: ['CT'],
  role: 'roll',
  parserVersion: 1,
  settings: {
    credentialPrefix: {
      env: 'CT_ELICENSE_CREDENTIAL_PREFIX',
      default: 'ACUPUNCTUR',
      meaning: 'What the credential label of acupuncturists begins with, in capitals.',
    },
    credentialLabels: {
      env: 'CT_ELICENSE_CREDENTIAL_LABELS',
      default: 'Acupuncturist',
      meaning: 'Credential labels that stand for a licensed acupuncturist, separated by |.',
    },
  },
} satisfies RegistryInfo

/** Where a person can look a license up, with discipline; it has no page a program could link to. */
export const LOOK_UP_PAGE = 'https://www.elicense.ct.gov/Lookup/LicenseLookup.aspx'

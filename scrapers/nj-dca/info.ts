import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'nj-dca',
  title: 'New Jersey License Verification',
  publisher: 'New Jersey Division of Consumer Affairs, for the Acupuncture Examining Board',
  homepage: 'https://newjersey.mylicense.com/verification/',
  proves:
    'New Jersey has issued the license, and the status and last day are those of the state on the day of the answer.',
  doesNotProve:
    'The list holds no discipline and no practice address: an active license may carry a board action that is published elsewhere.',
  caveat: null,
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://newjersey.mylicense.com',
  pauseMs: 2000,
  cadenceHours: 168,
  promiseHours: 720,
  licenseStates: ['NJ'],
  role: 'roll',
  parserVersion: 1,
  settings: {
    profession: {
      env: 'NJ_DCA_PROFESSION',
      default: 'acupunct',
      meaning:
        'Pattern, in any case, for the one profession of the search form that is acupuncture.',
    },
    licenseType: {
      env: 'NJ_DCA_LICENSE_TYPE',
      default: 'acupunct',
      meaning: 'Pattern, in any case, for the license types that are acupuncturists.',
    },
    numberPattern: {
      env: 'NJ_DCA_NUMBER_PATTERN',
      default: '^25MZ\\d{8}$',
      meaning: 'Pattern of a license number of acupuncturists; any other goes to review.',
    },
    dateFormat: {
      env: 'NJ_DCA_DATE_FORMAT',
      default: 'M/D/YYYY',
      meaning: 'How dates are written: M/D/YYYY or YYYY-MM-DD.',
    },
  },
} satisfies RegistryInfo

/** Where a person can look a license up; a result's own page dies with the session. */
export const LOOK_UP_PAGE = `${info.baseUrl}/verification/Search.aspx?facility=N`

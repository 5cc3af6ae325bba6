import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'ny-nysed',
  title: 'New York license verification',
  publisher: 'New York State Education Department, Office of the Professions',
  homepage: 'https://www.op.nysed.gov/verification-search',
  proves:
    'New York has licensed the person; status and registered-through day are those of the state on the day of the answer.',
  doesNotProve:
    'A license is for life and permits nothing by itself: it takes a registration that has not run out. Enforcement actions outside of the record are not known here.',
  caveat: null,
  access: 'key',
  requiredSettings: ['NYSED_OAPI_KEY'],
  baseUrl: 'https://api.nysed.gov',
  pauseMs: 500,
  cadenceHours: 168,
  promiseHours: 336,
  licenseStates: ['NY'],
  role: 'roll',
  parserVersion: 1,
  settings: {
    profession: {
      env: 'NY_NYSED_PROFESSION',
      default: '025',
      meaning: 'Code of licensed acupuncturists; its label must have "acupunct" in it.',
    },
    certifiedWords: {
      env: 'NY_NYSED_CERTIFIED_WORDS',
      default: 'certif|physician|medical|dentist|dental',
      meaning:
        'Parts of labels, separated by |, that mark the acupuncture of physicians and dentists, which is another profession.',
    },
    userAgent: {
      env: 'NY_NYSED_USER_AGENT',
      default: '',
      meaning:
        'Name and contact to ask under, where the state has agreed on them; empty is the directory’s own.',
    },
  },
} satisfies RegistryInfo

/** Where a person can look a license up; it has no page a program could link to. */
export const LOOK_UP_PAGE = info.homepage

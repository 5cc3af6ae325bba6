import { STATES } from '#src/core/words.ts'
import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'ncbahm',
  title: 'NCBAHM Find a Practitioner directory',
  publisher:
    'National Certification Board for Acupuncture and Herbal Medicine (NCCAOM until January 2026)',
  homepage: 'https://directory.ncbahm.org/',
  proves: 'The board listed the person as a certified diplomate on the day the page was saved.',
  doesNotProve:
    'Listing is voluntary: not being listed does not mean that somebody is not certified.',
  caveat:
    'The directory is voluntary; not every certified diplomate is in it. Absence proves nothing.',
  access: 'by-hand',
  requiredSettings: [],
  baseUrl: 'https://directory.ncbahm.org',
  pauseMs: 0,
  // Pages are saved by a person once a month; nothing fetches them.
  cadenceHours: 28 * 24,
  promiseHours: 35 * 24,
  licenseStates: [],
  wholeScopes: STATES.map((state) => `state:${state}`),
  role: 'certification',
  parserVersion: 1,
  settings: {},
} satisfies RegistryInfo

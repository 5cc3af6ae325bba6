import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'aama',
  title: 'Patient Referral Directory of the American Academy of Medical Acupuncture',
  publisher: 'American Academy of Medical Acupuncture (AAMA)',
  homepage: 'https://medacu.memberclicks.net/patient-referral-directory',
  proves: 'The person is a member of the academy of physicians who practice acupuncture.',
  doesNotProve:
    'Membership is no license and no certification by NCBAHM: these are physicians, licensed as such, and only members who asked for it are listed. Degrees and specialties are as they typed them.',
  caveat: null,
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://medacu.memberclicks.net',
  pauseMs: 1500,
  cadenceHours: 168,
  promiseHours: 720,
  licenseStates: [],
  role: 'membership',
  parserVersion: 1,
  settings: {},
} satisfies RegistryInfo

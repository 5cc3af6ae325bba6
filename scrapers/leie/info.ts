import type { RegistryInfo } from '../source.ts'

export const info = {
  id: 'leie',
  title: 'List of Excluded Individuals and Entities (LEIE)',
  publisher: 'Office of Inspector General, U.S. Department of Health and Human Services',
  homepage: 'https://oig.hhs.gov/exclusions/exclusions_list.asp',
  proves:
    'Federal health care programs such as Medicare and Medicaid may pay nothing for what the person provides, orders or prescribes, from the day given.',
  doesNotProve:
    'A listed name is not yet the person who bears it: about nine entries in ten carry no NPI. The list holds who is excluded today; whoever was reinstated has left it.',
  caveat:
    'The Office of Inspector General asks to verify a match by name with the Social Security number on its search page before relying on it.',
  access: 'open',
  requiredSettings: [],
  baseUrl: 'https://oig.hhs.gov',
  pauseMs: 2000,
  cadenceHours: 168,
  promiseHours: 720,
  licenseStates: [],
  role: 'exclusion',
  parserVersion: 1,
  settings: {},
} satisfies RegistryInfo

/** Where a person can search the list and verify a match; it has no page for one entry. */
export const SEARCH_PAGE = 'https://exclusions.oig.hhs.gov/'

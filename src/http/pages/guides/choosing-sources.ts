import type { GuideSource } from './frame.tsx'

const COLLECTED = 'Public pages of up to October 2026'

/** None of these is the law itself; each entry says how sure it makes us. */
export const CHOOSING_SOURCES: GuideSource[] = [
  {
    id: 'formats',
    title: 'Our own research into the registries of the three states and the national board',
    published: COLLECTED,
    note: 'For licenses, registrations, examinations, the board’s new name, recent bills, and the lists that do not exist.',
  },
  {
    id: 'new-jersey',
    title: 'Dry needling in New Jersey: lawserver.com, myopainseminars, njsendems.org',
    published: COLLECTED,
    note: 'Two or more sources that do not depend on each other agree.',
  },
  {
    id: 'new-york',
    title: 'Dry needling in New York: legalclarity.org',
    published: COLLECTED,
    note: 'One source; not checked with the state.',
  },
  {
    id: 'connecticut',
    title: 'Dry needling in Connecticut: ctpt.org',
    published: `${COLLECTED}, about the state of things in 2022`,
    note: 'One source; not checked with the state, and what holds today is unknown.',
  },
]

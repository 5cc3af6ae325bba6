/** What a details page says, whichever of its layouts it has, into one record. */
import { toPhone } from '../lib/phones.ts'
import type { RowReading } from '../lib/collect.ts'
import { toAddress, type Address } from './address.ts'
import { toBadgeEvidence } from './badge.ts'
import { readMark, toPersonContent } from './person.ts'
import { trainingFromAbout, trainingFromEducation } from './training.ts'
import { inOrder, isNone } from './words.ts'

export interface DetailFacts {
  name: string
  /** `Dipl. O.M. (NCCAOM)® | Male` */
  heading: string
  about: string | null
  phone: string | null
  /** As written, the first being the person's main one. */
  addresses: string[]
  /** `OM Certification` */
  tags: string[]
  badgeLinks: string[]
  /** Schools with the line of the program behind each. */
  education: string[]
  languages: string[]
  conditions: string[]
  problems: string[]
}

export function toDetailReading(facts: DetailFacts): RowReading {
  const mark = readMark(facts.heading, facts.tags)
  const phone = facts.phone === null || isNone(facts.phone) ? null : toPhone(facts.phone)
  const addresses = facts.addresses.filter((text) => !isNone(text))
  const places = addresses.map(toAddress).filter((address) => address !== null)
  const person = toPersonContent({
    prefix: 'detail',
    name: facts.name,
    mark,
    phone,
    addresses: distinct(places),
    searchedState: null,
  })
  const education = pairPrograms(facts.education)
  const about = facts.about === null ? null : withoutMail(facts.about)
  const badgeUrl = facts.badgeLinks.map((link) => toBadgeEvidence(link).url)[0] ?? null
  const content = {
    ...person.content,
    training: [...trainingFromEducation(education), ...(about ? trainingFromAbout(about) : [])],
    languages: [...new Set(facts.languages)],
    link: badgeUrl,
    raw: {
      name: facts.name,
      status: facts.heading,
      certifications: inOrder(facts.tags),
      phone: facts.phone === null || isNone(facts.phone) ? null : facts.phone,
      address: addresses[0] ?? null,
      about,
      education: education.join('\n') || null,
      healthConditions: facts.conditions.join('; ') || null,
      badgeUrl,
    },
  }
  return {
    record: { key: person.key, scope: 'detail', rank: 0, content },
    filled: Object.entries({ ...content.raw, languages: facts.languages.join() || null })
      .filter(([, value]) => value !== null)
      .map(([name]) => name)
      .sort(),
    leftovers: [],
    unknownWords: mark.unknownWords,
    problems: [
      ...mark.problems,
      ...facts.problems,
      ...addresses
        .filter((text) => toAddress(text) === null)
        .map((text) => `"${text}" is no address in the United States; it is left out.`),
    ],
  }
}

/** The same place is named at the top and again under Practitioner Locations. */
const distinct = (addresses: Address[]): Address[] => [
  ...new Map(addresses.map((address) => [JSON.stringify(address), address])).values(),
]

/** `School` and the line `Master's Degree program - …` below it become one entry. */
function pairPrograms(lines: string[]): string[] {
  const entries: string[] = []
  for (const line of lines.filter((text) => !isNone(text))) {
    const last = entries.length - 1
    const isProgram =
      /\b(degree|program|programme|diploma|certificate|course|doctora(l|te))\b/i.test(line)
    if (isProgram && last >= 0) entries[last] += ` – ${line}`
    else entries.push(line)
  }
  return entries
}

/** An e-mail address is never kept, not even inside a sentence. */
const withoutMail = (text: string): string => text.replaceAll(/\S+@\S+\.\S+/g, '…')

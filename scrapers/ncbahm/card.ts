/** One person of a result list, whichever of its layouts it has, into a record. */
import type { RowReading } from '../lib/collect.ts'
import { toPhone } from '../lib/phones.ts'
import { toAddress } from './address.ts'
import type { Search } from './page-facts.ts'
import { readMark, toPersonContent } from './person.ts'
import { inOrder, isNone } from './words.ts'

export interface CardFacts {
  name: string
  /** `Certified Diplomate | Female` */
  status: string
  phone: string
  website: string
  addresses: string[]
  /** `AC Certification` */
  tags: string[]
  /** The directory's id of the person: good for this one page, no longer. */
  pageId: string
  /** Parts of the card that nobody has seen before. */
  leftovers: string[]
}

export function toCardReading(card: CardFacts, search: Search): RowReading {
  const mark = readMark(card.status, card.tags)
  const written = card.addresses.filter((text) => !isNone(text))
  const addresses = written.map(toAddress).filter((address) => address !== null)
  const phone = isNone(card.phone) ? null : toPhone(card.phone)
  const { key, content } = toPersonContent({
    prefix: 'card',
    name: card.name,
    mark,
    phone,
    addresses,
    searchedState: search.state,
  })
  const raw = {
    name: card.name,
    status: card.status,
    phone: isNone(card.phone) ? null : card.phone,
    address: written.join('; ') || null,
    certifications: inOrder(card.tags),
  }
  return {
    record: {
      key,
      scope: toScope(search, addresses[0]?.state),
      rank: 0,
      content: { ...content, raw },
    },
    filled: Object.entries({ ...raw, website: card.website })
      .filter(([, value]) => value !== null && !isNone(value))
      .map(([name]) => name),
    leftovers: card.leftovers,
    unknownWords: mark.unknownWords,
    problems: [
      ...mark.problems,
      ...(phone === null && !isNone(card.phone)
        ? [`"${card.phone}" is no phone number of ten digits; it is left out.`]
        : []),
      ...written
        .filter((text) => toAddress(text) === null)
        .map((text) => `"${text}" is no address in the United States; it is left out.`),
    ],
  }
}

/** A person found by name belongs to the part of the directory that a search of their state lists. */
function toScope(search: Search, state: string | undefined): string {
  if (search.state !== null) return `state:${search.state}`
  return state === undefined ? search.words : `state:${state}`
}

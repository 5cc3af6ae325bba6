/** A details page by its visible labels: its markup was never recorded, its words were. */
import { toPhone } from '../lib/phones.ts'
import { looksLikeAddress, toAddress } from './address.ts'
import type { DetailFacts } from './detail-facts.ts'
import type { Line } from './lines.ts'
import { isNone, readDesignations, toDesignation, toGender, toStanding } from './words.ts'

const SECTIONS = {
  locations: /^(practitioner )?locations?$/i,
  badges: /^digital badges( information)?$/i,
  education: /^education$/i,
  languages: /^languages?( spoken)?$/i,
  conditions: /^health conditions?( treated)?$/i,
}
type Section = keyof typeof SECTIONS
const SECTION_NAMES: Section[] = ['locations', 'badges', 'education', 'languages', 'conditions']

/** Place of the line `Dipl. O.M. (NCCAOM)® | Male`, or null where no line is one. */
export function findDetailHeading(lines: Line[]): { index: number } | null {
  const hasSection = lines.some(({ text }) => sectionOf(text) !== null)
  const index = lines.findIndex(({ text }, place) => place > 0 && isStatusLine(text))
  return hasSection && index > 0 ? { index } : null
}

function isStatusLine(text: string): boolean {
  const [status = '', gender, ...more] = text.split('|').map((part) => part.trim())
  if (gender === undefined || more.length > 0 || toGender(gender) === undefined) return false
  return readDesignations(status).designations.length > 0 || toStanding(status) !== 'unknown'
}

const sectionOf = (text: string): Section | null =>
  SECTION_NAMES.find((name) => SECTIONS[name].test(text)) ?? null

/** Null where the page has no line with a designation and a gender. */
export function readDetailLines(lines: Line[], links: string[]): DetailFacts | null {
  const heading = findDetailHeading(lines)
  if (!heading) return null
  const { sections, unknown, first } = splitSections(lines, heading.index + 1)
  const top = readTop(lines.slice(heading.index + 1, first).map(({ text }) => text))
  const locations = readLocations(sections.locations)
  return {
    name: lines[heading.index - 1]?.text ?? '',
    heading: lines[heading.index]?.text ?? '',
    ...top,
    addresses: [top.address, ...locations.addresses].filter((address) => address !== null),
    badgeLinks: links,
    education: sections.education,
    languages: sections.languages.filter((text) => !isNone(text)),
    conditions: sections.conditions.filter((text) => !isNone(text)),
    problems: [
      ...top.unread.map((text) => `The line "${text}" stands where none was expected.`),
      ...locations.unread.map(
        (text) => `The line "${text}" under Practitioner Locations is no address.`,
      ),
      ...unknown.map((text) => `Nothing reads the section "${text}".`),
    ],
  }
}

type Sections = Record<Section, string[]>

/**
 * In a page saved as text a label seen a second time begins the foot of the page, where menus repeat
 * the words; in HTML the foot is gone and it is a line like others.
 */
function splitSections(
  lines: Line[],
  from: number,
): { sections: Sections; unknown: string[]; first: number } {
  const sections: Sections = {
    locations: [],
    badges: [],
    education: [],
    languages: [],
    conditions: [],
  }
  const unknown: string[] = []
  const seen = new Set<Section>()
  let open: string[] | null = null
  let first = lines.length
  for (const [index, { text, heading }] of lines.entries()) {
    if (index < from) continue
    const section = sectionOf(text)
    const isRepeated = section !== null && seen.has(section)
    if (isRepeated && heading === null) break
    if (section && !isRepeated) {
      first = Math.min(first, index)
      seen.add(section)
      open = sections[section]
    } else if (heading && open && !/^location \d+$/i.test(text)) {
      unknown.push(text)
      open = []
    } else if (open && open === sections.languages && !isLanguage(text)) {
      open = []
    } else {
      open?.push(text)
    }
  }
  return { sections, unknown, first }
}

const isLanguage = (text: string): boolean => /^[\p{L}][\p{L} ()'-]{1,40}$/u.test(text)

interface Top {
  about: string | null
  phone: string | null
  address: string | null
  tags: string[]
  unread: string[]
}

/** Between the heading and the first section: own words, then phone, site, address, tags. */
function readTop(lines: string[]): Top {
  const tags = lines.filter(isTag)
  const rest = lines.filter((text) => !isTag(text))
  const places = [isPhone, isSite, looksLikeAddress].map((is) => rest.findLastIndex(is))
  const contact = Math.min(...places.filter((place) => place >= 0), rest.length)
  const [phone, , address] = places.map((place) => rest[place] ?? null)
  const about = rest.slice(0, contact).filter((text) => !isNone(text))
  const known = (text: string): boolean =>
    isPhone(text) || isSite(text) || looksLikeAddress(text) || isNone(text) || text === 'Visit'
  return {
    about: about.length > 0 ? about.join('\n') : null,
    phone: phone ?? null,
    address: address ?? null,
    tags,
    unread: rest.slice(contact).filter((text) => !known(text)),
  }
}

const isTag = (text: string): boolean =>
  toDesignation(text) !== null || /^[A-Z]{2,4} Certification$/.test(text)
const isPhone = (text: string): boolean =>
  /^[\d\s().+-]{7,20}$/.test(text) && toPhone(text) !== null
const isSite = (text: string): boolean =>
  /^(https?:\/\/)?[\w@-]+(\.[\w@-]+)+\.?(\/\S*)?( \.\.\.)?( Visit)?$/i.test(text)

function readLocations(lines: string[]): { addresses: string[]; unread: string[] } {
  const addresses = lines.filter((text) => toAddress(text) !== null)
  const unread = lines.filter(
    (text) => toAddress(text) === null && !/^location \d+$/i.test(text) && !isNone(text),
  )
  return { addresses, unread }
}

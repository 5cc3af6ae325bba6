/** One member: a name with degrees, and snippets of HTML for address, phone and specialty. Pure. */
import { stripDegrees } from '#src/core/names.ts'
import { emptyContent, type LocationFact, type PersonName } from '#src/core/record.ts'
import { STATES } from '#src/core/words.ts'
import type { RowReading } from '../lib/collect.ts'
import { LayoutError } from '../lib/errors.ts'
import { type FieldReader, isRow, readFields } from '../lib/fields.ts'
import { loadHtml } from '../lib/html.ts'
import { toPhone } from '../lib/phones.ts'
import { toPostalCode } from '../lib/postal.ts'
import { foldSpaces } from '../lib/text.ts'
import { toStateCode } from '../lib/us-states.ts'
import type { Member } from './answers.ts'
import { info } from './info.ts'

/** True for a member who is surely in none of the three states; the others are read or a problem. */
export function isElsewhere(member: Member): boolean {
  try {
    return parseMember(member) === null
  } catch (error) {
    if (error instanceof LayoutError) return false
    throw error
  }
}

/** Null for a member in another state; throws `LayoutError` for one it does not understand. */
export function parseMember(member: Member): RowReading | null {
  const fields = readFields({ ...member, left: keepLines(member.left) })
  fields.ignore('avatar_url', 'distance')
  const key = fields.required('id')
  const title = fields.required('title')
  const left = fields.list('left').map(readPart)
  // The snippet without a label is a web site, which has no place in a record.
  const right = fields.list('right').map(readPart)
  // Empty in every answer seen: what stands in them one day is left over.
  fields.list('top')
  fields.list('bottom')
  const address = readAddress(left.find(({ label }) => label === null)?.lines ?? [])
  if (!STATES.some((state) => state === address.state)) return null
  const labelled = [...left, ...right].filter(({ label }) => label !== null)
  const textUnder = (name: string): string | null =>
    labelled.find(({ label }) => label === name)?.lines.join(', ') || null
  const phone = textUnder('Phone')
  const specialty = textUnder('Specialty')
  return {
    record: {
      key,
      scope: '',
      rank: 0,
      content: {
        ...emptyContent(toName(title)),
        locations: [{ ...address, phone: phone && toPhone(phone) }],
        link: info.homepage,
        raw: { title, credentials: toCredentials(title), specialty, phone },
      },
    },
    filled: [
      ...fields.filled(),
      ...Object.entries({ phone, specialty }).flatMap(([name, text]) => (text ? [name] : [])),
    ],
    leftovers: fields.leftovers(),
    unknownWords: [],
    problems: labelled
      .filter(({ label }) => label !== 'Phone' && label !== 'Specialty')
      .map(({ label }) => `The entry has a part "${label}" that nobody knows.`),
  }
}

/** A line break in the text divides a street from the name of a practice: it becomes one in HTML. */
const keepLines = (left: unknown): unknown =>
  Array.isArray(left)
    ? left.map((part: unknown) =>
        isRow(part) && typeof part.html === 'string'
          ? { ...part, html: part.html.replaceAll('\n', '<br />') }
          : part,
      )
    : left

/** A snippet: what stands behind its label, line by line. */
interface Part {
  label: string | null
  lines: string[]
}

function readPart(part: FieldReader): Part {
  part.ignore('display_order')
  const $ = loadHtml(part.optional('html') ?? '')
  const label = $('strong').first().text().trim()
  $('strong').first().remove()
  $('br').replaceWith('\n')
  const lines = $.root()
    .text()
    .split('\n')
    .map((line) => foldSpaces(line).replace(/\s*,$/, ''))
    .filter((line) => line !== '')
  return { label: label === '' ? null : label.replace(/\s*:$/, ''), lines }
}

/** `Example Clinic` / `1 Example St` / `Albany, NY 12207`; the ZIP may have lost its zero. */
function readAddress(lines: string[]): Omit<LocationFact, 'phone'> {
  const [, city, stateText = '', zip] = CITY_LINE.exec(lines.at(-1) ?? '') ?? []
  const state = toStateCode(stateText)
  // Canada has provinces of two letters.
  if (city === undefined || (state === null && !/^[A-Z]{2}$/.test(stateText))) {
    throw new LayoutError('The address does not end in a town, a state and a ZIP.')
  }
  const above = lines.slice(0, -1)
  const [first = '', ...others] = above
  const isNamed = others.length > 0 && !/\d/.test(first)
  const street = isNamed ? others : above
  return {
    name: isNamed ? first : null,
    street: street.join(', ') || null,
    city,
    state,
    postalCode: zip === undefined ? null : toPostalCode(zip),
  }
}

const CITY_LINE = /^(.+?),\s*([A-Za-z]{2}|[A-Za-z]{4,}(?: [A-Za-z]+){0,2})(?:\s+(\S.*))?$/

/** The words in front of the first comma, and a suffix behind it: the rest are degrees. */
function toName(title: string): PersonName {
  const [first = '', second = ''] = title.split(',').map(foldSpaces)
  const suffix = SUFFIX.test(second) ? ` ${second}` : ''
  const full = `${stripDegrees(first)}${suffix}`
  return { full, given: null, middle: null, family: null, suffix: null }
}

/** As typed, some of them twice: `MD, LAc, MD, FAAMA`. */
function toCredentials(title: string): string | null {
  const [first = '', ...others] = title.split(',').slice(1).map(foldSpaces)
  const credentials = SUFFIX.test(first) ? others : [first, ...others]
  return credentials.filter(Boolean).join(', ') || null
}

const SUFFIX = /^(jr|sr|ii|iii|iv)\.?$/i

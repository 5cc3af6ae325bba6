/**
 * Answers about real people into answers about invented ones, safe to keep: structure, status words
 * and the presence of fields stay. What cannot be made safe is refused, never half done.
 */
import { decodeText } from '#scrapers/lib/decode.ts'
import { addDays } from '#scrapers/population/calendar.ts'
import type {
  Capture,
  CaptureContext,
  ParsedCapture,
  PersonQuery,
  Registry,
} from '#scrapers/source.ts'
import { fold } from '#src/core/names.ts'
import type { RecordContent } from '#src/core/record.ts'
import { RefusedError } from '#src/services/errors.ts'
import { createInventor } from './inventor.ts'
import { collectKnown, findKnown, touchesKnown, type Known } from './known.ts'
import { type Form, formOf, replaceLeaves } from './leaves.ts'
import { findDifference } from './outline.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface InventOptions {
  registry: Registry
  captures: Capture[]
  query: PersonQuery
  settings: CaptureContext['settings']
  vocabulary: Vocabulary
  /** From 0 up to 1. */
  random: () => number
}

export interface InventedAnswer {
  kind: string
  /** Of the file: `json`, `html`, `csv` or `txt`. */
  extension: string
  text: string
  records: number
  /** Words of the registry that no example has, kept as they came: a person must read them. */
  kept: string[]
}

/** An example is about one person, or the few of one name. */
const RECORDS_MAX = 25
const BYTES_MAX = 500_000

/** One answer for each capture, in order. Throws `RefusedError`, and what `parse` throws. */
export function inventAnswers(options: InventOptions): InventedAnswer[] {
  const { registry, captures, query, settings } = options
  const answers = captures.map((capture) => {
    const form = requireText(capture)
    return { capture, form, parsed: registry.parse(capture, settings) }
  })
  const parsed = answers.map((answer) => answer.parsed)
  const contents = parsed.flatMap(({ records }) => records.map(({ content }) => content))
  if (contents.length > RECORDS_MAX) {
    throw new RefusedError(
      `The answer holds ${contents.length} people; an example has at most ${RECORDS_MAX}. Ask for one person.`,
    )
  }
  const known = collectKnown(contents, query)
  const words = statusWordsOf(parsed)
  const invent = (kept: string[]) => inventAll(options, answers, known, kept)
  const first = invent(words)
  if (!('difference' in first)) return first.answers
  // Codes that the parser puts in words of its own, such as a reason, must stay to read the same.
  const second = invent([...words, ...codesOf(contents, known)])
  if (!('difference' in second)) return second.answers
  throw new RefusedError(
    `With invented people the answer reads differently (${second.difference}), so it would be no true example. Nothing was saved.`,
  )
}

interface ReadAnswer {
  capture: Capture
  form: Form
  parsed: ParsedCapture
}

/** With one inventor for all answers: a person has the same invented name in each of them. */
function inventAll(
  options: InventOptions,
  answers: ReadAnswer[],
  known: Known,
  words: string[],
): { answers: InventedAnswer[] } | { difference: string } {
  const { random, vocabulary } = options
  const shiftDays = chooseShift(known, random)
  const replace = createInventor({ known, shiftDays, random, ...keeping(vocabulary, words) })
  const invented: InventedAnswer[] = []
  for (const { capture, form, parsed } of answers) {
    const before = decodeText(capture)
    const text = replaceLeaves(before, form, replace)
    requireSafe(text, form, known)
    if (form !== 'html' && isAboutStrangers(answers) && text !== before) {
      throw new RefusedError(
        'The answer speaks of people, but none of them was read: nobody can tell what of theirs is left in it. Nothing was saved.',
      )
    }
    const after = parseAsExample(options, capture, text)
    const difference = findDifference(parsed, after)
    if (difference !== null) return { difference }
    invented.push({
      kind: capture.kind,
      extension: extensionOf(capture, form),
      text,
      records: after.records.length,
      kept: words.filter((word) => !vocabulary.hasText(word)),
    })
  }
  return { answers: invented }
}

/** A page always says something; rows and objects without a record are somebody else's. */
const isAboutStrangers = (answers: ReadAnswer[]): boolean =>
  answers.every(({ parsed }) => parsed.records.length === 0)

/** The registry's own strings behind what was interpreted, as far as they are nobody's. */
const codesOf = (contents: RecordContent[], known: Known): string[] => [
  ...new Set(
    contents
      .flatMap(({ raw }) => Object.values(raw))
      .filter((value) => value !== null)
      .filter((value) => value.length <= CODE_LENGTH_MAX && !/\d{5}|@|\/\/|\d[-/]\d/.test(value))
      .filter((value) => !touchesKnown(value, known)),
  ),
]

const CODE_LENGTH_MAX = 40

const extensionOf = ({ mediaType }: Capture, form: Form): string =>
  form === 'table' ? (/csv/i.test(mediaType) ? 'csv' : 'txt') : form

/** As the tests read it from its file: nothing but kind and form of the request is left. */
function parseAsExample(
  { registry, settings }: InventOptions,
  capture: Capture,
  text: string,
): ParsedCapture {
  const example: Capture = {
    ...capture,
    method: 'GET',
    url: `${registry.info.baseUrl}/example`,
    requestBody: null,
    status: 200,
    mediaType: capture.mediaType.replace(/;.*/s, '') + '; charset=utf-8',
    body: new TextEncoder().encode(text),
  }
  try {
    return registry.parse(example, settings)
  } catch (error) {
    throw new RefusedError(
      'With invented people the answer cannot be read any more, so nothing was saved.',
      { cause: error },
    )
  }
}

function requireText({ body, mediaType }: Capture): Form {
  const form = formOf(mediaType)
  if (form === null) {
    throw new RefusedError(`Values in ${mediaType} cannot be replaced; only text can be saved.`)
  }
  if (body.byteLength > BYTES_MAX) {
    throw new RefusedError(
      `The answer has ${body.byteLength} bytes; an example has at most ${BYTES_MAX}. Ask for one person.`,
    )
  }
  return form
}

/** What the registry says of credentials, in its own words: the reason to keep an example. */
const statusWordsOf = (parsed: ParsedCapture[]): string[] => [
  ...new Set(
    parsed.flatMap(({ records, unknownWords }) => [
      ...unknownWords,
      ...records.flatMap(({ content: { licenses, certifications, exclusions } }) => [
        ...licenses.flatMap(({ profession, registryStatus, statusReason }) => [
          profession,
          registryStatus,
          ...(statusReason === null ? [] : [statusReason]),
        ]),
        ...certifications.flatMap(({ designation, registryStatus }) => [
          designation,
          registryStatus,
        ]),
        ...exclusions.flatMap(({ list, reason }) => [list, ...(reason === null ? [] : [reason])]),
      ]),
    ]),
  ),
]

function keeping(vocabulary: Vocabulary, statusWords: string[]) {
  const phrases = new Set(statusWords.map(fold))
  const words = new Set([...phrases].flatMap((phrase) => phrase.split(' ')))
  return {
    isKept: (leaf: string, field: string | null): boolean =>
      vocabulary.hasLeaf(leaf, field) ||
      phrases.has(fold(leaf)) ||
      (field !== null && /^\D{1,2}$/.test(leaf)),
    isKeptWord: (word: string): boolean => vocabulary.hasWord(word) || words.has(word),
  }
}

/** So many days that no day of theirs falls on another one of theirs. */
function chooseShift({ dates }: Known, random: () => number): number {
  for (let tries = 0; tries < 100; tries += 1) {
    const days = -(20 + Math.floor(random() * 700))
    if ([...dates].every((date) => !dates.has(addDays(date, days)))) return days
  }
  throw new RefusedError('The dates of the answer cannot be told apart from any invented ones.')
}

function requireSafe(text: string, form: Form, known: Known): void {
  const left = findKnown(text, form, known)
  if (left.length === 0) return
  throw new RefusedError(
    `Something of the person still stands in the answer (${left.length} of their values, such as one of ${left[0]?.length} signs), so nothing was saved.`,
  )
}

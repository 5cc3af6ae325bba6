/** What two answers to one question have different: a receipt's, and that of today. */
import {
  type CheckAnswer,
  type CheckDetail,
  type CheckElement,
  type CheckVerdict,
  type ElementName,
  ELEMENTS,
} from './types.ts'
import { ATTENTION_WORDS, subjectWords, verdictWords } from './words.ts'

export interface ElementChange {
  element: ElementName
  was: CheckVerdict
  is: CheckVerdict
  /** Sentences: what of it is different. */
  what: string[]
}

export interface AnswerChanges {
  /** Whom the answers are about, where that is not the same; a sentence each. */
  subject: { was: string; is: string } | null
  elements: ElementChange[]
}

/** An element whose answer of today rests on an older source than the receipt's says nothing new. */
export function changesBetween(was: CheckAnswer, is: CheckAnswer): AnswerChanges {
  return {
    subject:
      subjectOf(was) === subjectOf(is) ? null : { was: subjectWords(was), is: subjectWords(is) },
    elements: ELEMENTS.filter((name) => !isOlder(is.elements[name], was.elements[name])).flatMap(
      (name) => toChange(name, was.elements[name], is.elements[name]),
    ),
  }
}

const subjectOf = ({ subject }: CheckAnswer): string => {
  if (subject.kind === 'one') return `one ${subject.publicId}`
  if (subject.kind === 'nobody') return 'nobody'
  return ['several', ...subject.candidates.map(({ id }) => id).sort()].join(' ')
}

const isOlder = (one: CheckElement, other: CheckElement): boolean =>
  one.source !== null &&
  other.source !== null &&
  Date.parse(one.source.fetchedAt) < Date.parse(other.source.fetchedAt)

function toChange(element: ElementName, was: CheckElement, is: CheckElement): ElementChange[] {
  const what = [
    ...(was.verdict === is.verdict
      ? []
      : [
          `was “${verdictWords(element, was.verdict)}”, is “${verdictWords(element, is.verdict)}”.`,
        ]),
    ...detailChanges(element, was.details, is.details),
    ...(idsOf(was) === idsOf(is) ? [] : ['Others come into question than did.']),
    // A disciplinary action leaves a license current.
    ...(was.attention === is.attention || was.verdict !== is.verdict
      ? []
      : [`${ATTENTION_WORDS[is.attention]}; before: ${ATTENTION_WORDS[was.attention]}.`]),
  ]
  return what.length === 0 ? [] : [{ element, was: was.verdict, is: is.verdict, what }]
}

const idsOf = ({ candidates }: CheckElement): string =>
  candidates
    .map(({ id }) => id)
    .sort()
    .join(' ')

function detailChanges(element: ElementName, was: CheckDetail[], is: CheckDetail[]): string[] {
  const before = Map.groupBy(was, ({ what }) => what)
  const now = Map.groupBy(is, ({ what }) => what)
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((what) => {
    const [old, today] = [before, now].map((all) => wordsOf(element, all.get(what) ?? []))
    if (old === today) return []
    return [`${what.charAt(0).toUpperCase()}${what.slice(1)}: was ${old}, is ${today}.`]
  })
}

function wordsOf(element: ElementName, details: CheckDetail[]): string {
  if (details.length === 0) return 'not known'
  return [...new Set(details.map((detail) => detailWords(element, detail)))].join(' and ')
}

const detailWords = (element: ElementName, { verdict, standing, until }: CheckDetail): string =>
  [`“${verdictWords(element, verdict)}”`, standing, until && `through ${until}`]
    .filter((word) => word !== null)
    .join(', ')

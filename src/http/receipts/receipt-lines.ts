/** What the PDF of a receipt says, line by line, before anything is measured. */
import type { KeptCheck } from '#db/queries/checks.ts'
import {
  type Candidate,
  type CheckSource,
  ELEMENTS,
  type ElementName,
} from '#src/core/checks/types.ts'
import {
  ATTENTION_WORDS,
  ELEMENT_TITLES,
  methodWords,
  questionWords,
  subjectWords,
  verdictWords,
} from '#src/core/checks/words.ts'
import { formatInstant } from '../views/dates.ts'
import { DECISION_WORDS } from '../views/check-words.ts'

export interface Line {
  text: string
  style: 'title' | 'heading' | 'body' | 'small' | 'blank'
}

export interface LinesContext {
  origin: string
  titleOf: (registry: string) => string
}

const body = (text: string): Line => ({ text, style: 'body' })
const small = (text: string): Line => ({ text, style: 'small' })
const blank = (text: string): Line => ({ text, style: 'blank' })
const heading = (text: string): Line => ({ text, style: 'heading' })
const at = (instant: string): string => formatInstant(new Date(instant))

export function receiptLines(check: KeptCheck, context: LinesContext): Line[] {
  const { document } = check
  const { subject } = document
  return [
    { text: 'Receipt of a credential check', style: 'title' },
    body(`${check.id}, made ${at(document.at)}`),
    body(
      questionWords(document.question)
        .map((pair) => pair.join(': '))
        .join('; '),
    ),
    body(subjectWords(document)),
    ...(subject.kind === 'several' ? candidateLines(subject.candidates) : []),
    body(`${ATTENTION_WORDS[document.attention]}.`),
    ...ELEMENTS.flatMap((name) => elementLines(check, name, context)),
    ...signOffLines(check),
    heading('This receipt'),
    small(`Policy ${document.policyVersion}, software ${document.softwareVersion}.`),
    small(`SHA-256 of the signed document: ${check.sha256}`),
    small(`Signed with the key ${check.kid}; keys: ${context.origin}/.well-known/jwks.json`),
    small(`The signed receipt: ${context.origin}/receipts/${check.id}.jws`),
    small(`Is it genuine, and what has changed since? ${context.origin}/receipts/verify`),
    small(`Kept until ${formatInstant(check.expiresAt)}.`),
  ]
}

function elementLines(
  { document }: KeptCheck,
  name: ElementName,
  { titleOf }: LinesContext,
): Line[] {
  const element = document.elements[name]
  const { reason, lastGood, candidates, details, source } = element
  return [
    heading(`${ELEMENT_TITLES[name]}: ${verdictWords(name, element.verdict)}`),
    body(reason),
    ...(lastGood
      ? [body(`Last known: ${verdictWords(name, lastGood.verdict)}, on ${at(lastGood.fetchedAt)}.`)]
      : []),
    // Whoever may be meant by all answers alike is named once, above.
    ...(document.subject.kind === 'several' ? [] : candidateLines(candidates)),
    small(`Method: ${methodWords(element)}`),
    ...sourceLines(source, titleOf),
    ...details.flatMap((detail) => [
      small(
        `${detail.what}: ${verdictWords(name, detail.verdict)}${
          detail.until ? `, through ${detail.until}` : ''
        }`,
      ),
      ...(detail.source && !isSame(detail.source, source)
        ? sourceLines(detail.source, titleOf)
        : []),
    ]),
  ]
}

const isSame = (one: CheckSource, other: CheckSource | null): boolean =>
  one.registry === other?.registry && one.sha256 === other.sha256

const candidateLines = (candidates: Candidate[]): Line[] =>
  candidates.map(({ name, town, licenses, why }) =>
    small(`May be meant: ${[name, town, ...licenses].filter(Boolean).join(', ')} (${why})`),
  )

function sourceLines(source: CheckSource | null, titleOf: LinesContext['titleOf']): Line[] {
  if (!source) return []
  const { registry, fetchedAt, link, captureId, sha256 } = source
  return [
    small(`Source: ${titleOf(registry)}, captured ${at(fetchedAt)}${link ? `, ${link}` : ''}`),
    ...(sha256 ? [small(`Capture ${captureId ?? ''}, SHA-256 ${sha256}`)] : []),
  ]
}

const BLANK = '______________________________'

function signOffLines({ signOffs }: KeptCheck): Line[] {
  if (signOffs.length === 0) {
    return [
      heading('Sign-off'),
      blank(`Reviewer ${BLANK}  Title ${BLANK}`),
      blank(`Decision ${BLANK}  Date ${BLANK}`),
      blank(`Signature ${BLANK}`),
    ]
  }
  return [
    heading('Sign-off'),
    ...signOffs.map(({ reviewer, title, decision, note, at: signedAt }) =>
      body(
        `${DECISION_WORDS[decision]} by ${[reviewer, title].filter(Boolean).join(', ')} on ${formatInstant(signedAt)}.${
          note ? ` ${note}` : ''
        }`,
      ),
    ),
  ]
}

/** A check in the words of whoever reads its receipt: the page, the PDF and the export say the same. */
import type {
  Attention,
  CheckAnswer,
  CheckElement,
  CheckQuestion,
  CheckVerdict,
  ElementName,
} from './types.ts'

export const ELEMENT_TITLES: Record<ElementName, string> = {
  license: 'License',
  registration: 'Registration',
  certification: 'Board certification',
  training: 'Trigger-point training',
  exclusions: 'Exclusion lists',
}

const VERDICT_WORDS: Record<CheckVerdict, string> = {
  current: 'Current',
  lapsed: 'Lapsed',
  restricted: 'Restricted',
  'not-found': 'Not found',
  ambiguous: 'More than one possible',
  unavailable: 'Not known today',
  'never-checked': 'Never checked',
}

/** Of an exclusion list, being found is the bad news. */
const EXCLUSION_WORDS: Partial<Record<CheckVerdict, string>> = {
  restricted: 'Excluded',
  ambiguous: 'Not settled',
}

export const verdictWords = (element: ElementName, verdict: CheckVerdict): string =>
  (element === 'exclusions' ? EXCLUSION_WORDS[verdict] : undefined) ?? VERDICT_WORDS[verdict]

export const ATTENTION_WORDS: Record<Attention, string> = {
  none: 'Nothing needs attention',
  review: 'Somebody should look at this',
  stop: 'Do not rely on this before it is settled',
}

/** How the answer was come by. */
export function methodWords({ live, source }: CheckElement): string {
  if (live) return 'The registry was asked for this check.'
  return source
    ? 'Compared with what the registry last answered to this directory.'
    : 'No answer of a registry was compared.'
}

/** What was asked, a label and a value each. */
export function questionWords(question: CheckQuestion): [label: string, value: string][] {
  const { name, state, licenseNumber, npi, certificationNumber, asOf, live } = question
  const parts: [string, string | null][] = [
    ['Name', name],
    ['State', state],
    ['License number', licenseNumber],
    ['NPI', npi],
    ['Certification number', certificationNumber],
    ['As of', asOf],
    ['Registries', live ? 'to be asked now' : null],
  ]
  return parts.flatMap(([label, value]) => (value === null ? [] : [[label, value]]))
}

/** Whom the answer is about, a sentence. */
export function subjectWords({ subject, name }: CheckAnswer): string {
  if (subject.kind === 'one') return `Identified as ${name ?? 'a practitioner of the directory'}.`
  if (subject.kind === 'nobody') return `Nobody was identified. ${subject.reason}`
  return `Nobody was identified: ${subject.total} may be meant. ${subject.reason}`
}

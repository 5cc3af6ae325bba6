/** Training that a diplomate's own entry speaks of: a school listed, or words about themselves. */
import { fold } from '#src/core/names.ts'
import type { TrainingFact } from '#src/core/record.ts'
import type { TrainingProgram } from '#src/core/words.ts'

/** Characters of evidence that are kept, for it is shown beside the claim. */
const EVIDENCE_LENGTH = 200

/** Where Mark Seem taught Acupuncture Physical Medicine, in the spellings that people type. */
const TRI_STATE = /\btri ?states? coll?[ae]ge (of|for) ac+upunc?tur/

/** One school a line with its program behind, as the directory lists them. */
export function trainingFromEducation(entries: string[]): TrainingFact[] {
  const entry = entries.find((line) => TRI_STATE.test(fold(line)))
  if (entry === undefined) return []
  return [{ program: 'apm', tier: 'documented', evidence: shorten(entry, 0) }]
}

const WORDS: [TrainingProgram, RegExp][] = [
  ['apm', /\bAPM\b/],
  ['apm', /\bacupuncture[\s-]+physical[\s-]+medicine\b/i],
  ['apm', /\btri[\s-]?state\s+college\s+(of|for)\s+acupuncture\b/i],
  ['trigger-point', /\btrigger[\s-]*points?\b|\bmyofascial\b/i],
]

/** The first sentence for each program that says, and does not deny, that it is practiced. */
export function trainingFromAbout(about: string): TrainingFact[] {
  const found = new Map<TrainingProgram, TrainingFact>()
  for (const sentence of toSentences(about)) {
    for (const [program, words] of WORDS) {
      const match = words.exec(sentence)
      if (!match || found.has(program) || isDenied(sentence, match)) continue
      const evidence = shorten(sentence, match.index)
      found.set(program, { program, tier: 'mentioned', evidence })
    }
  }
  return [...found.values()]
}

const toSentences = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)

const TURNS = /\b(?:but|however|although|though|instead,? i)\b|;/i
const DENIALS =
  /\b(?:not|no|never|without|neither|nor|cannot|avoid|avoids|avoiding|unlike|instead of|rather than)\b|n[’']t\b/i

/** A denial before the words rules until the sentence turns; one behind only within its clause. */
function isDenied(sentence: string, { index, 0: words }: RegExpExecArray): boolean {
  const plain = (text: string): string => text.replaceAll(/\bnot (?:only|just|merely)\b/gi, ' ')
  const before = plain(sentence.slice(0, index)).split(TURNS).at(-1) ?? ''
  const behind = sentence
    .slice(index + words.length)
    .split(/[,;:]|\b(?:but|when|where|if|while|so)\b/i)
  return DENIALS.test(before) || DENIALS.test(plain(behind[0] ?? ''))
}

/** Cut to what can be shown, with the words at `index` inside. */
function shorten(text: string, index: number): string {
  if (text.length <= EVIDENCE_LENGTH) return text
  const room = EVIDENCE_LENGTH - 2
  const start = Math.max(0, Math.min(index - Math.floor(room / 2), text.length - room))
  const end = start + room
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`
}

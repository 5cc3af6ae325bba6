/** What the examples of a registry hold already: labels, codes and invented people. */
import { fold } from '#src/core/names.ts'
import { type Form, listLeaves } from './leaves.ts'

export interface Vocabulary {
  /** The same value in the same field. */
  hasLeaf(leaf: string, field: string | null): boolean
  /** The same value, wherever it stands and however it is written. */
  hasText(text: string): boolean
  /** A folded word of the texts between values; the values of JSON give none. */
  hasWord(word: string): boolean
}

export function createVocabulary(examples: { text: string; form: Form }[]): Vocabulary {
  const leaves = new Set<string>()
  const texts = new Set<string>()
  const words = new Set<string>()
  for (const { text, form } of examples) {
    for (const { leaf, field } of listLeaves(text, form)) {
      leaves.add(`${field ?? ''} ${leaf}`)
      texts.add(fold(leaf))
      if (form === 'html') for (const word of fold(leaf).split(' ')) words.add(word)
    }
  }
  return {
    hasLeaf: (leaf, field) => leaves.has(`${field ?? ''} ${leaf}`),
    hasText: (text) => texts.has(fold(text)),
    hasWord: (word) => words.has(word),
  }
}

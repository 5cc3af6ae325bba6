import { type Attention, type CheckElements, ELEMENTS } from './types.ts'

const ATTENTIONS: readonly Attention[] = ['none', 'review', 'stop']

/** The most of several; `none` of none. */
export const mostAttention = (all: readonly Attention[]): Attention =>
  ATTENTIONS.findLast((attention) => all.includes(attention)) ?? 'none'

/** What the whole check needs: the most that one of its elements does. */
export const attentionOf = (elements: CheckElements): Attention =>
  mostAttention(ELEMENTS.map((name) => elements[name].attention))

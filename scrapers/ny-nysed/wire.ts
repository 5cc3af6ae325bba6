/** Texts of the registry: most come as `{"label":…,"value":…}`, some plain, none in three shapes. */
import { isRow } from '../lib/fields.ts'
import { foldSpaces } from '../lib/text.ts'
import { NONE_WORDS } from './words.ts'

type Row = Record<string, unknown>

/** The value of a field of either kind; null where value or field is null or missing. */
export function unwrap(field: unknown): unknown {
  const isLabelled = isRow(field) && ('value' in field || 'label' in field)
  return (isLabelled ? field.value : field) ?? null
}

/** Text of a field of either kind; null for anything else. */
export function findText(field: unknown): string | null {
  const value = unwrap(field)
  return typeof value === 'string' && foldSpaces(value) !== '' ? foldSpaces(value) : null
}

/** Every field with its bare value; words for none are null, except in the fields of `literal`. */
export const unwrapAll = (row: Row, literal: string[]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, field]) => {
      const value = unwrap(field)
      const isNone = typeof value === 'string' && NONE_WORDS.has(foldSpaces(value).toLowerCase())
      return [name, isNone && !literal.includes(name) ? null : value]
    }),
  )

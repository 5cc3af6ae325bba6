/** Opaque cursors: where a list goes on, good only for the very question that gave it. */
import { contentHash } from './deps.ts'
import { parameterError } from './problem.ts'

type Key = (number | string)[]

const VERSION = 1
const MAX_CHARS = 1000

/** `question` is whatever decides the list and its order, as text. */
export const encodeCursor = (question: string, key: Key): string =>
  toBase64Url(JSON.stringify([VERSION, contentHash(question), key]))

/** Throws `ParameterError` for one that is broken, altered or of another question. */
export function decodeCursor(question: string, cursor: string, types: string[]): Key {
  const [version, hash, key] = read(cursor)
  const isWhole =
    version === VERSION &&
    Array.isArray(key) &&
    key.length === types.length &&
    key.every((part, index) => typeof part === types[index] && isStorable(part))
  if (!isWhole) throw parameterError('cursor', 'The cursor is not one that this service gave.')
  if (hash !== contentHash(question)) {
    throw parameterError(
      'cursor',
      'The cursor belongs to another search. Keep all other parameters as they were, or leave it out.',
    )
  }
  return key as Key
}

function read(cursor: string): unknown[] {
  if (cursor.length > MAX_CHARS || !/^[\w-]+$/.test(cursor)) return []
  try {
    const parsed: unknown = JSON.parse(fromBase64Url(cursor))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    // Whatever does not decode is no cursor of ours; the caller says so.
    return []
  }
}

/** Postgres stores no NUL, and a lone surrogate has no UTF-8. */
const isStorable = (part: unknown): boolean =>
  typeof part === 'string' ? !part.includes('\0') && part.isWellFormed() : Number.isFinite(part)

const toBase64Url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    ),
  )

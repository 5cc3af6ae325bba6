/**
 * A reader that takes each field of a row once: it is read, ignored by name, or left over. What is
 * left over was never seen before, and somebody must look at it.
 */
import { LayoutError } from './errors.ts'
import { foldSpaces } from './text.ts'

type Row = Record<string, unknown>

/** What all readers of one row share. */
interface Ledger {
  /** `basic.sex`: fields that had a value, counted once a row however often they occur. */
  filled: Set<string>
  /** Stands for "none" beside null and blank text, such as `--`. */
  noneWords: ReadonlySet<string>
  readers: FieldReader[]
}

export class FieldReader {
  readonly #row: Row
  readonly #path: string
  readonly #ledger: Ledger
  readonly #unread: Set<string>

  constructor(row: Row, path: string, ledger: Ledger) {
    this.#row = row
    this.#path = path
    this.#ledger = ledger
    this.#unread = new Set(Object.keys(row))
    ledger.readers.push(this)
  }

  /** Text or a number as trimmed text; null where absent, null, blank or a word for none. */
  optional(name: string): string | null {
    const value = this.#take(name)
    if (value === null || value === undefined) return null
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new LayoutError(`The field ${this.#name(name)} is no text but ${kindOf(value)}.`)
    }
    const text = foldSpaces(String(value))
    if (text === '' || this.#ledger.noneWords.has(text)) return null
    this.#ledger.filled.add(this.#name(name))
    return text
  }

  required(name: string): string {
    const text = this.optional(name)
    if (text === null) throw new LayoutError(`The field ${this.#name(name)} is missing.`)
    return text
  }

  /** One of the words given, exactly; any other is a `LayoutError`. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const text = this.required(name)
    const word = words.find((known) => known === text)
    if (word !== undefined) return word
    throw new LayoutError(
      `The field ${this.#name(name)} is "${text}"; known are ${words.map((known) => `"${known}"`).join(', ')}.`,
    )
  }

  /** True or false as JSON has them. */
  boolean(name: string): boolean {
    const value = this.#take(name)
    if (typeof value !== 'boolean') {
      throw new LayoutError(`The field ${this.#name(name)} is ${kindOf(value)}, not true or false.`)
    }
    this.#ledger.filled.add(this.#name(name))
    return value
  }

  /** A nested object, read by a reader of its own. */
  object(name: string): FieldReader {
    return this.#nested(name, this.#take(name))
  }

  /** A list of nested objects; absent or null is an empty one. */
  list(name: string): FieldReader[] {
    const value = this.#take(name)
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      throw new LayoutError(`The field ${this.#name(name)} is no list but ${kindOf(value)}.`)
    }
    if (value.length > 0) this.#ledger.filled.add(this.#name(name))
    return value.map((item: unknown) => this.#nested(name, item))
  }

  /** Names fields that are left where they are, on purpose. */
  ignore(...names: string[]): void {
    for (const name of names) this.#unread.delete(name)
  }

  /** Names every field of a nested object or list as left where it is. */
  ignoreAll(): void {
    this.#unread.clear()
  }

  /** Fields of this row and everything nested that were neither read nor ignored. */
  leftovers(): string[] {
    const names = this.#ledger.readers.flatMap((reader) =>
      [...reader.#unread].map((name) => reader.#name(name)),
    )
    return [...new Set(names)].sort()
  }

  /** Names of the fields that had a value. */
  filled(): string[] {
    return [...this.#ledger.filled].sort()
  }

  #take(name: string): unknown {
    this.#unread.delete(name)
    return this.#row[name]
  }

  #name(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }

  #nested(name: string, value: unknown): FieldReader {
    if (isRow(value)) return new FieldReader(value, this.#name(name), this.#ledger)
    throw new LayoutError(`The field ${this.#name(name)} is no object but ${kindOf(value)}.`)
  }
}

/** A reader over one row of a table or one JSON object; anything else is a `LayoutError`. */
export function readFields(row: unknown, options: { noneWords?: string[] } = {}): FieldReader {
  if (!isRow(row)) throw new LayoutError(`A row is no object but ${kindOf(row)}.`)
  const noneWords = new Set(options.noneWords)
  return new FieldReader(row, '', { filled: new Set(), noneWords, readers: [] })
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (value === undefined) return 'absent'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}

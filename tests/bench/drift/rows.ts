/** Changes to the rows of an answer, a column or a row at a time. */
import type { Answer, Row } from './wires.ts'

export function rename(answer: Answer, from: string, to: string): Answer {
  answer.columns = answer.columns?.map((name) => (name === from ? to : name)) ?? null
  for (const row of answer.rows) {
    if (!(from in row)) continue
    row[to] = row[from]
    delete row[from]
  }
  return answer
}

export function drop(answer: Answer, path: string): Answer {
  answer.columns = answer.columns?.filter((name) => name !== path) ?? null
  for (const row of answer.rows) put(row, path, undefined)
  return answer
}

export function swap(answer: Answer, one: string, other: string): Answer {
  for (const row of answer.rows) {
    const value = at(row, one)
    put(row, one, at(row, other))
    put(row, other, value)
  }
  return answer
}

export function setAll(
  answer: Answer,
  path: string | null,
  change: (value: unknown, position: number) => unknown,
): Answer {
  for (const [position, row] of answer.rows.entries()) {
    const value = path === null ? undefined : change(at(row, path), position)
    if (path !== null && value !== undefined && at(row, path) !== undefined) put(row, path, value)
  }
  return answer
}

export function keep(answer: Answer, fits: (position: number) => boolean): Answer {
  // A page about one person has nobody to lose.
  if (answer.rows.length > 1) answer.rows = answer.rows.filter((_, position) => fits(position))
  return answer
}

/** A day with its parts the other way round, as a new version of a site writes it: day first. */
export function respellDate(value: unknown): unknown {
  if (typeof value === 'number') return undefined
  const text = typeof value === 'string' ? value : ''
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(text)
  if (iso) return `${iso[3]}/${iso[2]}/${iso[1]}`
  const american = /^(\d+)\/(\d+)\/(\d{4})$/.exec(text)
  if (american) return `${american[2]}/${american[1]}/${american[3]}`
  return text === '' ? undefined : text.replace(/^(\w+) (\d+), (\d{4})$/, '$2.$1.$3')
}

/** Names get a letter that windows-1252 writes as one byte, which is no UTF-8. */
export function oddBytes(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return body.map((byte, position) =>
    byte === 0x45 && position > body.length / 3 && position % 7 === 0 ? 0xc9 : byte,
  )
}

const parts = (path: string): [string, string | null] => {
  const [outer = '', inner] = path.split('.')
  return [outer, inner ?? null]
}
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

export function at(row: Row, path: string): unknown {
  const [outer, inner] = parts(path)
  const value = row[outer]
  return inner === null ? value : isRow(value) ? value[inner] : undefined
}

export function put(row: Row, path: string, value: unknown): void {
  const [outer, inner] = parts(path)
  const holder = inner === null ? row : row[outer]
  const name = inner ?? outer
  if (!isRow(holder)) return
  if (value === undefined) delete holder[name]
  else holder[name] = value
}

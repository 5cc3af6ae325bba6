/**
 * The downloaded list as bytes: checked to be whole, cut into rows, and rid of every date of birth
 * before anything of it is handed on. What leaves this file may be stored.
 */
import { LayoutError, UnavailableError } from '../lib/errors.ts'

export const COLUMNS = [
  'LASTNAME',
  'FIRSTNAME',
  'MIDNAME',
  'BUSNAME',
  'GENERAL',
  'SPECIALTY',
  'UPIN',
  'NPI',
  'DOB',
  'ADDRESS',
  'CITY',
  'STATE',
  'ZIP',
  'EXCLTYPE',
  'EXCLDATE',
  'REINDATE',
  'WAIVERDATE',
  'WVRSTATE',
] as const

/** Exclusions began with a law of 1977: an earlier day is some other date in the wrong column. */
const FIRST_YEAR = '1977'
const NO_DAY = '00000000'
/** Columns in which eight digits are a day of the exclusion and not of somebody's birth. */
const DATES: readonly string[] = ['EXCLDATE', 'REINDATE', 'WAIVERDATE']
const KNOWN: ReadonlySet<string> = new Set(COLUMNS)

export interface List {
  /** Header and rows, without dates of birth. */
  bytes: Uint8Array<ArrayBuffer>
  headerEnd: number
  /** Where each row behind the header begins. */
  rowStarts: number[]
}

/**
 * Blanks the column DOB, any column nobody knows, and days that stand where none belongs; of a row that has not as many cells as the header only letters are left, since a date of birth may
 * stand anywhere in it. Throws `UnavailableError` for a list that was cut off, `LayoutError` for a
 * header without all columns.
 */
export function toList(received: Uint8Array): List {
  if (received.length === 0 || received.at(-1) !== LF) {
    throw new UnavailableError(
      'The exclusion list ends in the middle of a row: the download was cut off.',
    )
  }
  const headerEnd = received.indexOf(LF) + 1
  const blanked = readHeader(received.subarray(0, headerEnd)).map(toBlanking)
  const bytes = new Uint8Array(received.length)
  bytes.set(received.subarray(0, headerEnd))
  const rowStarts: number[] = []
  let to = headerEnd
  for (let from = headerEnd; from < received.length;) {
    const end = received.indexOf(LF, from) + 1
    const start = to
    to = copyRow(received.subarray(from, end), bytes, to, blanked)
    if (to > start) rowStarts.push(start)
    from = end
  }
  return { bytes: bytes.subarray(0, to), headerEnd, rowStarts }
}

/** Rows `from` up to, not including, `to`, under the header. */
export function sliceRows(list: List, from: number, to: number): Uint8Array {
  const { bytes, headerEnd, rowStarts } = list
  return join([
    bytes.subarray(0, headerEnd),
    bytes.subarray(rowStarts[from] ?? bytes.length, rowStarts[to] ?? bytes.length),
  ])
}

/** The rows whose line fits, under the header. */
export function pickRows(list: List, fits: (line: string) => boolean): Uint8Array {
  const { bytes, headerEnd, rowStarts } = list
  const decoder = new TextDecoder()
  const rows = rowStarts
    .map((start, index) => bytes.subarray(start, rowStarts[index + 1] ?? bytes.length))
    .filter((row) => fits(decoder.decode(row)))
  return join([bytes.subarray(0, headerEnd), ...rows])
}

/** The names in a header line; throws `LayoutError` where one of the columns is missing. */
export function readHeader(line: Uint8Array): string[] {
  const names = new TextDecoder().decode(line).trim().split(',')
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0) {
    throw new LayoutError(
      `The header of the exclusion list lacks ${missing.join(', ')}; it begins "${names.slice(0, 4).join(',').slice(0, 80)}".`,
    )
  }
  return names
}

/** Which cells of a column go: all, days, or days on which nobody was excluded. */
type Blanking = 'all' | 'days' | 'early days'

const toBlanking = (column: string): Blanking => {
  if (column === 'DOB' || !KNOWN.has(column)) return 'all'
  return DATES.includes(column) ? 'early days' : 'days'
}

/** Writes a row to `target` from `to` on and returns where it ends; an empty line writes nothing. */
function copyRow(row: Uint8Array, target: Uint8Array, to: number, blanked: Blanking[]): number {
  const lineEnd = row.at(-2) === CR ? row.length - 2 : row.length - 1
  const line = row.subarray(0, lineEnd)
  if (line.length === 0) return to
  const commas = findCommas(line)
  let at = to
  const write = (part: Uint8Array): void => {
    target.set(part, at)
    at += part.length
  }
  if (commas?.length !== blanked.length - 1) {
    const letters = line.filter(isLetterOrSpace)
    write(letters.length > 0 ? letters : NO_LETTERS)
  } else {
    let start = 0
    for (const [index, blanking] of blanked.entries()) {
      const end = commas[index] ?? line.length
      const cell = line.subarray(start, end)
      write(mayBeKept(cell, blanking) ? cell : quotesOf(cell))
      write(line.subarray(end, end + 1))
      start = end + 1
    }
  }
  write(row.subarray(lineEnd))
  return at
}

/**
 * Commas between cells: those outside of quotes; null where a quote stands elsewhere than around a
 * cell, and no cell can be trusted. No cell of the list has ever had a line break.
 */
function findCommas(line: Uint8Array): number[] | null {
  const commas: number[] = []
  let isQuoted = false
  for (let index = 0; index < line.length; index += 1) {
    const byte = line[index]
    if (byte === COMMA && !isQuoted) commas.push(index)
    if (byte !== QUOTE) continue
    const before = line[index - 1]
    const behind = line[index + 1]
    const isDoubled = isQuoted && behind === QUOTE
    if (isDoubled) index += 1
    else if (isQuoted && behind !== undefined && behind !== COMMA) return null
    else if (!isQuoted && before !== undefined && before !== COMMA) return null
    else isQuoted = !isQuoted
  }
  return isQuoted ? null : commas
}

function mayBeKept(cell: Uint8Array, blanking: Blanking): boolean {
  if (blanking === 'all') return false
  const bare = cell[0] === QUOTE && cell.at(-1) === QUOTE ? cell.subarray(1, -1) : cell
  if (bare.length !== 8 || !bare.every((byte) => byte >= ZERO && byte <= NINE)) return true
  if (blanking === 'days') return false
  const text = String.fromCharCode(...bare)
  return text >= FIRST_YEAR || text === NO_DAY
}

const quotesOf = (cell: Uint8Array): Uint8Array =>
  new Uint8Array(cell[0] === QUOTE ? [QUOTE, QUOTE] : [])

const isLetterOrSpace = (byte: number): boolean =>
  byte === SPACE || (byte >= UPPER_A && byte <= UPPER_Z) || (byte >= LOWER_A && byte <= LOWER_Z)

function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Stands for a row of which nothing is left: it is still a row. */
const NO_LETTERS = new TextEncoder().encode('unreadable')
const [LF, CR, SPACE, QUOTE, COMMA, ZERO, NINE] = [10, 13, 32, 34, 44, 48, 57] as const
const [UPPER_A, UPPER_Z, LOWER_A, LOWER_Z] = [65, 90, 97, 122] as const

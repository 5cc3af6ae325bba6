/** Bytes of a file that is meant to be CSV into text. An encoding is never guessed: names would suffer. */

export type DecodedCsv = { text: string } | { problem: string }

export const CSV_BYTES_MAX = 10 * 1024 * 1024

const AS_UTF8 = 'Save it as “CSV UTF-8” and send it again.'

/** UTF-8, or UTF-16 with a byte order mark; anything else is a sentence about what to do. */
export function decodeCsv(bytes: Uint8Array): DecodedCsv {
  if (bytes.length > CSV_BYTES_MAX) {
    return { problem: 'The file is larger than 10 MB. Send it in parts.' }
  }
  if (SPREADSHEETS.some((start) => startsWith(bytes, start))) {
    return { problem: `The file is a spreadsheet or an archive and no CSV. ${AS_UTF8}` }
  }
  const encoding = UTF_16.find(({ mark }) => startsWith(bytes, mark))?.encoding ?? 'utf-8'
  const text = decodeAs(encoding, bytes)
  if (text !== null) return { text }
  return {
    problem: `Line ${lineOfFirstBad(encoding, bytes)} has characters that are not ${encoding.toUpperCase()}. ${AS_UTF8}`,
  }
}

/** Of zip, thus xlsx and ods, and of the old xls. */
const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]

const UTF_16 = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

const startsWith = (bytes: Uint8Array, start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function lineOfFirstBad(encoding: string, bytes: Uint8Array): number {
  const text = new TextDecoder(encoding).decode(bytes)
  const before = text.slice(0, text.indexOf('\uFFFD'))
  return before.split(/\r\n?|\n/).length
}

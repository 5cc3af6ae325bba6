import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, UsageError } from './usage.ts'

/** Throws `UsageError` for no path and for one that is read. */
export function requireOut(out: string | undefined, read: string[], command: Command): string {
  if (out === undefined || out === '') throw new UsageError(`Usage: ${command.usage}`)
  if (read.some((path) => resolve(path) === resolve(out))) {
    throw new UsageError(`--out ${out} is a file to read; name another one to write.`)
  }
  return out
}

const CHUNK_CHARS = 1 << 18

/**
 * Writes the rows as fast as the disk takes them, to a file beside `path` that takes its name at
 * the end: whoever finds `path` finds all of it. Throws `UsageError` where nothing can be written.
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  try {
    await pipeline(Readable.from(toChunks(header, rows)), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new UsageError(`${path} cannot be written: ${error.message}.`)
  }
}

function* toChunks(header: readonly string[], rows: Iterable<readonly string[]>) {
  let chunk = toLine(header)
  for (const row of rows) {
    chunk += toLine(row)
    if (chunk.length < CHUNK_CHARS) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\n`

const toCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

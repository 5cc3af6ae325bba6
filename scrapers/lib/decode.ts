/** Bytes into text and JSON, strictly: what cannot be read is a `LayoutError`, never a question mark. */
import type { Capture } from '../source.ts'
import { LayoutError } from './errors.ts'

type Body = Pick<Capture, 'body' | 'mediaType' | 'url'>

/** Text in the character set that the media type names, else UTF-8; a byte order mark is dropped. */
export function decodeText(capture: Body): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(capture.mediaType)?.[1] ?? 'utf-8'
  try {
    // `fatal` makes a wrong character set an error instead of a name full of question marks.
    return new TextDecoder(startsWithBom(capture.body) ? 'utf-8' : charset, {
      fatal: true,
      ignoreBOM: false,
    }).decode(capture.body)
  } catch (error) {
    throw new LayoutError(`The answer of ${hostOf(capture.url)} is not readable as ${charset}.`, {
      cause: error,
    })
  }
}

/** The answer as JSON; anything else is a `LayoutError` that says where the text went wrong. */
export function decodeJson(capture: Body): unknown {
  const text = decodeText(capture)
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1] ?? text.length
    throw new LayoutError(
      `The answer of ${hostOf(capture.url)} is not JSON: it breaks off at character ${position} of ${text.length}.`,
    )
  }
}

const startsWithBom = ([first, second, third]: Uint8Array): boolean =>
  first === 0xef && second === 0xbb && third === 0xbf

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host || url : url)

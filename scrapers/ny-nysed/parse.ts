/** Answers of the registry into records. Pure. */
import { collectRows } from '../lib/collect.ts'
import { decodeJson } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { type Asked, readDetail, toKey } from './detail.ts'
import { readNamesPage } from './pages.ts'
import { ACUPUNCTURE, readProfessions } from './professions.ts'
import { isNobody } from './query.ts'

const NOTHING: ParsedCapture = { records: [], problems: [], filled: {}, unknownWords: [] }

export function parse(capture: Capture): ParsedCapture {
  if (capture.kind === 'professions') {
    readProfessions(capture)
    return NOTHING
  }
  // A name without a status is no record yet: the details follow.
  if (capture.kind === 'names') return { ...NOTHING, problems: readNamesPage(capture).problems }
  return parseDetail(capture)
}

/** A license that was looked up may not be there; one that the list shows must be. */
function parseDetail(capture: Capture): ParsedCapture {
  const asked = findAsked(capture.url)
  if (isNobody(capture)) return capture.kind === 'look-up' ? NOTHING : toMissing(capture, asked)
  const row = decodeJson(capture)
  if (!isRow(row)) throw new LayoutError('The details of a license are no object.')
  return collectRows(
    [row],
    () => asked && toKey(asked),
    (row) => {
      const reading = readDetail(row, asked)
      const [license] = reading.record.content.licenses
      if (ACUPUNCTURE.test(license?.profession ?? '')) return reading
      throw new LayoutError(`The license is one of ${license?.profession}, not of acupuncture.`)
    },
  )
}

function toMissing({ status }: Capture, asked: Asked | null): ParsedCapture {
  const key = asked && toKey(asked)
  const detail = `The registry lists the license ${key ?? ''} but has no details of it (status ${status}).`
  return { ...NOTHING, problems: [{ level: 'row', key, detail }] }
}

/** The license that an address asks for, or null where it asks for none. */
function findAsked(url: string): Asked | null {
  const { searchParams } = new URL(url)
  const profession = searchParams.get('professionCode')
  const number = searchParams.get('licenseNumber')
  return profession !== null && number !== null ? { profession, number } : null
}

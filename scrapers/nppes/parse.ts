/** Answers of the NPI registry into records of acupuncturists. Pure. */
import { collectRows, requireColumns } from '../lib/collect.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { npiOf, readResults } from './answer.ts'
import { parseResult } from './person.ts'

const ALWAYS_PRESENT = ['number', 'enumeration_type', 'basic', 'addresses', 'taxonomies']
/** Of persons; organizations have a name of another kind. */
const ALWAYS_PRESENT_OF_PERSONS = ['basic.first_name', 'basic.last_name', 'basic.status']
export function parse(capture: Capture): ParsedCapture {
  const results = readResults(capture)
  requireColumns(results, ALWAYS_PRESENT)
  const persons = results.filter(({ enumeration_type }) => enumeration_type !== 'NPI-2')
  requireColumns(persons, ALWAYS_PRESENT_OF_PERSONS)
  return collectRows(persons, npiOf, (result) => {
    const reading = parseResult(result)
    // Other professions answer to the same words; they are none of the directory's business.
    return reading?.isAcupuncturist ? reading : null
  })
}

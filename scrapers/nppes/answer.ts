/** The envelope of an answer: results, or errors that come with status 200. */
import { decodeJson } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture } from '../source.ts'

export type Result = Record<string, unknown>

/**
 * The results of an answer. Throws `LayoutError` for the registry's own errors, with their code,
 * field and description, and for an answer of another shape. `result_count` is no total and is not
 * relied on.
 */
export function readResults(capture: Capture): Result[] {
  const answer = decodeJson(capture)
  if (!isRow(answer)) throw new LayoutError('The answer of NPPES is no object.')
  if ('Errors' in answer) throw new LayoutError(describeErrors(answer.Errors))
  const { results, result_count, ...others } = answer
  if (!Array.isArray(results) || !results.every(isRow)) {
    throw new LayoutError('The answer of NPPES has no list "results".')
  }
  if (typeof result_count !== 'number') {
    throw new LayoutError('The answer of NPPES has no number "result_count".')
  }
  const strange = Object.keys(others)
  if (strange.length > 0) {
    throw new LayoutError(`The answer of NPPES has unknown parts: ${strange.join(', ')}.`)
  }
  return results
}

function describeErrors(errors: unknown): string {
  const list = Array.isArray(errors) ? errors.filter(isRow) : []
  const texts = list.map(
    ({ number, field, description }) =>
      `error ${String(number)} in field ${String(field)}: ${String(description)}`,
  )
  return `NPPES refuses the question: ${texts.join('; ') || 'errors of an unknown shape'}.`
}

/** The identifier as text: a number in recordings up to 2022. */
export const npiOf = (result: Result): string => String(result.number)

/** Pages of the directory into records of members in the three states. Pure. */
import { collectRows, requireColumns } from '../lib/collect.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { idOf, readForm, readPage } from './answers.ts'
import { parseMember } from './member.ts'

export function parse(capture: Capture): ParsedCapture {
  if (capture.kind === 'form') {
    readForm(capture)
    return { records: [], problems: [], filled: {}, unknownWords: [] }
  }
  const { members, strange } = readPage(capture)
  requireColumns(members, ['id', 'title', 'left', 'right'])
  const parsed = collectRows(members, idOf, parseMember)
  const problems = strange.map((name) => ({
    level: 'page' as const,
    key: null,
    detail: `The part ${name} of the answer was never seen before; it is left aside until somebody decides what it means.`,
  }))
  return { ...parsed, problems: [...parsed.problems, ...problems] }
}

import { parseArgs } from 'node:util'
import { compareNames } from '#src/core/linkage/compare-names.ts'
import type { LinkNameInput } from '#src/core/linkage/person.ts'
import { createIds } from './people-csv.ts'
import { lineError, readTable, type TableShape } from './read-csv.ts'
import { type Command, printJson, requireWords } from './usage.ts'
import { requireOut, writeCsv } from './write-csv.ts'

const COLUMNS = ['id', 'left_name', 'right_name'] as const

const SHAPE: TableShape<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  findMissing: (present) => {
    const missing = COLUMNS.find((column) => !present.has(column))
    return missing === undefined ? null : `the first line names no column ${missing}.`
  },
}
const SCORE_DIGITS = 4

export const compareNamesCommand: Command = {
  usage:
    'compare-names <csv> --out <csv> [--json]  says how likely two names are one person’s, row by row',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean' } },
    })
    const [path = ''] = requireWords(positionals, ['csv'], compareNamesCommand)
    const out = requireOut(values.out, [path], compareNamesCommand)
    const startedAt = performance.now()
    const rows = await compareRows(path)
    await writeCsv(out, ['id', 'score', 'decision'], rows)
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
    const count = (wanted: string): number =>
      rows.filter(([, , decision]) => decision === wanted).length
    const [match, review] = [count('match'), count('review')]
    if (values.json) printJson({ compared: rows.length, match, review, seconds })
    else {
      process.stderr.write(
        `${rows.length} pairs of names compared: ${match} match, ${review} to review (${seconds} s).\n`,
      )
    }
    return 0
  },
}

async function compareRows(path: string): Promise<string[][]> {
  const ids = createIds(path)
  const rows: string[][] = []
  await readTable(path, SHAPE, (row) => {
    ids.add(row.cell('id'), row.line)
    const names = [row.cell('left_name'), row.cell('right_name')].map(toName)
    const [left, right] = names
    if (!left || !right) throw lineError(path, row.line, 'the row lacks a name.')
    const { score, decision } = compareNames(left, right)
    rows.push([ids.all.at(-1) ?? '', String(Number(score.toFixed(SCORE_DIGITS))), decision])
  })
  return rows
}

const toName = (full: string): LinkNameInput | null =>
  full === '' ? null : { full, given: null, middle: null, family: null, suffix: null }

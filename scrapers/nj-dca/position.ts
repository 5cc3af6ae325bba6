/** Where a sweep by search stands: all that is needed to go on in a new session. */
import { nameTokens } from '#src/core/names.ts'
import type { Json } from '#src/core/words.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Assumptions } from './assumptions.ts'
import { statusOf } from './bulk-checks.ts'
import type { GridRow } from './grid.ts'
import { isAcupuncturist, type LicenseRow, numberOf } from './license-row.ts'

export interface Position {
  /** Searches not finished yet (see `parts.ts`); the first is being read. */
  queue: string[]
  /** Pages of the first search that have been read. */
  page: number
  /** The rows of the page before, to see a page that comes twice. */
  previous: string
  /** Whose number each one is: a number that stands for two people ends the run. */
  names: Record<string, string>
  /** Statuses of rows without a number, and license types of other rows, for the notes. */
  noNumber: string[]
  otherTypes: string[]
  pagesRead: number
  isDivided: boolean
}

export const START: Position = {
  queue: [''],
  page: 0,
  previous: '',
  names: {},
  noNumber: [],
  otherTypes: [],
  pagesRead: 0,
  isDivided: false,
}

export const isWanted = ({ fields }: GridRow, assumptions: Assumptions): boolean =>
  isAcupuncturist(fields, assumptions) && numberOf(fields) !== null

/** The position behind one more page; throws `LayoutError` for rows that contradict those before. */
export function advance(position: Position, rows: GridRow[], assumptions: Assumptions): Position {
  const text = rows.map(({ fields }) => Object.values(fields).join('|')).join('\n')
  if (rows.length > 1 && text === position.previous) {
    throw new LayoutError(`Page ${position.page + 1} of the results repeats the page before it.`)
  }
  const wanted = rows.filter((row) => isWanted(row, assumptions)).map(({ fields }) => fields)
  const others = rows.filter((row) => !isWanted(row, assumptions)).map(({ fields }) => fields)
  const isOurType = (row: LicenseRow): boolean => isAcupuncturist(row, assumptions)
  return {
    ...position,
    previous: text,
    names: addNames(position.names, wanted),
    noNumber: [...position.noNumber, ...others.filter(isOurType).map(statusOf)],
    otherTypes: [
      ...position.otherTypes,
      ...others.filter((row) => !isOurType(row)).map((row) => row.license_type_name ?? ''),
    ],
    pagesRead: position.pagesRead + 1,
  }
}

function addNames(known: Position['names'], rows: LicenseRow[]): Position['names'] {
  const names = { ...known }
  for (const row of rows) {
    const number = numberOf(row) ?? ''
    const name = row.full_name ?? ''
    const earlier = names[number]
    if (earlier !== undefined && !mayBeOne(earlier, name)) {
      throw new LayoutError(
        `The number ${number} stands for two people, "${earlier}" and "${name}".`,
      )
    }
    names[number] = earlier ?? name
  }
  return names
}

/** Rows of one number are one person's, maybe under two names that share a part. */
function mayBeOne(one: string, other: string): boolean {
  const { words } = nameTokens(other)
  return nameTokens(one).words.some((word) => words.includes(word))
}

/** Where a sweep by search stood, or null for any other cursor. */
export function readPosition(cursor: Json | null): Position | null {
  if (!isRow(cursor) || cursor.way !== 'search' || !Array.isArray(cursor.queue)) return null
  const names = isRow(cursor.names) ? Object.entries(cursor.names) : []
  return {
    queue: toTexts(cursor.queue),
    page: Number(cursor.page),
    previous: toText(cursor.previous),
    names: Object.fromEntries(names.map(([number, name]) => [number, toText(name)])),
    noNumber: toTexts(cursor.noNumber),
    otherTypes: toTexts(cursor.otherTypes),
    pagesRead: Number(cursor.pagesRead),
    isDivided: cursor.isDivided === true,
  }
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : '')
const toTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(toText) : [])

import type { IsoDate } from '#src/core/words.ts'
import { parseIsoDate } from '../lib/dates.ts'
import { LayoutError } from '../lib/errors.ts'

const MONTHS =
  'january february march april may june july august september october november december'.split(' ')

/** `January 08, 1998` */
export function parseLongDate(text: string): IsoDate {
  const [, name = '', day = '', year = ''] = /^([a-z]+) (\d{1,2}), (\d{4})$/i.exec(text) ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) throw new LayoutError(`"${text}" is not a date of the form MMMM DD, YYYY.`)
  return parseIsoDate(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
}

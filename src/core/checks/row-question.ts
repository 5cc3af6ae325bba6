/** A row of somebody's list into a question, or a sentence about what is wrong with the row. */
import { fold } from '../names.ts'
import { isValidNpi } from '../npi.ts'
import type { IsoDate, State } from '../words.ts'
import type { MappedRow } from './map-columns.ts'
import type { CheckQuestion } from './types.ts'

const NAME_MAX = 200
const NUMBER_MAX = 40

/** As lists write them, folded and without spaces. */
const STATE_WORDS: Record<string, State> = {
  ny: 'NY',
  newyork: 'NY',
  newyorkstate: 'NY',
  nj: 'NJ',
  newjersey: 'NJ',
  ct: 'CT',
  conn: 'CT',
  connecticut: 'CT',
}

export function toRowQuestion(
  row: MappedRow,
  asOf: IsoDate | null,
): { question: CheckQuestion } | { problem: string } {
  const { name, licenseNumber, certificationNumber } = row
  const npi = row.npi?.replaceAll(/[\s-]/g, '') ?? null
  const state = row.state === null ? null : STATE_WORDS[fold(row.state).replaceAll(' ', '')]
  const problem = findProblem(row, npi, state)
  if (problem !== null || state === undefined) return { problem: problem ?? NO_STATE }
  return {
    question: {
      name: name?.normalize('NFC') ?? null,
      state,
      licenseNumber,
      npi,
      certificationNumber,
      asOf,
      live: false,
    },
  }
}

const NO_STATE = 'The state is none of NY, NJ and CT.'

function findProblem(
  { name, licenseNumber, certificationNumber }: MappedRow,
  npi: string | null,
  state: State | null | undefined,
): string | null {
  if (!name && !licenseNumber && !npi && !certificationNumber) {
    return 'The row has neither a name nor a number.'
  }
  if (name !== null && name.length > NAME_MAX) {
    return `The name has more than ${NAME_MAX} characters.`
  }
  if ([licenseNumber, npi, certificationNumber].some((one) => (one?.length ?? 0) > NUMBER_MAX)) {
    return `A number has more than ${NUMBER_MAX} characters.`
  }
  if (npi !== null && !isValidNpi(npi)) {
    return 'The NPI is none: ten digits of which the last one checks the others.'
  }
  return state === undefined ? NO_STATE : null
}

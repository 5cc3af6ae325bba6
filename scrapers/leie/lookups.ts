import { fold } from '#src/core/names.ts'
import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { pickRows } from './list.ts'
import { fetchList, toPart } from './query.ts'

/**
 * The entries that may be this person, by NPI or by name in whatever state, since excluded people
 * move; nobody is asked where the query holds neither. The list cannot be searched by programs, so
 * it is asked for as a whole, conditionally, and only the fitting rows are kept. No row is an answer
 * too. Nine entries in ten have no NPI: that none fits an NPI says little about a person.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  const npi = /^\d{10}$/.exec(query.npi?.trim() ?? '')?.[0] ?? null
  const family = toWords(query.familyName)
  if (npi === null && family.length === 0) return []
  const [given] = toWords(query.givenName)
  const answer = await fetchList(context)
  const rows = pickRows(
    answer.list,
    (line) => (npi !== null && line.includes(`"${npi}"`)) || hasName(line, family, given),
  )
  return [toPart(answer, 'look-up', 'fitting', rows)]
}

/** Every word of the family name, and a word that begins as the given name does, or the reverse. */
function hasName(line: string, family: string[], given: string | undefined): boolean {
  if (family.length === 0) return false
  const words = toWords(line.split('","').slice(0, 3).join(' '))
  return (
    family.every((word) => words.includes(word)) &&
    (given === undefined ||
      words.some((word) => word.startsWith(given) || (word.length > 1 && given.startsWith(word))))
  )
}

const toWords = (text = ''): string[] => fold(text).split(' ').filter(Boolean)

/** A street address into the number of the house and the words that name the street. */
import { fold } from '../names.ts'

export interface ParsedStreet {
  /** As written; empty where there is none. */
  house: string
  /** Without kind, direction and unit; at most `WORDS_MAX`. */
  words: string[]
}

const WORDS_MAX = 4

const KINDS = new Set(
  (
    'st street ave av avenue rd road blvd boulevard ln lane dr drive pl place ct court tpke turnpike hwy highway ' +
    'pkwy parkway way ter terrace sq square cir circle circuit plz plaza crescent cres close parade grove route rte ' +
    'n s e w north south east west ne nw se sw broadway'
  ).split(' '),
)
const UNITS = new Set(
  'suite ste apt apartment unit rm room fl floor flr office bldg building no'.split(' '),
)

/** `MAINSTREET`: a space that got lost. */
const GLUED_KIND = /^(.{4,})(?:street|avenue|place|drive|crescent|circuit|court|close|parade)$/

export function parseStreet(street: string): ParsedStreet {
  const words: string[] = []
  let house = ''
  const all = fold(street.replaceAll('#', ' unit ')).split(' ')
  for (const word of all) {
    if (UNITS.has(word)) break
    const isNumber = /^\d/.test(word)
    if (isNumber && house === '' && words.length === 0) house = word
    else if (!KINDS.has(word) && word !== '' && words.length < WORDS_MAX) {
      words.push(word.replace(GLUED_KIND, '$1'))
    }
  }
  // A street may be named by nothing but its kind, as Broadway is.
  if (words.length === 0)
    words.push(...all.filter((word) => KINDS.has(word) && word.length > 2).slice(0, 1))
  return { house, words }
}

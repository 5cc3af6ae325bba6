/** Invents a value for a value: of the same shape, the same each time, and nobody's. */
import { addDays } from '#scrapers/population/calendar.ts'
import { toNpi } from '#scrapers/population/npis.ts'
import { type Town, TOWNS } from '#scrapers/population/towns.ts'
import { fold } from '#src/core/names.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { type Known, significant, touchesKnown } from './known.ts'
import type { Replace } from './leaves.ts'

export interface InventorOptions {
  known: Known
  /** True for values that are no person's: status words, labels, what examples have as well. */
  isKept: (leaf: string, field: string | null) => boolean
  /** True for folded words that may stay inside of a value. */
  isKeptWord: (word: string) => boolean
  /** Every date moves by so many days. */
  shiftDays: number
  /** From 0 up to 1. */
  random: () => number
}

/** Words of addresses, degrees and forms, folded: they name nobody. */
const PLAIN_WORDS = new Set(
  (
    'ave avenue street road blvd boulevard lane drive court place plaza suite ste apt unit floor room box ' +
    'north south east west broadway highway parkway llc inc pllc corp the and for lac dipl msom dacm daom dom ' +
    'msac mac phd jr sr ii iii iv none null yes no true false usa united states new york jersey connecticut ' +
    'acupuncture acupuncturist clinic center wellness health medicine http https www com org gov'
  ).split(' '),
)

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = `(?:${MONTHS.join('|')})[a-z]*`

const VALUE = new RegExp(
  [
    String.raw`(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))`,
    String.raw`(?<us>(?<!\d)\d{1,2}\/\d{1,2}\/\d{4}(?!\d))`,
    String.raw`(?<text>\b${MONTH}\.? \d{1,2},? \d{4}\b)`,
    String.raw`(?<phone>(?<!\d)\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?!\d))`,
    String.raw`(?<digits>\d+)`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}'’]*)`,
  ].join('|'),
  'giu',
)

/** Longer ones without a space carry state of the server, a name in disguise perhaps. */
const OPAQUE = /^[\w+/=-]{40,}$/

export function createInventor(options: InventorOptions): Replace {
  const { known } = options
  const inventor = new Inventor(options)
  const cities = [...known.cities].map((city) => city.replaceAll(' ', String.raw`[\s-]+`))
  const city = cities.length > 0 ? new RegExp(`\\b(?:${cities.join('|')})\\b`, 'gi') : null
  return (leaf, field) => {
    const isMarkup = field === 'attribute' || (field === 'label' && !/\d{3}|@/.test(leaf))
    if (isMarkup) return inventor.isKnown(leaf) ? inventor.value(leaf, null) : leaf
    if (options.isKept(leaf, field) && !inventor.isKnown(leaf)) return leaf
    if (OPAQUE.test(leaf)) return 'SW52ZW50ZWQ='
    if (/city|town/i.test(field ?? '')) return inventor.city(leaf)
    // Pieces between towns, so that an invented town is not invented once more.
    if (!city) return inventor.value(leaf, field)
    const towns = leaf.match(city) ?? []
    return leaf
      .split(city)
      .map((piece, index) => inventor.value(piece, field) + inventor.city(towns[index] ?? ''))
      .join('')
  }
}

class Inventor {
  readonly #options: InventorOptions
  /** Kind and original → invented. */
  readonly #made = new Map<string, string>()
  readonly #taken = new Set<string>()

  constructor(options: InventorOptions) {
    this.#options = options
  }

  isKnown(leaf: string): boolean {
    return touchesKnown(leaf, this.#options.known)
  }

  value(leaf: string, field: string | null): string {
    return leaf.replaceAll(VALUE, (token: string, ...rest: unknown[]) => {
      const groups: unknown = rest.at(-1)
      const kind = Object.entries(groups ?? {}).find(([, match]) => match !== undefined)?.[0]
      if (kind === 'email') return 'nobody@mail.example'
      if (kind === 'iso' || kind === 'us' || kind === 'text') return this.#date(token)
      if (kind === 'phone') return this.#phone(token)
      return kind === 'digits' ? this.#digits(token, field) : this.#word(token)
    })
  }

  city(leaf: string): string {
    if (leaf.trim() === '') return leaf
    const towns = this.#townsFor(fold(leaf))
    const city = this.#make('city', fold(leaf), (turn) => towns(turn * 7 + 3)?.city ?? '')
    return inCaseOf(leaf, city)
  }

  /** Towns of the same state first, then any. */
  #townsFor(place: string): (turn: number) => Town | undefined {
    const state = this.#options.known.states.get(place)
    const near = TOWNS.filter((town) => town.state === state)
    const count = near.length
    return (turn) => (turn < count * 7 ? near[turn % count] : TOWNS[turn % TOWNS.length])
  }

  #word(word: string): string {
    const folded = fold(word)
    const { known, isKeptWord } = this.#options
    if (!known.words.has(folded)) {
      if (folded.length < 3 || PLAIN_WORDS.has(folded) || isKeptWord(folded)) return word
    }
    return inCaseOf(word, this.#make('word', folded, toWord))
  }

  #digits(digits: string, field: string | null): string {
    if (digits.length === 10 && isValidNpi(digits)) {
      return this.#make('npi', digits, (turn) => toNpi(90_000_001 + turn))
    }
    if (digits.length === 10 && /^[2-9]\d\d[2-9]/.test(digits)) return this.#phone(digits)
    if (/^1\d{12}$/.test(digits)) {
      return String(Number(digits) + this.#options.shiftDays * 86_400_000)
    }
    if (/^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(digits)) return this.#date(digits)
    const isPostal = /zip|postal/i.test(field ?? '') || this.#options.known.states.has(digits)
    if (isPostal && [4, 5, 9].includes(digits.length)) {
      return this.#postalCode(digits)
    }
    const key = significant(digits)
    if (key === null) return digits
    const isNumber = this.#options.known.numbers.has(key)
    if (digits.length < 3 && !isNumber) return digits
    return this.#make('digits', key, () => this.#sameLength(key)).padStart(digits.length, '0')
  }

  #sameLength(key: string): string {
    const digit = (from: number): string =>
      String(from + Math.floor(this.#options.random() * (10 - from)))
    return Array.from(key, (_, index) => digit(index === 0 ? 1 : 0)).join('')
  }

  #postalCode(digits: string): string {
    const isCut = digits.length === 4
    const five = isCut ? `0${digits}` : digits.slice(0, 5)
    const towns = this.#townsFor(five)
    const made = this.#make(isCut ? 'cut' : 'zip', five, (turn) => {
      const { postalCode = '' } = towns(turn * 5 + 1) ?? {}
      return isCut && !postalCode.startsWith('0') ? five : postalCode
    })
    return isCut ? made.slice(1) : made + digits.slice(5).replaceAll(/\d/g, '0').replace(/0$/, '1')
  }

  /** The same punctuation around other digits: an exchange that no telephone has. */
  #phone(phone: string): string {
    const digits = phone.replaceAll(/\D/g, '')
    const made = this.#make('phone', digits, (turn) => {
      const area = ['212', '201', '203', '718', '860', '973'][Math.floor(turn / 100) % 6] ?? '212'
      return `${area}55501${String(turn % 100).padStart(2, '0')}`
    })
    let place = 0
    return phone.replaceAll(/\d/g, () => made[place++] ?? '0')
  }

  /** In the writing of the original; days that stand for "none" stay. */
  #date(text: string): string {
    const date = readDate(text)
    if (!date) return text
    const [year = '', month = '', day = ''] = addDays(date, this.#options.shiftDays).split('-')
    if (text.includes('/')) {
      const isPadded = /^\d\d\/\d\d/.test(text)
      return isPadded ? `${month}/${day}/${year}` : `${Number(month)}/${Number(day)}/${year}`
    }
    if (/^\d{8}$/.test(text)) return `${year}${month}${day}`
    if (/^\d/.test(text)) return `${year}-${month}-${day}`
    const name = MONTHS[Number(month) - 1] ?? ''
    const word = /^[a-z]+/i.exec(text)?.[0] ?? ''
    const full = word.length > 3 ? (FULL_MONTHS[Number(month) - 1] ?? name) : name
    return text
      .replace(word, inCaseOf(word, full))
      .replace(/\d{1,2}(?=,? \d{4})/, String(Number(day)))
      .replace(/\d{4}$/, year)
  }

  /** The same for the same; another one as long as it is somebody's here, or taken. */
  #make(kind: string, original: string, make: (turn: number) => string): string {
    const key = `${kind} ${original}`
    const before = this.#made.get(key)
    if (before !== undefined) return before
    const { words, numbers, cities } = this.#options.known
    for (let turn = 0; turn < 20_000; turn += 1) {
      const made = make(turn)
      const folded = fold(made)
      const isSomebodys =
        folded === fold(original) || words.has(folded) || numbers.has(folded) || cities.has(folded)
      if (isSomebodys || this.#taken.has(`${kind} ${made}`)) continue
      this.#made.set(key, made)
      this.#taken.add(`${kind} ${made}`)
      return made
    }
    throw new Error(`There is no other ${kind} left to stand for one of the answer.`)
  }
}

const FULL_MONTHS =
  'january february march april may june july august september october november december'.split(' ')

const YEAR_MIN = 1920
const YEAR_MAX = 2100

function readDate(text: string): string | null {
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(text)
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  const month = named ? MONTHS.indexOf(named[1]?.toLowerCase() ?? '') + 1 : (us?.[1] ?? iso?.[2])
  const day = named?.[2] ?? us?.[2] ?? iso?.[3]
  const year = Number(named?.[3] ?? us?.[3] ?? iso?.[1])
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const isDay = new Date(date).getTime() > 0 || new Date(date).getTime() <= 0
  return isDay && year >= YEAR_MIN && year <= YEAR_MAX ? date : null
}

const FIRST = 'bel dor fen gal hol jor kel lom mar nel pol rin sol tam vel wen'.split(' ')
const LAST = 'da den do la lin mo nor ra ro sa son ta vin wick za by'.split(' ')

/** `belda`, `dorden` … words that sound like names. */
function toWord(turn: number): string {
  const first = FIRST[turn % 16] ?? ''
  const last = LAST[Math.floor(turn / 16) % 16] ?? ''
  return turn < 256 ? first + last : first + toWord(Math.floor(turn / 16) - 16)
}

function inCaseOf(model: string, word: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase()
  if (model === model.toLowerCase()) return word.toLowerCase()
  return word.replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase())
}

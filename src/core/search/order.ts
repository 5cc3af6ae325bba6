/** The order of results, and the first of them behind any one without sorting all. */
import type { People } from './people.ts'
import type { SearchKey, SearchQuery, Sort } from './query.ts'

/** What decides first, by sort, each as a number of which less is better; names and ids decide last. */
export interface OrderColumns {
  score: (person: number) => number
  rank: (person: number) => number
  chord: (person: number) => number
}

const ORDERS: Record<Sort, (keyof OrderColumns)[]> = {
  best: ['score', 'rank', 'chord'],
  distance: ['chord', 'score', 'rank'],
  name: [],
  credentials: ['rank', 'score', 'chord'],
}

type Asked = Pick<SearchQuery, 'sort' | 'text' | 'near'>

const columnsOf = ({ sort, text, near }: Asked): (keyof OrderColumns)[] =>
  ORDERS[sort].filter((name) => (name === 'score' ? text : name === 'chord' ? near : true))

/** Types of the key of a query, for whoever reads one from outside. */
export const keyTypes = (query: Asked): ('number' | 'string')[] => [
  ...columnsOf(query).map(() => 'number' as const),
  'string',
  'number',
]

export interface Order {
  /** What decides first; null where names do. */
  lead: keyof OrderColumns | null
  /** The value of that; less is better. */
  leadOf: (person: number) => number
  /** Below zero where the first comes first; nobody stands in the same place as another. */
  compare: (one: number, other: number) => number
  isBehind: (person: number, key: SearchKey) => boolean
  keyOf: (person: number) => SearchKey
}

export function createOrder(query: Asked, people: People, columns: OrderColumns): Order {
  const names = columnsOf(query)
  const numbers = names.map((name) => columns[name])
  return {
    lead: names[0] ?? null,
    leadOf: (person) => numbers[0]?.(person) ?? 0,
    compare(one, other) {
      for (const column of numbers) {
        const less = column(one) - column(other)
        if (less !== 0) return less
      }
      return people.compareNames(one, other)
    },
    isBehind(person, key) {
      for (const [at, column] of numbers.entries()) {
        const less = column(person) - Number(key[at])
        if (less !== 0) return less > 0
      }
      const [name, id] = [key[numbers.length], key[numbers.length + 1]]
      return people.compareToName(person, String(name), Number(id)) > 0
    },
    keyOf: (person) => [
      ...numbers.map((column) => column(person)),
      people.nameKeys[person] ?? '',
      people.ids[person] ?? 0,
    ],
  }
}

/** The first `count` in the order, of however many that are offered. */
export class FirstOf {
  readonly found: number[] = []
  readonly #count: number
  readonly #compare: Order['compare']

  constructor(count: number, compare: Order['compare']) {
    this.#count = count
    this.#compare = compare
  }

  /** The last, once there are enough; null before. */
  get last(): number | null {
    return this.found.length < this.#count ? null : (this.found.at(-1) ?? null)
  }

  offer(person: number): void {
    const { found, last } = this
    if (last !== null && this.#compare(person, last) > 0) return
    let low = 0
    let high = found.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#compare(found[middle] ?? 0, person) < 0) low = middle + 1
      else high = middle
    }
    found.splice(low, 0, person)
    if (last !== null) found.pop()
  }
}

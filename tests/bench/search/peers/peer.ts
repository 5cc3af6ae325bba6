/** What every peer is given and asked: the same folded words, so that none pays for accents or case. */
import { fold } from '#src/core/names.ts'
import type { BenchPerson } from '../people.ts'

export interface PeerDocument {
  id: number
  /** Words of all names. */
  name: string
  /** Each two neighbors of a name as one word, so that `ki nam` and `kinam` find each other. */
  joined: string
  /** Towns and names of practices. */
  place: string
}

export interface Peer {
  add(document: PeerDocument): void
  /** After the last document. */
  finish(): void
  /** Best first; at least ten where there are as many. */
  search(words: string[]): number[]
}

export function toDocument({ id, name, otherNames, practices }: BenchPerson): PeerDocument {
  const names = [name, ...otherNames].map((one) => fold(one).split(' '))
  const places = practices.flatMap((practice) => [practice.name ?? '', practice.town.city])
  return {
    id,
    name: distinct(names.flat()),
    joined: distinct(names.flatMap(joinNeighbors)),
    place: distinct(places.flatMap((place) => fold(place).split(' '))),
  }
}

const distinct = (words: string[]): string => [...new Set(words)].join(' ').trim()

/** `ki nam kim` → `kinam`, `namkim`. */
export const joinNeighbors = (words: string[]): string[] =>
  words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`)

/** The words as typed, then each two neighbors joined: every way in which a name may be spaced. */
export function spacings(words: string[]): string[][] {
  const joined = joinNeighbors(words).map((word, at) => [
    ...words.slice(0, at),
    word,
    ...words.slice(at + 2),
  ])
  return [words, ...joined.filter((way) => way.length > 1)]
}

import { randomInt } from 'node:crypto'

/** No vowels, so that no word appears; no 0, 1 or l, so that an id can be read out. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxz'
const LENGTH = 14

/** An opaque id of 66 bits. `random` gives a whole number below its argument. */
export const newId = (random: (below: number) => number = randomInt): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('')

/** Slips of the finger, as they happen on a keyboard. */
import type { Random } from '#scrapers/population/random.ts'

/** One slip anywhere in the word: a wrong letter, one left out, one too many, or two swapped. */
export function misspell(random: Random, word: string): string {
  for (;;) {
    const slip = random.pick(SLIPS)(random, word)
    if (slip !== word) return slip
  }
}

type Slip = (random: Random, word: string) => string

/** Keys beside each key. */
const NEIGHBORS = new Map(
  (
    'aqwsz bvghn cxdfv dserfcx ewsdr fdrtgvc gftyhbv hgyujnb iujko jhuikmn kjiolm lkop mnjk nbhjm ' +
    'oiklp pol qwa redft sawedxz trfgy uyhji vcfgb wqase xzsdc ytghu zasx'
  )
    .split(' ')
    .map((keys) => [keys.charAt(0), keys.slice(1).split('')]),
)

const near = (random: Random, letter: string): string => random.pick(NEIGHBORS.get(letter) ?? ['e'])

const wrong: Slip = (random, word) => {
  const at = random.int(0, word.length - 1)
  return word.slice(0, at) + near(random, word.charAt(at)) + word.slice(at + 1)
}
const missing: Slip = (random, word) => {
  const at = random.int(0, word.length - 1)
  return word.slice(0, at) + word.slice(at + 1)
}
const extra: Slip = (random, word) => {
  const at = random.int(1, word.length)
  return word.slice(0, at) + near(random, word.charAt(at - 1)) + word.slice(at)
}
const swapped: Slip = (random, word) => {
  const at = random.int(0, word.length - 2)
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
}
const SLIPS = [wrong, wrong, wrong, missing, missing, extra, swapped, swapped]

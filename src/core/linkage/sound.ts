/** How a word sounds, roughly and alike in the ways of writing East Asian names in Latin letters. */

/** Longest first. */
const STARTS: [string, string][] = [
  ['tsch', 'j'],
  ['hsi', 's'],
  ['zh', 'j'],
  ['ch', 'j'],
  ['sh', 's'],
  ['hs', 's'],
  ['ts', 'j'],
  ['tz', 'j'],
  ['wh', 'w'],
  ['hw', 'w'],
  ['kh', 'k'],
  ['ph', 'p'],
  ['th', 't'],
  ['wr', 'l'],
  ['kn', 'n'],
  ['rh', 'l'],
  ['gw', 'kw'],
  ['x', 's'],
  ['z', 'j'],
  ['c', 'k'],
  ['q', 'j'],
]

const LETTERS: Record<string, string> = {
  b: 'p',
  c: 'k',
  d: 't',
  f: 'f',
  g: 'k',
  j: 'j',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'p',
  q: 'k',
  r: 'l',
  s: 's',
  t: 't',
  v: 'f',
  x: 's',
  z: 's',
}

const SOUNDS_MAX = 5

function findStart(word: string): [string, string] | undefined {
  for (const start of STARTS) if (word.startsWith(start[0])) return start
  return undefined
}

/** `zhang`, `chang` → `jnk`; `stephen`, `steven` → `stfn`. Vowels count at the start alone. */
export function soundOf(word: string): string {
  const start = findStart(word)
  const first = word[0] ?? ''
  let sound = start ? start[1] : (LETTERS[first] ?? (/[aeiou]/.test(first) ? 'a' : first))
  const rest = word
    .slice(start ? start[0].length : 1)
    .replaceAll('ph', 'f')
    .replaceAll('ch', 'j')
  for (const letter of rest) {
    const next = LETTERS[letter] ?? ''
    if (next !== '' && !sound.endsWith(next)) sound += next
    if (sound.length >= SOUNDS_MAX) break
  }
  return sound
}

/** The letters of all words in alphabetical order: joined, split and swapped names have the same. */
export const lettersOf = (words: string[]): string => words.join('').split('').sort().join('')

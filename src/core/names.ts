/**
 * Names of people as registries write them: degrees inside, accents, hyphens, any order. Nothing
 * here guesses which part is the family name; a name is compared as a set of tokens.
 */

/** Lower case, ASCII letters, digits and single spaces: `Nguyễn-Smith` → `nguyen smith`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øœæßłđð]/g, (char) => FOLDED[char] ?? char)
    .replaceAll(/['’`´]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

const FOLDED: Record<string, string> = {
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
}

/** Degrees and titles seen behind or before names, folded and without spaces or dots. */
const DEGREES = new Set(
  (
    'lac lic licac ap dac dacm daom daoym dom omd ddom msaom msac msacom mstom msom mac macom maom mom mtom mstcm mtcm ' +
    'diplac diplom diplch diplahm diplabt diploma dipl nccaom ncbahm md do dc dds dmd dpt pt phd edd ' +
    'psyd nd rn np pa aprn fnp dnp lmt lmsw lcsw rdn rd ms ma mba mph msn bs ba bsn esq ccht cmt ' +
    'faborm eamp dntcm faama dabma faipm cmtpt mspt lpn pac cnm rph pharmd dr mr mrs ms prof licensed acupuncturist'
  ).split(' '),
)

/**
 * The name without degrees and titles, as written: `Blake Example Dacm, Lac` → `Blake Example`.
 * Only words behind a comma or at the two ends are taken for degrees, and two words that are more
 * than initials always stay, so `Ma Li` and `Linh M. Lac` keep all.
 */
export function stripDegrees(text: string): string {
  const [head = '', ...behind] = text.replaceAll(/[®™]/g, ' ').split(',')
  const kept = behind.filter((part) => !isDegreesOnly(part))
  const words = [head, ...kept].join(', ').trim().split(/\s+/)
  const isShouted = text === text.toUpperCase()
  for (;;) {
    const count = degreesAtEnd(words, isShouted)
    if (count === 0 || countFullWords(words.slice(0, -count)) < 2) break
    words.splice(-count)
  }
  while (words.length > 2 && /^(dr|mr|mrs|ms|prof)\.?$/i.test(words[0] ?? '')) words.shift()
  return words.join(' ').replace(/[\s,]+$/, '')
}

const compact = (word: string): string => fold(word).replaceAll(' ', '')

/** How many of the last words are one degree: `Lac` is one, `D Ac.` and `Dipl. O.M.` are two. */
function degreesAtEnd(words: string[], isShouted: boolean): number {
  const [before = '', last = ''] = words.slice(-2)
  if (isDegree(last, isShouted)) return 1
  const isPair = /^([a-z]|dipl)$/.test(compact(before)) && DEGREES.has(compact(before + last))
  return isPair ? 2 : 0
}

function isDegree(word: string, isShouted: boolean): boolean {
  // A surname such as Ma or Do is written `Ma`, the degree `MA` or `M.A.`. Where everything is in
  // capitals nothing tells them apart, and a surname lost is worse than a degree kept.
  const looksLikeSurname = /^(Ma|Do|Pa|Mo|Ba|Nd|Np|Mac|Dom|Mom)$/.test(word)
  const mayBeSurname = isShouted && /^(MA|DO|PA|BA|MAC|DOM|MOM|LAC|AP)$/.test(word)
  return !looksLikeSurname && !mayBeSurname && DEGREES.has(compact(word))
}

const countFullWords = (words: string[]): number =>
  words.filter((word) => compact(word).length > 1).length

const isDegreesOnly = (part: string): boolean => {
  const words = part.trim().split(/[\s/&]+/)
  return (
    words.every((word) => word === '' || DEGREES.has(compact(word))) || DEGREES.has(compact(part))
  )
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])

export interface NameTokens {
  /** Folded words of two letters or more, sorted, hyphenated ones apart. */
  words: string[]
  /** Single letters, sorted. */
  initials: string[]
  suffix: string | null
}

/** The tokens of a name, degrees and titles gone: the set that names are compared by. */
export function nameTokens(text: string): NameTokens {
  const all = fold(stripDegrees(text)).split(' ').filter(Boolean)
  const suffix = all.find((word, index) => index > 0 && SUFFIXES.has(word)) ?? null
  const rest = all.filter((word, index) => !(index > 0 && SUFFIXES.has(word)))
  return {
    words: rest.filter((word) => word.length > 1).sort(),
    initials: rest.filter((word) => word.length === 1).sort(),
    suffix,
  }
}

/** `EXAMPLE` → `Example`, `O'NEIL` → `O'Neil`, `MCDONALD-LEE` → `McDonald-Lee`; mixed case stays. */
export function toDisplayName(text: string): string {
  const tidy = text.trim().replaceAll(/\s+/g, ' ')
  if (tidy !== tidy.toUpperCase() && tidy !== tidy.toLowerCase()) return tidy
  return tidy
    .toLowerCase()
    .replaceAll(/(^|[\s\-'’.(])(\p{L})/gu, (_, before: string, letter: string) => {
      return before + letter.toUpperCase()
    })
    .replaceAll(/\bMc(\p{L})/gu, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replaceAll(/\b(Ii|Iii|Iv)$/g, (numeral) => numeral.toUpperCase())
}

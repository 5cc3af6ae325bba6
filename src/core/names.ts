/**
 * Names of people as registries write them: degrees inside, accents, hyphens, any order. Nothing
 * here guesses which part is the family name; a name is compared as a set of tokens.
 */

/** Lower case, ASCII letters, digits and single spaces: `Nguyễn-Smith` → `nguyen smith`. */
export function fold(text: string): string {
  if (PLAIN.test(text)) {
    return text
      .toLowerCase()
      .replaceAll(/['`]/g, '')
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
  }
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øœæßłđðıþ]/g, (char) => FOLDED[char] ?? char)
    .replaceAll(/['’‘ʼ`´]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Most texts have nothing that would have to be decomposed, which takes long. */
const PLAIN = /^[ -~]*$/

const FOLDED: Record<string, string> = {
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  þ: 'th',
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

/** For one folded word: `lac`, `dr`, and surnames such as `ma` that are degrees as well. */
export const isDegreeWord = (word: string): boolean => DEGREES.has(word)

/**
 * The name without degrees and titles, as written: `Blake Example Dacm, Lac` → `Blake Example`.
 * Only words behind a comma or at the two ends are taken for degrees, and two words that are more
 * than initials always stay, so `Ma Li`, `Li, Ma` and `Linh M. Lac` keep all.
 */
export function stripDegrees(text: string): string {
  const stripped = stripOnce(text)
  return stripped === text ? text : stripDegrees(stripped)
}

function stripOnce(text: string): string {
  const isShouted = text === text.toUpperCase()
  const words = withoutTitles(withoutDegreeParts(text, isShouted).trim().split(/\s+/))
  for (;;) {
    const count = degreesAtEnd(words, isShouted)
    if (count === 0 || countFullWords(words.slice(0, -count)) < 2) break
    words.splice(-count)
  }
  return words.join(' ').replaceAll(/^[\s,]+|[\s,]+$/g, '')
}

/** What stands behind a comma and holds degrees alone goes, but never one of the only two names. */
function withoutDegreeParts(text: string, isShouted: boolean): string {
  const [head = '', ...behind] = text.replaceAll(/[®™]/g, ' ').split(',')
  let kept = head
  for (const part of behind) {
    const isName = countFullWords(withoutTitles(kept.trim().split(/\s+/))) < 2
    if (!isDegreesOnly(part, isName, isShouted)) kept += `, ${part}`
  }
  return kept
}

function withoutTitles(words: string[]): string[] {
  const first = words.findIndex((word) => !/^(dr|mr|mrs|ms|prof)\.?$/i.test(word))
  return countFullWords(words.slice(Math.max(first, 0))) > 0
    ? words.slice(Math.max(first, 0))
    : words
}

const compact = (word: string): string => fold(word).replaceAll(' ', '')

/** How many of the last words are one degree: `Lac` is one, `D Ac.` and `Dipl. O.M.` are two. */
function degreesAtEnd(words: string[], isShouted: boolean): number {
  const [before = '', last = ''] = words.slice(-2)
  if (isDegree(last, isShouted)) return 1
  const isPair = /^([a-z]|dipl)$/.test(compact(before)) && DEGREES.has(compact(before + last))
  return isPair ? 2 : 0
}

/** `Lac`, and also `L.Ac./MSOM` in one word. */
const isDegree = (word: string, isShouted: boolean): boolean =>
  !mayBeSurname(word, isShouted) && areDegrees(word)

/**
 * A surname such as Ma or Do is written `Ma`, the degree `MA` or `M.A.`. Where everything is in
 * capitals nothing tells them apart, and a surname lost is worse than a degree kept.
 */
const mayBeSurname = (word: string, isShouted: boolean): boolean =>
  /^(Ma|Do|Pa|Mo|Ba|Nd|Np|Mac|Dom|Mom)$/.test(word) ||
  (isShouted && /^(MA|DO|PA|BA|MAC|DOM|MOM|LAC|AP)$/.test(word))

const areDegrees = (text: string): boolean =>
  text.split(/[\s/&]+/).every((word) => word === '' || DEGREES.has(compact(word))) ||
  DEGREES.has(compact(text))

const countFullWords = (words: string[]): number =>
  words.filter((word) => compact(word).length > 1).length

const isDegreesOnly = (part: string, isName: boolean, isShouted: boolean): boolean =>
  areDegrees(part) &&
  !(
    isName &&
    part
      .trim()
      .split(/\s+/)
      .some((word) => mayBeSurname(word, isShouted))
  )

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])

export interface NameTokens {
  /** Folded words of two letters or more, sorted, hyphenated ones apart. */
  words: string[]
  /** Single letters, sorted. */
  initials: string[]
  suffix: string | null
  /**
   * Words of two letters or more as they stand apart on paper: `Kim-Park` is one. Beside an initial
   * a particle is none, so `M. de la Cruz` has one.
   */
  parts: number
}

const PARTICLES = new Set(
  'da das de del della der di do dos du el la las le los san st van von'.split(' '),
)

/** The tokens of a name, degrees and titles gone: the set that names are compared by. */
export function nameTokens(text: string): NameTokens {
  const plain = stripDegrees(text)
  const all = fold(plain).split(' ').filter(Boolean)
  const suffix = all.find((word, index) => index > 0 && SUFFIXES.has(word)) ?? null
  const rest = all.filter((word, index) => !(index > 0 && SUFFIXES.has(word)))
  const initials = rest.filter((word) => word.length === 1).sort()
  return {
    words: rest.filter((word) => word.length > 1).sort(),
    initials,
    suffix,
    parts: countParts(plain, initials.length > 0),
  }
}

const countParts = (plain: string, hasInitials: boolean): number =>
  plain
    .split(/[\s,]+/)
    .map(fold)
    .filter((part, index) => !(index > 0 && SUFFIXES.has(part)))
    .filter((part) => !(hasInitials && PARTICLES.has(part)))
    .filter((part) => part.split(' ').some((word) => word.length > 1)).length

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

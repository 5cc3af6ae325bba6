/** Names that hardly anybody has, put together from syllables: most words of a big directory are such. */
import {
  createRandom,
  type Random,
  weigh,
  type WeightedTable,
} from '#scrapers/population/random.ts'

const parts = (text: string): string[] => text.trim().split(/\s+/)

const ONSETS = parts(
  'B Bl Br C Ch Cl D Dr F Fr G Gl Gr H J K Kl Kr L M N P Pr R S Sch Sh Sl St T Th Tr V W Y Z',
)
const VOWELS = parts('a e i o u ai ei ou')
const CODAS = parts('b ck d g l ll m n nd nn r rk rn rs s st t tt v z')
const FAMILY_ENDS = parts(
  `man berg son sky elli ova ini ard ez ian enko off ford ley ton well wood ano etti ic as ides oulos
   ura awa moto shi lund strom by dal vik um ert aux ois eau ado eira ho inger ler ner ke el e`,
)
const GIVEN_ENDS = parts(
  `a ia ina elle ette een een ys is o io an en in on us ar or iel as ito ine ora une ika uko ro ji ya`,
)

const syllable = (random: Random): string =>
  random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS)

export const RARE_FAMILIES = invent(130_000, 0.62, 31, (random) => {
  const middle = random.chance(0.35) ? random.pick(VOWELS) + random.pick(CODAS) : ''
  return syllable(random) + middle + random.pick(FAMILY_ENDS)
})

export const RARE_GIVENS = invent(
  45_000,
  0.7,
  32,
  (random) => syllable(random) + random.pick(GIVEN_ENDS),
)

/** So many different words; the weight of each falls with its rank. */
function invent(
  count: number,
  skew: number,
  seed: number,
  draw: (random: Random) => string,
): WeightedTable<string> {
  const random = createRandom(seed)
  const words = new Set<string>()
  while (words.size < count) words.add(draw(random))
  return weigh([...words], (_, rank) => 1 / (rank + 40) ** skew)
}

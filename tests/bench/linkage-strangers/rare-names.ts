/** Put-together surnames and further given names: most people's names are rare. */
import { CHINESE_SURNAMES, KOREAN_SURNAMES, NAMES, words, type Group } from './name-lists.ts'
import type { Random } from './random.ts'

const lists = (first: string, last: string): [string[], string[]] => [words(first), words(last)]

const SURNAME_PARTS: Partial<Record<Group, [string[], string[]]>> = {
  anglo: lists(
    'ash black bur brad clay dun east farn grims hart hol king lang mar nor oak pem rad sher stan thorn wal west whit win wood har lin hal cran',
    'ton ford well ley wood worth field bury more land den ham by shaw croft son man',
  ),
  jewish: lists(
    'gold rosen silber green wein blum lieb fein apfel birn eisen grun hoch kirsch lowen mandel nuss ritten schoen stern zucker tannen',
    'berg stein man baum feld thal blatt krantz wald kopf',
  ),
  italian: lists(
    'batt bell bor cal cas cor fal ferr gal giord lan mar mor pal pel ric ros sal tar val ven zan',
    'aglia ardi ello etti ini one oli ucci ano ese otto iani',
  ),
  russian: lists(
    'abram bel bog chern dem dub fed gol kov lap litv mak niko osip pav rom shul tara vas yak zhuk',
    'ov enko sky in ovich yuk ev chuk',
  ),
  hispanic: lists(
    'agu alva bara bena caba cala esca fuen gala here iba maldo men olive pala que sala teja villa zamo',
    'rado yo nza lar ldo rrez les nte das bar ldes mar',
  ),
  japanese: lists(
    'aka ao fuji hara ishi iwa kawa kita matsu mina mori naka nishi ogawa saka shima taka take yama yoshi',
    'da hara kawa mura moto no shita saki zawa ta tani i',
  ),
  vietnamese: lists('chau dinh doan lam ly luong mai ngo quach ta thai trinh truong', '_'),
  indian: lists(
    'agar bhat chaud desh gan iy jha kul mal nai pand ran',
    'wal tacharya hry pande guly er veri karni hotra r ey a',
  ),
}

const FURTHER: Partial<Record<Group, { F: string[]; M: string[] }>> = {
  anglo: {
    F: words(
      'abigail alison audrey beverly bridget caitlin claire dana diane eileen elaine fiona gail gretchen hannah hope ingrid jill joan judith kelly lesley lydia maureen naomi paige phoebe rosemary sally sheila tara valerie wendy zoe holly',
    ),
    M: words(
      'adam alan barry bruce carl craig derek dennis douglas eric frank gary glenn howard ian jason keith kyle leonard martin neil noah oliver owen paul philip ralph roger ronald russell scott seth sean stuart todd walter wesley',
    ),
  },
  jewish: {
    F: words(
      'abby ariella aviva batya dina elana faye golda ilana judy lori malka marcia nina paula rena shira sharon tova yael zelda',
    ),
    M: words(
      'aaron ari avi baruch chaim dov eli ezra gideon harold ira jay leon mitchell nathan noah paul reuben saul seth simon stuart yosef zev',
    ),
  },
  italian: {
    F: words(
      'adriana carmela claudia concetta elena filomena giulia grace ida joanne laura lucia marisa nancy paula rita rosalie sylvia teresa',
    ),
    M: words(
      'alfred angelo carlo carmine dante dino eugene gerard guido leonard marco mario nino peter philip ralph rocco stephen',
    ),
  },
  russian: {
    F: words(
      'alina alla bella diana evgenia faina inna julia ksenia larisa lidia nadezhda polina raisa sofia valentina vera yana zhanna',
    ),
    M: words(
      'anatoly anton arkady denis gennady georgy grigory ilya konstantin leonid maxim nikolai pavel roman semyon valery viktor yakov',
    ),
  },
  hispanic: {
    F: words(
      'adriana alejandra beatriz cecilia claudia daniela diana elsa esperanza gabriela inés josefina julia leticia lourdes marisol norma olga paola silvia yolanda',
    ),
    M: words(
      'alejandro álvaro césar daniel eduardo enrique ernesto felipe fernando gabriel héctor hugo ignacio javier julio mario óscar pablo raúl ricardo roberto sergio víctor',
    ),
  },
  japanese: {
    F: words(
      'asuka ayumi chie eri fumiko haruka hiroko kazuko maki mayumi megumi midori misako rie sachiko satoko tomomi yasuko',
    ),
    M: words(
      'daisuke eiji hideo hiroki ichiro jun kazuo kenta masaru naoki osamu satoshi shigeru tadashi tetsuya yasuo',
    ),
  },
}

/** A surname that few share; null where the group's surnames are few indeed. */
export function rareSurname(random: Random, group: Group): string | null {
  const parts = SURNAME_PARTS[group]
  if (!parts) return null
  return random.pick(parts[0]) + random.pick(parts[1]).replace('_', '')
}

export function rareGiven(random: Random, group: Group, gender: 'F' | 'M'): string | null {
  const further = FURTHER[group]
  return further ? random.pick(further[gender]) : null
}

const COMMON = 16

/** Whether strangers who share the surname are to be expected in one town. */
export function isCommonSurname(group: Group, family: readonly string[]): boolean {
  const lists: string[] =
    group === 'chinese'
      ? CHINESE_SURNAMES.slice(0, COMMON).flat()
      : group === 'korean'
        ? KOREAN_SURNAMES.slice(0, COMMON)
        : NAMES[group].family.slice(0, COMMON)
  return family.every((word) => lists.includes(word))
}

/** Who the strangers are: name, home, clinic, license, and relatives. */
import { inventGroup, inventName, type Gender, type TrueName } from './invent-name.ts'
import { isCommonSurname } from './rare-names.ts'
import type { Group } from './name-lists.ts'
import type { Random } from './random.ts'
import { HOME_OF, STREETS, TOWNS, type Town } from './towns.ts'

export interface Site {
  town: Town
  street: string
  phone: string
}

export interface Stranger {
  id: number
  group: Group
  gender: Gender
  name: TrueName
  home: Site
  work: Site
  /** Where an old entry may still place them. */
  past: Site
  license: { state: string; number: string }
  /** A few have a second state's license, on its roll as well. */
  second: { state: string; number: string } | null
  npi: string
  relation: { kind: 'spouse' | 'sibling' | 'parent' | 'namesake'; to: number } | null
}

const PER_STATE = 7_000

/** Numbers as the states write them, dense enough for a wrong digit to hit somebody. */
function createNumbers(random: Random): (state: string) => string {
  const taken = new Set<string>()
  return (state) => {
    for (;;) {
      const running = String(1 + random.below(PER_STATE)).padStart(6, '0')
      const number =
        state === 'NJ' ? `25MZ${running}00` : state === 'NY' ? running : running.replace(/^0+/, '')
      if (taken.has(state + number)) continue
      taken.add(state + number)
      return number
    }
  }
}

const createSite = (random: Random, town: Town): Site => {
  const digits = String(100 + random.below(100))
  const office = random.chance(0.5) ? `, Suite ${1 + random.below(30)}` : ''
  return {
    town,
    street: `${1 + random.below(400)} ${random.pick(STREETS)}${office}`,
    phone: `(${town.area}) 555-0${digits}`,
  }
}

/** Shared clinics keep a site open for the next of two to fifteen people. */
function createClinics(random: Random): (town: Town) => Site {
  const open = new Map<Town, { site: Site; left: number }>()
  return (town) => {
    if (random.chance(0.45)) return createSite(random, town)
    const found = open.get(town)
    if (found && found.left > 0) {
      found.left -= 1
      return found.site
    }
    const site = createSite(random, town)
    open.set(town, { site, left: 1 + Math.floor(14 * random.next() ** 3) })
    return site
  }
}

function townFor(random: Random, group: Group, state: string | null): Town {
  const inState = TOWNS.filter((town) => state === null || town.state === state)
  const own = inState.filter((town) => HOME_OF[group].includes(town.city))
  return random.pick(own.length > 0 && random.chance(0.65) ? own : inState)
}

/** The next of kin of somebody, or somebody who only bears the same name. */
function relate(random: Random, to: Stranger, drawn: TrueName): [Stranger['relation'], TrueName] {
  const hasJuniors = to.gender === 'M' && !['korean', 'chinese', 'japanese'].includes(to.group)
  const kind = random.weighted([
    ['spouse', 3],
    ['sibling', 3],
    ['parent', hasJuniors ? 5 : 0],
    ['namesake', isCommonSurname(to.group, to.name.family) ? 6 : 0],
  ])
  const relation = { kind, to: to.id }
  if (kind === 'namesake') return [relation, { ...drawn, ...sameName(random, to.name) }]
  if (kind !== 'parent') return [relation, { ...drawn, family: to.name.family, former: null }]
  const middle = random.chance(0.5) ? to.name.middle : drawn.middle
  to.name.suffix = random.chance(0.7) ? 'jr' : null
  return [
    relation,
    { ...to.name, middle, suffix: to.name.suffix && random.chance(0.5) ? 'sr' : null },
  ]
}

const sameName = (random: Random, name: TrueName): Partial<TrueName> => ({
  given: name.given,
  family: name.family,
  isSyllabic: name.isSyllabic,
  system: name.system,
  middle: random.chance(0.7) ? name.middle : null,
})

/** Everybody, licensed where they work; the share `onTwoRolls` has a second state's license too. */
export function inventPeople(random: Random, count: number, onTwoRolls: number): Stranger[] {
  const nextNumber = createNumbers(random)
  const nextClinic = createClinics(random)
  const people: Stranger[] = []
  for (let id = 0; id < count; id += 1) {
    const kin = id > 0 && random.chance(0.11) ? (people[id - 1] ?? null) : null
    const group = kin?.group ?? inventGroup(random)
    const drawnGender: Gender = random.chance(0.55) ? 'F' : 'M'
    const drawn = inventName(random, group, drawnGender)
    const [relation, name] = kin ? relate(random, kin, drawn) : [null, drawn]
    const isSameGender = relation?.kind === 'parent' || relation?.kind === 'namesake'
    const gender = kin && isSameGender ? kin.gender : drawnGender
    const isNear = kin && relation?.kind !== 'namesake'
    const stays = isNear || (kin && random.chance(0.3))
    const town = stays && kin ? kin.work.town : townFor(random, group, null)
    const home =
      isNear && random.chance(0.8)
        ? kin.home
        : createSite(random, townFor(random, group, town.state))
    const second = random.chance(onTwoRolls)
      ? random.pick(['NY', 'NJ', 'CT'].filter((s) => s !== town.state))
      : null
    people.push({
      id,
      group,
      gender,
      name,
      home,
      work: isNear && random.chance(0.7) ? kin.work : nextClinic(town),
      past: createSite(random, townFor(random, group, random.chance(0.6) ? town.state : null)),
      license: { state: town.state, number: nextNumber(town.state) },
      second: second === null ? null : { state: second, number: nextNumber(second) },
      npi: `2${String(100_000_000 + id * 37 + random.below(37)).slice(0, 9)}`,
      relation,
    })
  }
  return people
}

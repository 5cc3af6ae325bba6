/** Invents the people whom the simulators show: the same for the same options, on every machine. */
import { STATES, type IsoDate, type State } from '#src/core/words.ts'
import { addDays } from './calendar.ts'
import { inventDiplomate } from './diplomates.ts'
import { inventIdentity, type Identity } from './identity.ts'
import { createLicenses, type IssueLicense } from './licenses.ts'
import { SCRIPTS, type Script } from './namesakes.ts'
import { inventNpi } from './npis.ts'
import type { InventedLicense, InventedPerson, InventedPractice } from './person.ts'
import { createPlaces, type Places } from './places.ts'
import { createRandom, mixSeed, weigh, type Random } from './random.ts'
import type { Town } from './towns.ts'

export type { InventedPerson } from './person.ts'

export interface PopulationOptions {
  seed?: number
  size?: number
  /** The day that standings and dates are true on. */
  asOf?: IsoDate
}

/** A larger population of the same seed and day begins with the smaller one, person by person. */
export function createPopulation(options: PopulationOptions = {}): InventedPerson[] {
  const { seed = 7, size = 640, asOf = '2026-11-22' } = options
  const inventor: Inventor = {
    asOf,
    places: createPlaces(),
    issueLicense: createLicenses(asOf),
    issued: [],
    people: [],
  }
  for (let id = 1; id <= size; id += 1) {
    const person = inventPerson(inventor, createRandom(mixSeed(seed, id)), id)
    inventor.people.push(person)
    inventor.issued.push(...person.licenses)
  }
  return inventor.people
}

interface Inventor {
  asOf: IsoDate
  places: Places
  issueLicense: IssueLicense
  issued: InventedLicense[]
  people: InventedPerson[]
}

function inventPerson(inventor: Inventor, random: Random, id: number): InventedPerson {
  const script = SCRIPTS.get(id) ?? null
  const identity = script ? scriptedIdentity(script) : inventIdentity(random)
  const town = script
    ? inventor.places.findTown(script.postalCode)
    : inventor.places.pickTown(random, random.weighted(HOME_STATES))
  const isDiplomate = script ? script.isDiplomate : random.chance(0.5)
  const diplomate = isDiplomate ? inventDiplomate(random, id, identity) : null
  if (script && diplomate) diplomate.isListed = true
  const hasNpi = script ? script.hasNpi : random.chance(0.65)
  const isElsewhere = hasNpi || diplomate?.isListed === true
  const states = script?.states ?? inventStates(random, town.state, isElsewhere)
  const licenses = states.map((state) => issue(inventor, random, state, identity, script))
  const npi = hasNpi
    ? inventNpi(random, { id, identity, licenses }, inventor.issued, inventor.asOf)
    : null
  if (npi && script) npi.nameInNppes = null
  if (npi && script?.typesLicenseOf) {
    npi.typedLicenses = [typedByMistake(inventor, script.typesLicenseOf)]
  }
  return {
    id,
    name: identity.name,
    gender: identity.gender,
    otherNames: identity.otherNames,
    languages: identity.languages,
    home: inventor.places.inventHome(random, town),
    practices: inventPractices(inventor, random, town, script),
    licenses,
    npi,
    diplomate,
    exclusion: inventExclusion(inventor, random, npi !== null, script),
  }
}

const HOME_STATES = weigh(STATES, (state) => ({ NY: 48, NJ: 32, CT: 20 })[state])

const scriptedIdentity = ({ name, gender }: Script): Identity => ({
  name: { ...name },
  gender,
  otherNames: [],
  languages: ['English'],
  syllables: null,
})

/** Nobody may be nowhere: a person whom no other registry knows holds a license. */
function inventStates(random: Random, home: State, isElsewhere: boolean): State[] {
  const states = new Set<State>()
  if (!isElsewhere || random.chance(0.88)) states.add(home)
  if (states.size > 0 && random.chance(0.17)) states.add(random.pick(STATES))
  if (states.size > 1 && random.chance(0.2)) states.add(random.pick(STATES))
  return [...states]
}

function issue(
  inventor: Inventor,
  random: Random,
  state: State,
  identity: Identity,
  script: Script | null,
): InventedLicense {
  const license = inventor.issueLicense(random, state, identity)
  return script ? { ...license, nameOnRoll: null } : license
}

function typedByMistake({ people }: Inventor, id: number): { state: State; number: string } {
  const license = people[id - 1]?.licenses[0]
  if (!license) throw new RangeError(`Person ${id} has no license that could be typed by mistake.`)
  return { state: license.state, number: license.number }
}

function inventPractices(
  { places, people }: Inventor,
  random: Random,
  town: Town,
  script: Script | null,
): InventedPractice[] {
  const colleague = script?.colleagueOf ? people[script.colleagueOf - 1] : undefined
  if (colleague) return colleague.practices.slice(0, 1).map((practice) => ({ ...practice }))
  if (!script && random.chance(0.07)) return []
  const practices = [places.openPractice(random, town)]
  if (random.chance(0.1)) {
    const state = random.chance(0.7) ? town.state : random.pick(STATES)
    const second = places.openPractice(random, places.pickTown(random, state))
    if (second.city !== town.city) practices.push(second)
  }
  return practices
}

function inventExclusion(
  { asOf }: Inventor,
  random: Random,
  hasNpi: boolean,
  script: Script | null,
): InventedPerson['exclusion'] {
  if (script ? !script.exclusion : !random.chance(0.006)) return null
  return {
    since: addDays(asOf, -random.int(100, 5000)),
    type: random.pick(['1128a1', '1128a2', '1128a3', '1128b4', '1128b4', '1128b8']),
    hasNpi: script?.exclusion ? script.exclusion.hasNpi : hasNpi && random.chance(0.15),
  }
}

/** An invented directory of any size: a larger one begins with the smaller one, person by person. */
import { type Identity, inventIdentity } from '#scrapers/population/identity.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import {
  createRandom,
  mixSeed,
  type Random,
  weighByRank,
  weigh,
  type WeightedTable,
} from '#scrapers/population/random.ts'
import { TOWNS } from '#scrapers/population/towns.ts'
import type { State } from '#src/core/words.ts'
import { RARE_FAMILIES, RARE_GIVENS } from './rare-names.ts'

export interface BenchTown {
  city: string
  state: State
  postalCode: string
  lat: number
  lng: number
}

export interface BenchPerson {
  id: number
  name: string
  otherNames: string[]
  given: string
  family: string
  /** The two halves of a given name that are written as one word or as two. */
  syllables: [string, string] | null
  /** Where the person practices; nobody is asked for a town who has none. */
  practices: { name: string | null; town: BenchTown }[]
}

const SEED = 1_000_003

/** Shares of people whose family or given name is not on the population's lists. */
const RARE_FAMILY = 0.34
const RARE_GIVEN = 0.14

/** `towns` are the three states' areas in the database; half of all practices are where most are. */
export function createPeople(towns: BenchTown[]): (id: number) => BenchPerson {
  const pickTown = createTownPicker(towns)
  const practiceNames = createPopulation({ size: 2000 }).flatMap(({ practices }) =>
    practices.flatMap(({ name }) => name ?? []),
  )
  return (id) => {
    const random = createRandom(mixSeed(SEED, id))
    const identity = respelt(random, inventIdentity(random))
    const { given, middle, family, suffix } = identity.name
    const count = random.chance(0.07) ? 0 : random.chance(0.1) ? 2 : 1
    return {
      id,
      name: joined([given, middle, family, suffix]),
      otherNames: identity.otherNames.map((other) => joined([other.given, other.family])),
      given,
      family,
      syllables: identity.syllables,
      practices: Array.from({ length: count }, () => ({
        name: random.chance(0.55) ? random.pick(practiceNames) : null,
        town: pickTown(random),
      })),
    }
  }
}

const joined = (words: (string | null)[]): string => words.filter(Boolean).join(' ')

function respelt(random: Random, identity: Identity): Identity {
  const name = { ...identity.name }
  let { otherNames, syllables } = identity
  if (random.chance(RARE_FAMILY)) {
    name.family = random.weighted(RARE_FAMILIES)
    otherNames = otherNames.map((other) =>
      other.family === identity.name.family ? { ...other, family: name.family } : other,
    )
  }
  if (!syllables && random.chance(RARE_GIVEN)) {
    name.given = random.weighted(RARE_GIVENS)
    syllables = null
  }
  return { ...identity, name, otherNames, syllables }
}

function createTownPicker(towns: BenchTown[]): (random: Random) => BenchTown {
  const byZip = new Map(towns.map((town) => [town.postalCode, town]))
  const known = TOWNS.flatMap(({ postalCode, weight }) => {
    const town = byZip.get(postalCode)
    return town ? [{ town, weight }] : []
  })
  const busy = weigh(
    known.map(({ town }) => town),
    (_, rank) => known[rank]?.weight ?? 0,
  )
  const anywhere: WeightedTable<BenchTown> = weighByRank(towns, 0.3)
  return (random) => random.weighted(random.chance(0.5) ? busy : anywhere)
}

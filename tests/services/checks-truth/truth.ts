/** What is true of invented people on a day, as far as the registries had said so by then. */
import type { InventedLicense, InventedName, InventedPerson } from '#scrapers/population/person.ts'
import { registries } from '#scrapers/index.ts'
import type { CheckVerdict } from '#src/core/checks/types.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold, stripDegrees } from '#src/core/names.ts'
import type { IsoDate, State } from '#src/core/words.ts'
import type { Sweep } from './world.ts'

export const ROLLS: Record<State, string> = { NY: 'ny-nysed', NJ: 'nj-dca', CT: 'ct-elicense' }
export const LISTS = ['leie', 'ny-omig']
const MISSES_BEFORE_GONE = 2
const HOUR_MS = 3_600_000

export interface Moment {
  at: Date
  day: IsoDate
}

/** What the sweeps up to a moment showed. */
export class Shown {
  readonly moment: Moment
  readonly #sweeps: Sweep[]

  constructor(sweeps: Sweep[], moment: Moment) {
    this.#sweeps = sweeps.filter(({ at }) => at <= moment.at)
    this.moment = moment
  }

  sweepsOf(registry: string): Sweep[] {
    return this.#sweeps.filter((sweep) => sweep.registry === registry)
  }

  /** Why nothing may be said of a registry, or null. */
  obstacle(registry: string, readAt = this.sweepsOf(registry).at(-1)?.at): CheckVerdict | null {
    if (!readAt) return 'never-checked'
    const promise = registries.find(({ info }) => info.id === registry)?.info.promiseHours ?? 0
    return this.moment.at.getTime() - readAt.getTime() > promise * HOUR_MS ? 'unavailable' : null
  }

  /** The person as a registry last showed them, unless it had dropped them for good. */
  personIn(registry: string, id: number, isListed: (person: InventedPerson) => boolean) {
    const recent = this.sweepsOf(registry).slice(-MISSES_BEFORE_GONE)
    for (const { people, at } of recent.toReversed()) {
      const person = people.find((one) => one.id === id)
      if (person && isListed(person)) return { person, at }
    }
    return null
  }

  licensesOf(id: number): InventedLicense[] {
    return (['NY', 'NJ', 'CT'] as const).flatMap((state) => {
      const has = ({ licenses }: InventedPerson) => licenses.some((one) => isOnRoll(one, state))
      const found = this.personIn(ROLLS[state], id, has)
      return found?.person.licenses.filter((one) => isOnRoll(one, state)) ?? []
    })
  }

  /** Every license that a roll ever showed of the person by then. */
  everOf(id: number): InventedLicense[] {
    return (['NY', 'NJ', 'CT'] as const).flatMap((state) =>
      this.sweepsOf(ROLLS[state]).flatMap(({ people }) => {
        const licenses = people.find((one) => one.id === id)?.licenses ?? []
        return licenses.filter((one) => isOnRoll(one, state))
      }),
    )
  }

  /** Worth of a license on the day; what an old sweep says may have become too old to rely on. */
  worthOf(id: number, license: InventedLicense, what: 'license' | 'registration'): CheckVerdict[] {
    const registry = ROLLS[license.state]
    const has = ({ licenses }: InventedPerson) => licenses.some(isSame(license))
    const found = this.personIn(registry, id, has)
    const obstacle = this.obstacle(registry)
    if (obstacle) return [obstacle]
    const said = found?.person.licenses.find(isSame(license))
    if (!found || !said) return ['not-found']
    const worth = worthOn(said, what, this.moment.day)
    return this.obstacle(registry, found.at) ? [worth, 'unavailable'] : [worth]
  }

  hasNpi(id: number): boolean {
    return this.personIn('nppes', id, ({ npi }) => npi !== null) !== null
  }

  isDiplomate(id: number): boolean {
    return this.personIn('ncbahm', id, (one) => one.diplomate?.isListed === true) !== null
  }

  /** Whether a list names the person, by number or by name alone. */
  exclusionOf(id: number): 'by number' | 'by name' | null {
    const found = LISTS.flatMap((list) => {
      const seen = this.personIn(list, id, ({ exclusion }) => exclusion !== null)
      return seen ? [seen.person] : []
    })
    if (found.length === 0) return null
    return found.some(({ exclusion }) => exclusion?.hasNpi) ? 'by number' : 'by name'
  }

  /** Names under which registries that make an entry had shown the person by then. */
  namesOf(person: InventedPerson): string[] {
    const { id } = person
    const onRolls = this.licensesOf(id).map(({ nameOnRoll }) => written(nameOnRoll ?? person.name))
    const npi = this.hasNpi(id) ? person.npi : null
    const inNppes = npi ? [written(npi.nameInNppes ?? person.name)] : []
    const display = this.isDiplomate(id) ? person.diplomate?.displayName : null
    return [...onRolls, ...inNppes, ...(display ? [stripDegrees(display)] : [])]
  }
}

const isOnRoll = ({ state, status }: InventedLicense, wanted: State): boolean =>
  state === wanted && status !== 'pending'

const isSame =
  ({ state, number }: InventedLicense) =>
  (other: InventedLicense): boolean =>
    other.state === state && other.number === number && other.status !== 'pending'

function worthOn(
  { state, status, expiresOn }: InventedLicense,
  what: 'license' | 'registration',
  day: IsoDate,
): CheckVerdict {
  // New York gives the license for life: what runs out is its registration.
  const isForLife = state === 'NY' && what === 'license'
  if (status === 'suspended' || status === 'revoked') return 'restricted'
  if (status === 'deceased') return 'lapsed'
  if (isForLife) return 'current'
  if (status === 'inactive') return 'lapsed'
  return status === 'lapsed' || (expiresOn !== null && expiresOn < day) ? 'lapsed' : 'current'
}

export const written = ({ given, middle, family, suffix }: InventedName): string =>
  [given, middle, family, suffix].filter(Boolean).join(' ')

/** The words in any order: what makes two written names one for this test. */
export const wordsKey = (name: string): string => fold(name).split(' ').toSorted().join(' ')

export const licenseKey = ({ state, number }: { state: State; number: string }): string =>
  `${state} ${normalizeLicenseNumber(state, number)}`

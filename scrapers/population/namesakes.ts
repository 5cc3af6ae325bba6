/**
 * People who make careless linking wrong, at fixed places in every population: different people of
 * one name in one town, one name on a roll and another among the diplomates, a license number typed
 * that is somebody else's, an excluded person beside an innocent one.
 */
import type { State } from '#src/core/words.ts'
import type { InventedName } from './person.ts'

export interface Script {
  name: InventedName
  gender: 'F' | 'M'
  postalCode: string
  states: State[]
  hasNpi: boolean
  isDiplomate: boolean
  /** Works in the clinic of the person with this id, under the same phone. */
  colleagueOf?: number
  /** Typed the license number of the person with this id into NPPES. */
  typesLicenseOf?: number
  exclusion?: { hasNpi: boolean }
}

const called = (given: string, family: string, suffix: string | null = null): InventedName => ({
  given,
  middle: null,
  family,
  suffix,
})

const JIN_KIM = called('Jin', 'Kim')
const WEI_CHEN = called('Wei', 'Chen')
const MIN_LEE = called('Min', 'Lee')
const GRACE_PARK = called('Grace', 'Park')
const MICHAEL_RUSSO = called('Michael', 'Russo')

/** By id of the person. */
export const SCRIPTS: ReadonlyMap<number, Script> = new Map<number, Script>([
  [11, script(JIN_KIM, 'F', '11354', ['NY'], { hasNpi: true, isDiplomate: true })],
  [12, script(JIN_KIM, 'M', '11355', ['NY'], { hasNpi: true })],
  [13, script(WEI_CHEN, 'F', '10013', ['NY'], { hasNpi: true })],
  [14, script(WEI_CHEN, 'M', '08820', ['NJ'], { isDiplomate: true })],
  [15, script(MIN_LEE, 'F', '07024', ['NJ'], {})],
  [16, script(MIN_LEE, 'F', '07024', [], { isDiplomate: true })],
  [17, script(called('Robert', 'Moretti'), 'M', '06830', ['CT'], { hasNpi: true })],
  [
    18,
    script(called('Robert', 'Moretti', 'Jr'), 'M', '06830', ['CT'], {
      isDiplomate: true,
      colleagueOf: 17,
    }),
  ],
  [19, script(GRACE_PARK, 'F', '07650', [], { hasNpi: true })],
  [20, script(GRACE_PARK, 'F', '07650', ['NJ'], {})],
  [
    21,
    script(called('Sofía', 'Ibáñez Castillo'), 'F', '11372', ['NY'], {
      hasNpi: true,
      typesLicenseOf: 13,
    }),
  ],
  [22, script(MICHAEL_RUSSO, 'M', '10314', ['NY'], { exclusion: { hasNpi: false } })],
  [23, script(MICHAEL_RUSSO, 'M', '11215', ['NY'], { hasNpi: true, isDiplomate: true })],
  [
    24,
    script(called('Irina', 'Shevchenko'), 'F', '11235', ['NY'], {
      hasNpi: true,
      exclusion: { hasNpi: true },
    }),
  ],
  [
    25,
    script(called('Hannah', 'Perlmutter-Ruiz'), 'F', '06831', ['CT', 'NY', 'NJ'], {
      hasNpi: true,
      isDiplomate: true,
    }),
  ],
])

function script(
  name: InventedName,
  gender: 'F' | 'M',
  postalCode: string,
  states: State[],
  rest: Partial<Script>,
): Script {
  return { hasNpi: false, isDiplomate: false, ...rest, name, gender, postalCode, states }
}

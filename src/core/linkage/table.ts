/**
 * Entries as columns of numbers: a million of them take hundreds of megabytes instead of gigabytes,
 * and comparing two is arithmetic. Words stand in dictionaries, each once.
 */
import { parsePerson } from './parse-person.ts'
import { Doubles, Ints } from './growable.ts'
import { keysOfParsed } from './keys.ts'
import type { LinkPerson } from './person.ts'
import { Words } from './words.ts'

export interface LinkTable {
  size: number
  /** Words of names, and of streets. */
  names: Words
  streets: Words
  /** `town, ST` and house numbers; the count of each is in it. */
  towns: Words
  houses: Words
  /** Names of entry `e`: `nameStart[e]` up to `nameStart[e + 1]`; words of name `n` likewise. */
  nameStart: Int32Array
  wordStart: Int32Array
  words: Int32Array
  roles: Int32Array
  suffix: Int32Array
  parts: Int32Array
  placeStart: Int32Array
  town: Int32Array
  state: Int32Array
  /** As a number; -1 where it is not known. */
  zip: Int32Array
  house: Int32Array
  streetStart: Int32Array
  streetWords: Int32Array
  /** Ten digits as a number; 0 where it is not known. */
  phone: Float64Array
  /** Degrees; NaN where it is not known. */
  lat: Float64Array
  lng: Float64Array
  licenseStart: Int32Array
  licenseState: Int32Array
  licenseType: Int32Array
  licenses: Words
  license: Int32Array
  isProven: Int32Array
  npi: Float64Array
  /** 0 not known, 1 F, 2 M. */
  gender: Int32Array
  /** As `20010930`; 0 where it is not known. */
  birth: Int32Array
  personal: Float64Array
  keyStart: Int32Array
  keys: Float64Array
}

export class TableBuilder {
  private readonly names = new Words()
  private readonly streets = new Words()
  private readonly towns = new Words()
  private readonly houses = new Words()
  private readonly licenses = new Words()
  private readonly ints = {
    nameStart: new Ints(),
    wordStart: new Ints(),
    words: new Ints(),
    roles: new Ints(),
    suffix: new Ints(),
    parts: new Ints(),
    placeStart: new Ints(),
    town: new Ints(),
    state: new Ints(),
    zip: new Ints(),
    house: new Ints(),
    streetStart: new Ints(),
    streetWords: new Ints(),
    licenseStart: new Ints(),
    licenseState: new Ints(),
    licenseType: new Ints(),
    license: new Ints(),
    isProven: new Ints(),
    gender: new Ints(),
    birth: new Ints(),
    keyStart: new Ints(),
  }
  private readonly doubles = {
    phone: new Doubles(),
    lat: new Doubles(),
    lng: new Doubles(),
    npi: new Doubles(),
    personal: new Doubles(),
    keys: new Doubles(),
  }
  private size = 0

  add(person: LinkPerson): void {
    const { ints, doubles } = this
    const parsed = parsePerson(person)
    ints.nameStart.push(ints.suffix.length)
    for (const name of parsed.names) this.addName(name)
    ints.placeStart.push(ints.town.length)
    for (const place of parsed.places) this.addPlace(place)
    ints.licenseStart.push(ints.license.length)
    for (const { state, type, number, isProven } of parsed.licenses) {
      ints.licenseState.push(state)
      ints.licenseType.push(type)
      ints.license.push(this.licenses.add(number))
      ints.isProven.push(isProven ? 1 : 0)
    }
    doubles.npi.push(parsed.npi)
    doubles.personal.push(parsed.personal)
    ints.gender.push(person.gender === null ? 0 : person.gender === 'F' ? 1 : 2)
    ints.birth.push(parsed.birth)
    ints.keyStart.push(doubles.keys.length)
    for (const key of keysOfParsed(parsed)) doubles.keys.push(key)
    this.size += 1
  }

  private addName({
    words,
    roles,
    suffix,
    parts,
  }: ReturnType<typeof parsePerson>['names'][number]): void {
    const { ints } = this
    ints.wordStart.push(ints.words.length)
    for (const [at, word] of words.entries()) {
      ints.words.push(this.names.add(word))
      ints.roles.push(roles[at] ?? 0)
    }
    ints.suffix.push(suffix)
    ints.parts.push(parts)
  }

  private addPlace(place: ReturnType<typeof parsePerson>['places'][number]): void {
    const { ints, doubles } = this
    ints.town.push(place.town === '' ? -1 : this.towns.add(place.town))
    ints.state.push(place.state)
    ints.zip.push(place.zip)
    ints.house.push(place.house === '' ? -1 : this.houses.add(place.house))
    ints.streetStart.push(ints.streetWords.length)
    for (const word of place.streetWords) ints.streetWords.push(this.streets.add(word))
    doubles.phone.push(place.phone)
    doubles.lat.push(place.point?.lat ?? Number.NaN)
    doubles.lng.push(place.point?.lng ?? Number.NaN)
  }

  build(): LinkTable {
    const { ints, doubles } = this
    ints.nameStart.push(ints.suffix.length)
    ints.wordStart.push(ints.words.length)
    ints.placeStart.push(ints.town.length)
    ints.streetStart.push(ints.streetWords.length)
    ints.licenseStart.push(ints.license.length)
    ints.keyStart.push(doubles.keys.length)
    return {
      size: this.size,
      names: this.names,
      streets: this.streets,
      towns: this.towns,
      houses: this.houses,
      licenses: this.licenses,
      nameStart: ints.nameStart.build(),
      wordStart: ints.wordStart.build(),
      words: ints.words.build(),
      roles: ints.roles.build(),
      suffix: ints.suffix.build(),
      parts: ints.parts.build(),
      placeStart: ints.placeStart.build(),
      town: ints.town.build(),
      state: ints.state.build(),
      zip: ints.zip.build(),
      house: ints.house.build(),
      streetStart: ints.streetStart.build(),
      streetWords: ints.streetWords.build(),
      licenseStart: ints.licenseStart.build(),
      licenseState: ints.licenseState.build(),
      licenseType: ints.licenseType.build(),
      license: ints.license.build(),
      isProven: ints.isProven.build(),
      gender: ints.gender.build(),
      birth: ints.birth.build(),
      keyStart: ints.keyStart.build(),
      phone: doubles.phone.build(),
      lat: doubles.lat.build(),
      lng: doubles.lng.build(),
      npi: doubles.npi.build(),
      personal: doubles.personal.build(),
      keys: doubles.keys.build(),
    }
  }
}

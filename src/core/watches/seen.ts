/** What a watch remembers of somebody: as little as tells whether something happened since. */
import type { PractitionerView } from '../practitioner.ts'
import { standingOn } from '../standing.ts'
import type { IsoDate, Standing } from '../words.ts'

// Types, not interfaces: they are kept as JSON.
export type SeenCredential = {
  /** `NY:001234`, `NY:001234:registration`, `Dipl. Ac.`: the same for the same credential. */
  key: string
  /** As a person would name it. */
  what: string
  standing: Standing
  /** Last day, where there is one. */
  until: IsoDate | null
  hasDiscipline: boolean
  isListed: boolean
  recordId: number
}

export type SeenRecord = { id: number; registry: string; delistedOn: IsoDate | null }

export type Seen = {
  /** As it was last shown. */
  name: string
  /** Day in New York on which it was looked at. */
  day: IsoDate
  /** Of the directory, when it was looked at. */
  version: number
  credentials: SeenCredential[]
  exclusions: { key: string; list: string; since: IsoDate | null }[]
  records: SeenRecord[]
}

/** Of a view as it is on a day; of null for somebody of whom nothing is shown any more. */
export function toSeen(view: PractitionerView | null, day: IsoDate, version: number): Seen {
  return {
    name: view?.name ?? '',
    day,
    version,
    credentials: view ? [...licensesOf(view, day), ...certificationsOf(view, day)] : [],
    exclusions: (view?.exclusions ?? []).map(({ list, since }) => ({
      key: `${list}:${since ?? ''}`,
      list,
      since,
    })),
    records: (view?.records ?? []).map(({ recordId, registry, delistedOn }) => ({
      id: recordId,
      registry,
      delistedOn,
    })),
  }
}

function licensesOf({ licenses }: PractitionerView, day: IsoDate): SeenCredential[] {
  return licenses.flatMap((license) => {
    const { state, number, standing, expiresOn, registration, recordId } = license
    const key = `${state}:${number}`
    const common = { isListed: license.delistedOn === null, recordId }
    const own: SeenCredential = {
      key,
      what: `${state} license ${number}`,
      standing: standingOn(standing, expiresOn, day),
      until: expiresOn,
      hasDiscipline: license.hasDiscipline,
      ...common,
    }
    if (!registration) return [own]
    const { registeredThrough } = registration
    const registered: SeenCredential = {
      key: `${key}:registration`,
      what: `registration of ${state} license ${number}`,
      standing: standingOn(registration.standing, registeredThrough, day),
      until: registeredThrough,
      hasDiscipline: false,
      ...common,
    }
    return [own, registered]
  })
}

const certificationsOf = ({ certifications }: PractitionerView, day: IsoDate): SeenCredential[] =>
  certifications.map(({ designation, standing, expiresOn, recordId, delistedOn }) => ({
    key: designation,
    what: `certification ${designation}`,
    standing: standingOn(standing, expiresOn, day),
    until: expiresOn,
    hasDiscipline: false,
    isListed: delistedOn === null,
    recordId,
  }))

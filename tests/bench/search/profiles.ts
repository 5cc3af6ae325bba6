/** Credentials as the population has them, as views without a name: each is lent to many people. */
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import type { InventedLicense } from '#scrapers/population/person.ts'
import {
  buildView,
  type LinkedRecord,
  type PractitionerView,
  type Role,
} from '#src/core/practitioner.ts'
import { emptyContent, type LicenseFact, type RecordContent } from '#src/core/record.ts'
import type { Standing, State } from '#src/core/words.ts'

export interface Profiles {
  views: PractitionerView[]
  /** What the views name as their sources. */
  records: { id: number; registry: string }[]
}

const COUNT = 4000

const ROLLS: Record<State, string> = { NY: 'ny-nysed', NJ: 'nj-dca', CT: 'ct-elicense' }

export function createProfiles(): Profiles {
  const profiles: Profiles = { views: [], records: [] }
  for (const person of createPopulation({ size: COUNT })) {
    const linked = contentsOf(person).map(({ registry, role, content }): LinkedRecord => {
      const id = profiles.records.length + 1
      profiles.records.push({ id, registry })
      return { id, registry, role, content, delistedOn: null }
    })
    const given = { training: [], badges: [] }
    profiles.views.push(buildView(linked, given, () => null))
  }
  return profiles
}

interface Said {
  registry: string
  role: Role
  content: RecordContent
}

function contentsOf(person: InventedPerson): Said[] {
  const say = (registry: string, role: Role, content: Partial<RecordContent>): Said => ({
    registry,
    role,
    content: { ...emptyContent(NOBODY), ...content },
  })
  const rolls = person.licenses.map((license) =>
    say(ROLLS[license.state], 'roll', { licenses: [toLicense(license)] }),
  )
  const { npi, diplomate } = person
  const board = diplomate?.isListed ? [say('ncbahm', 'certification', toBoard(person))] : []
  const nppes = npi ? [say('nppes', 'identifier', { npi: npi.number })] : []
  const said = [...rolls, ...board, ...nppes]
  return said.length > 0 ? said : [say('nppes', 'identifier', {})]
}

const NOBODY = { full: 'Nobody', given: null, middle: null, family: null, suffix: null }

/** One in eight documents trigger-point training, one in twelve that of the program. */
function toBoard({ id, diplomate, languages }: InventedPerson): Partial<RecordContent> {
  return {
    languages,
    certifications: (diplomate?.designations ?? []).map((designation) => ({
      issuer: 'NCBAHM',
      designation,
      number: null,
      standing: id % 9 === 0 ? 'lapsed' : 'active',
      registryStatus: 'Active',
      expiresOn: `20${26 + (id % 4)}-12-31`,
    })),
    training: [
      ...(id % 8 === 0
        ? [{ program: 'trigger-point', tier: 'documented', evidence: EVIDENCE } as const]
        : []),
      ...(id % 12 === 0
        ? [{ program: 'apm', tier: 'mentioned', evidence: EVIDENCE } as const]
        : []),
    ],
  }
}

const EVIDENCE = 'A course named on the page'

function toLicense({ state, number, status, licensedOn, expiresOn }: InventedLicense): LicenseFact {
  const standing: Standing = status
  return {
    state,
    number,
    profession: 'Acupuncturist',
    standing,
    registryStatus: status,
    statusReason: null,
    licensedOn,
    expiresOn: state === 'NY' ? null : expiresOn,
    registration: state === 'NY' ? { standing, registeredThrough: expiresOn } : null,
    hasDiscipline: false,
  }
}

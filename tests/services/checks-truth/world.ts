/** Half a year of an invented directory: sweeps with a moved clock, and what changed between them. */
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedLicense, InventedPerson } from '#scrapers/population/person.ts'
import type { IsoDate } from '#src/core/words.ts'
import { importPages } from '#src/services/import-pages.ts'
import type { TestDatabase } from '#tests/helpers/database.ts'
import {
  createPipeline,
  type Pipeline,
  savedPages,
  SIMULATED,
  type SimulatedRegistry,
} from '#tests/helpers/pipeline.ts'

/** A registry as one of its sweeps showed it. */
export interface Sweep {
  registry: string
  at: Date
  people: InventedPerson[]
}

export interface World {
  pipeline: Pipeline
  sweeps: Sweep[]
  /** Everybody there ever was, as they are at the end. */
  people: InventedPerson[]
  /** Those to whom something happens, by what. */
  fates: Record<Fate, InventedPerson[]>
}

const FATES = [
  'renews',
  'expires',
  'suspended',
  'revoked',
  'leaves',
  'marries',
  'excluded',
] as const
export type Fate = (typeof FATES)[number]

const EACH = 6
const FIRST_PLAIN_ID = 26
const END_OF_YEAR = '2026-12-31'
const WEEK_HOURS = 168

/** Closes with the pipeline. */
export async function createWorld(database: TestDatabase, size: number): Promise<World> {
  const people = createPopulation({ size })
  const fates = pickFates(people)
  for (const person of [...fates.renews, ...fates.expires]) expireOn(person, END_OF_YEAR)
  const pipeline = await createPipeline(database, people)
  const sweeps: Sweep[] = []
  const world: World = { pipeline, sweeps, people, fates }

  await sweepAll(world, SIMULATED)
  const files = savedPages(people, pipeline.ctx.now())
  const { run } = await importPages(pipeline.ctx, { registry: 'ncbahm', files, owner: 'test' })
  if (run.status !== 'published') throw new Error(`ncbahm: ${run.reasons.join(' ')}`)
  sweeps.push({ registry: 'ncbahm', at: pipeline.ctx.now(), people: structuredClone(people) })

  pipeline.pass(WEEK_HOURS)
  for (const { licenses } of fates.suspended) setStatus(licenses, 'suspended')
  await sweepAll(world, SIMULATED, without(people, fates.leaves))

  pipeline.pass(WEEK_HOURS)
  for (const person of fates.renews) expireOn(person, '2028-12-31')
  for (const { licenses } of fates.suspended) setStatus(licenses, 'active')
  for (const { licenses } of fates.revoked) setStatus(licenses, 'revoked')
  for (const person of fates.marries) marry(person)
  for (const [index, person] of fates.excluded.entries()) {
    person.exclusion = {
      since: '2026-12-01',
      type: '1128b4',
      hasNpi: person.npi !== null && index % 3 > 0,
    }
  }
  await sweepAll(world, SIMULATED, without(people, fates.leaves))

  pipeline.pass(4 * WEEK_HOURS)
  await sweepAll(world, ['ny-nysed', 'ct-elicense'], without(people, fates.leaves))
  return world
}

/** Different people for each fate, none of the scripted namesakes. */
function pickFates(people: InventedPerson[]): World['fates'] {
  const isPlain = ({ id, licenses, exclusion }: InventedPerson): boolean =>
    id >= FIRST_PLAIN_ID &&
    exclusion === null &&
    licenses.length > 0 &&
    licenses.every(
      ({ status, expiresOn }) => status === 'active' && (expiresOn ?? '') > END_OF_YEAR,
    )
  const plain = people.filter(isPlain).slice(0, EACH * FATES.length)
  const share = (fate: Fate): InventedPerson[] => {
    const first = FATES.indexOf(fate) * EACH
    return plain.slice(first, first + EACH)
  }
  return {
    renews: share('renews'),
    expires: share('expires'),
    suspended: share('suspended'),
    revoked: share('revoked'),
    leaves: share('leaves'),
    marries: share('marries'),
    excluded: share('excluded'),
  }
}

const expireOn = ({ licenses }: InventedPerson, day: IsoDate): void => {
  for (const license of licenses) license.expiresOn = day
}

const setStatus = (licenses: InventedLicense[], status: InventedLicense['status']): void => {
  for (const license of licenses) license.status = status
}

/** All rolls have the new name at once; what the others have is the old one. */
function marry(person: InventedPerson): void {
  for (const license of person.licenses) {
    license.nameOnRoll = { ...(license.nameOnRoll ?? person.name), family: 'Quillfeather' }
  }
}

/** Off the rolls, and still in the other registries. */
const without = (people: InventedPerson[], leaving: InventedPerson[]): InventedPerson[] =>
  people.map((person) => (leaving.includes(person) ? { ...person, licenses: [] } : person))

async function sweepAll(
  { pipeline, sweeps, people }: World,
  registries: readonly SimulatedRegistry[],
  shown: InventedPerson[] = people,
): Promise<void> {
  const kept = structuredClone(shown)
  for (const registry of registries) {
    pipeline.simulators[registry].controls.people = kept
    const run = await pipeline.refresh(registry)
    if (run.status !== 'published') throw new Error(`${registry}: ${run.reasons.join(' ')}`)
    sweeps.push({ registry, at: pipeline.ctx.now(), people: kept })
  }
}

/** The core at work on a task. */
import { openPoints } from '../../../src/cli/points.ts'
import type { ScoredPairs } from '../../../src/core/linkage/link-tables.ts'
import type { LinkPerson } from '../../../src/core/linkage/person.ts'
import { linkEstimated } from '../../../src/core/linkage/estimate.ts'
import { TableBuilder } from '../../../src/core/linkage/table.ts'
import type { Task } from './strangers.ts'

const findPoint = openPoints()

const withPoints = (person: LinkPerson): LinkPerson => ({
  ...person,
  places: person.places.map((place) => ({
    ...place,
    point: findPoint(place.postalCode?.slice(0, 5) ?? null, place.city ?? '', place.state ?? ''),
  })),
})

/** Links the two lists of a task; entries of one list are taken for different people. */
export function linkStrangers(task: Task): ScoredPairs {
  const builder = new TableBuilder()
  for (const person of task.persons) builder.add(withPoints(person))
  const listOf = Int32Array.from(task.persons, (_, at) => (at < task.left.length ? 0 : 1))
  const table = builder.build()
  return linkEstimated(table, listOf).pairs
}

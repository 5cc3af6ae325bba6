/** What the questions of a set have in common, so that a thousand checks are not thousands of queries. */
import { findListedNames } from '#db/queries/batches.ts'
import { catchUp, findShown } from '#db/queries/search.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { instantOf, loadRegistries, type SharedFacts } from './load-check-facts.ts'
import { exclusionLists } from './load-namesakes.ts'
import { type CheckStore, findIdsToday } from './meet-people.ts'
import { nameKeysOf } from './write-record-keys.ts'

/** For `loadCheckFacts`, right afterwards; null where the questions are about the past. */
export async function loadSharedFacts(
  store: CheckStore,
  questions: CheckQuestion[],
): Promise<SharedFacts | null> {
  const asOf = questions[0]?.asOf ?? null
  const moment = instantOf(asOf, store.now)
  if (moment.isPast) return null
  await catchUp(store.db, store.directory)
  const ids = [...new Set(questions.flatMap((question) => findIdsToday(store, question)))]
  const shown = await findShown(store.db, store.directory, ids)
  const asked = questions.flatMap(({ name }) => name ?? [])
  const known = [...shown.values()].flatMap(({ view }) => [view.name, ...view.otherNames])
  const keys = [...new Set([...asked, ...known].flatMap(nameKeysOf))]
  return {
    registries: await loadRegistries(store, moment),
    listedNames: new Set(await findListedNames(store.db, exclusionLists(store), keys)),
  }
}

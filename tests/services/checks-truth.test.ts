import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { createRandom, type Random } from '#scrapers/population/random.ts'
import { evaluate } from '#src/core/checks/policy.ts'
import { endOfNewYorkDay, newYorkDay } from '#src/core/days.ts'
import type { IsoDate } from '#src/core/words.ts'
import { type CheckStore, loadCheckFacts } from '#src/services/load-check-facts.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { type Answer, faultsOf } from './checks-truth/judge.ts'
import { ask, type Asked, KINDS } from './checks-truth/questions.ts'
import { Shown } from './checks-truth/truth.ts'
import { createWorld, type World } from './checks-truth/world.ts'

const PEOPLE = 640
const CHECKS = 2000
/** Before the first sweep, between the sweeps, and behind the last day of many licenses. */
const PAST_DAYS: IsoDate[] = [
  '2026-11-20',
  '2026-11-22',
  '2026-11-24',
  '2026-11-28',
  '2026-11-29',
  '2026-12-05',
  '2026-12-06',
  '2026-12-15',
  '2026-12-31',
  '2027-01-01',
]
const TODAY_SHARE = 0.4

/** The namesakes of the population and those to whom something happens, more often than others. */
function pickPerson(random: Random, { people, fates }: World): InventedPerson {
  const groups = [Object.values(fates).flat(), people.slice(10, 25), people]
  const share = random.int(0, 9)
  const group = groups[share < 3 ? 0 : share < 5 ? 1 : 2] ?? people
  return random.pick(group.map((person) => person.id).flatMap((id) => people[id - 1] ?? []))
}

/** As many of each kind as of any other. */
function* askAll(random: Random, world: World): Generator<Asked> {
  for (let count = 0; count < CHECKS;) {
    const kind = KINDS[count % KINDS.length] ?? 'npi'
    const asked = ask(random, kind, pickPerson(random, world), pickPerson(random, world))
    if (!asked) continue
    count += 1
    const asOf = random.chance(TODAY_SHARE) ? null : (PAST_DAYS[random.int(0, 9)] ?? null)
    yield { ...asked, question: { ...asked.question, asOf } }
  }
}

describe('checks of an invented population whose truth is known', () => {
  let database: TestDatabase
  let world: World
  let store: CheckStore

  beforeAll(async () => {
    database = await openTestDatabase()
    world = await createWorld(database, PEOPLE)
    store = {
      db: database.db,
      directory: createDirectory(true),
      infos: registries.map(({ info }) => info),
      now: world.pipeline.ctx.now(),
    }
  }, 300_000)
  afterAll(async () => {
    await world.pipeline.close()
    await database.close()
  })

  const momentOf = (asOf: IsoDate | null) =>
    asOf === null
      ? { at: store.now, day: newYorkDay(store.now) }
      : { at: endOfNewYorkDay(asOf), day: asOf }

  const answer = async (asked: Asked): Promise<Answer> => {
    const facts = await loadCheckFacts(store, asked.question)
    return { asked, facts, elements: evaluate(facts, asked.question) }
  }

  test('none of 2,000 is answered wrongly, today or on a past day', async () => {
    const wrong: string[] = []
    const kinds: Record<string, number> = {}
    for (const asked of askAll(createRandom(71), world)) {
      const given = await answer(asked)
      const { kind } = given.facts.identified
      kinds[kind] = (kinds[kind] ?? 0) + 1
      const shown = new Shown(world.sweeps, momentOf(asked.question.asOf))
      const faults = faultsOf(shown, world.people, given)
      wrong.push(...faults.map((fault) => `${JSON.stringify(asked.question)}: ${fault}`))
    }
    expect(wrong).toEqual([])
    // Whoever answers everything with a shrug is never wrong either.
    expect(kinds.one).toBeGreaterThan(CHECKS * 0.4)
    expect(kinds.several).toBeGreaterThan(0)
    expect(kinds.nobody).toBeGreaterThan(0)
  }, 600_000)
})

/** Judges linking by strangers: people, names and slips that the weights were not chosen by. */
import { evaluate } from './evaluate.ts'
import { describeNames, evaluateNames } from './evaluate-names.ts'
import { linkStrangers } from './link-strangers.ts'
import { describe, summarize } from './print.ts'
import { createTasks } from './strangers.ts'

const SEEDS = [11, 23, 47]
const EXAMPLE_GROUPS = 6

export function benchStrangers(): object {
  const rows = SEEDS.flatMap((seed) => {
    const { nppes, board } = createTasks(seed)
    const twice = { ...createTasks(seed, 0.05).nppes, name: 'roll and NPPES, 5 % on two rolls' }
    return [nppes, board, twice].map((task) => {
      const found = evaluate(linkStrangers(task), task)
      console.log(`  ${summarize(`strangers, seed ${seed}, ${task.name}`, found)}`)
      if (seed === SEEDS[0]) console.log(describe(found, EXAMPLE_GROUPS).join('\n'))
      const { matches, wrong, matched, matchedOrReview, leftInReview } = found
      return { seed, task: task.name, matches, wrong, matched, matchedOrReview, leftInReview }
    })
  })
  console.log(describeNames(evaluateNames()).join('\n'))
  return rows
}

/** FEBRL 1, 2 and 3: a file with its own duplicates, and the originals against the duplicates. */
import { existsSync } from 'node:fs'
import { estimateModel } from '#src/core/linkage/estimate.ts'
import { linkTable } from '#src/core/linkage/link-tables.ts'
import { type LinkageModel, MODEL } from '#src/core/linkage/model.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { readTable } from '#src/cli/read-csv.ts'
import {
  judge,
  pairKey,
  type Quality,
  round,
  type ScoredPair,
  toPairs,
  truePairs,
  type Truth,
} from './figures.ts'
import { countKeyLoss, describe, inParts, NOBODY, NOWHERE, toTable } from './people.ts'

const FOLDER = '../shared/linkage'
const SHUFFLE_SEED = 20_261_122
const EXAMPLES = 4

/** Published, or reached by a plain model of ours: what has to be beaten. */
const ANCHORS = [
  { file: 3, task: 'file', numbers: true, name: 'GoldenMatch', f1: 0.996 },
  { file: 3, task: 'file', numbers: true, name: 'Splink 4.0.16', f1: 0.965 },
  { file: 3, task: 'lists', numbers: false, name: 'plain Fellegi-Sunter', f1: 0.986 },
]

interface Febrl {
  people: LinkPerson[]
  personOf: Int32Array
  isDuplicate: boolean[]
}

export async function benchFebrl(): Promise<object> {
  if (!existsSync(`${FOLDER}/febrl1.csv`)) {
    console.log(`  FEBRL: skipped, for there is no folder ${FOLDER}`)
    return { skipped: true }
  }
  const figures: object[] = []
  for (const file of [1, 2, 3]) {
    const febrl = await readFebrl(`${FOLDER}/febrl${file}.csv`)
    for (const numbers of [true, false]) {
      for (const task of ['file', 'lists'] as const) {
        figures.push(...benchTask({ file, numbers, task }, febrl))
      }
    }
  }
  return { figures, anchors: ANCHORS }
}

const COLUMNS = [
  'rec_id',
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
] as const

/** Shuffled, so that the order tells nothing either. */
async function readFebrl(path: string): Promise<Febrl> {
  const rows: { id: string; person: LinkPerson; chance: number }[] = []
  const random = createRandom(SHUFFLE_SEED)
  await readTable(path, { columns: COLUMNS, findMissing: () => null }, ({ cell }) => {
    const street = [cell('street_number'), cell('address_1'), cell('address_2')]
    const person = {
      ...NOBODY,
      names: [inParts(cell('given_name') || null, cell('surname') || null)],
      places: [
        {
          ...NOWHERE,
          street: street.filter(Boolean).join(' ') || null,
          city: cell('suburb') || null,
          state: cell('state') || null,
          postalCode: cell('postcode') || null,
        },
      ],
      birthDate: cell('date_of_birth') || null,
      personalNumber: cell('soc_sec_id') || null,
    }
    rows.push({ id: cell('rec_id'), person, chance: random.next() })
  })
  rows.sort((a, b) => a.chance - b.chance)
  return {
    people: rows.map(({ person }) => person),
    personOf: Int32Array.from(rows, ({ id }) => Number(/^rec-(\d+)-/.exec(id)?.[1])),
    isDuplicate: rows.map(({ id }) => id.includes('-dup-')),
  }
}

interface Task {
  file: number
  /** With date of birth and social security number. */
  numbers: boolean
  task: 'file' | 'lists'
}

function benchTask({ file, numbers, task }: Task, febrl: Febrl): object[] {
  const people = numbers
    ? febrl.people
    : febrl.people.map((person) => ({ ...person, birthDate: null, personalNumber: null }))
  const listOf = task === 'file' ? null : Int32Array.from(febrl.isDuplicate, Number)
  const truth: Truth = { personOf: febrl.personOf, listOf }
  const table = toTable(people)
  const loss = countKeyLoss(people, table, truth)
  const trueCount = truePairs(truth).length
  const title = `FEBRL ${file}, ${task === 'file' ? 'the file in itself' : 'originals and duplicates'}, ${numbers ? 'with' : 'without'} birth date and number`
  console.log(
    `  ${title}: ${trueCount} true pairs, ${loss.keyless} without a common key, ${loss.uncompared} not compared (${round((loss.uncompared / trueCount) * 100, 2)} %)`,
  )
  for (const anchor of ANCHORS) {
    if (anchor.file === file && anchor.task === task && anchor.numbers === numbers) {
      console.log(`    ${anchor.name.padEnd(44)} F1 ${anchor.f1.toFixed(4)}`)
    }
  }
  const models = { delivered: MODEL, estimated: estimateModel(table, listOf) }
  return Object.entries(models).map(([name, model]: [string, LinkageModel]) => {
    const startedAt = performance.now()
    const pairs = toPairs(linkTable(table, model, { listOf }), truth)
    const seconds = round((performance.now() - startedAt) / 1000, 2)
    const matched = judge(pairs, trueCount, ({ decision }) => decision === 2)
    const likely = judge(pairs, trueCount, ({ probability }) => probability >= 0.5)
    console.log(`    ${`${name} weights, decision match`.padEnd(44)} ${toLine(matched)}`)
    console.log(`    ${`${name} weights, probability >= 0.5`.padEnd(44)} ${toLine(likely)}`)
    if (file === 3 && name === 'delivered') printMistakes(people, pairs, truth)
    return {
      file,
      numbers,
      task,
      model: name,
      true_pairs: trueCount,
      ...loss,
      seconds,
      matched,
      likely,
    }
  })
}

const toLine = ({ f1, precision, recall, wrong, missed }: Quality): string =>
  `F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  ${wrong} wrong, ${missed} missed`

function printMistakes(people: LinkPerson[], pairs: ScoredPair[], truth: Truth): void {
  const likely = pairs.filter(({ probability }) => probability >= 0.5)
  const taken = new Set(likely.map(({ left, right }) => pairKey(left, right)))
  const scoreOf = new Map(pairs.map((pair) => [pairKey(pair.left, pair.right), pair.probability]))
  const missed = truePairs(truth).filter(([left, right]) => !taken.has(pairKey(left, right)))
  for (const [left, right] of missed.slice(0, EXAMPLES)) {
    const probability = scoreOf.get(pairKey(left, right))
    const score = probability === undefined ? 'plainly different' : probability.toFixed(3)
    console.log(`      missed (${score}): ${describe(people[left])}`)
    console.log(`        and ${describe(people[right])}`)
  }
  for (const { left, right, probability } of likely
    .filter(({ isTrue }) => !isTrue)
    .slice(0, EXAMPLES)) {
    console.log(`      wrong (${probability.toFixed(3)}): ${describe(people[left])}`)
    console.log(`        and ${describe(people[right])}`)
  }
}

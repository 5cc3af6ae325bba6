/** Decides row by row whom a list about training means, and keeps what it decides. */
import { and, isNull, sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { trainingReviews } from '#db/schema/index.ts'
import { createTrainingMatcher, type TrainingMatch } from '#src/core/training-match.ts'
import {
  parseTrainingClaim,
  parseTrainingSubject,
  type TrainingClaim,
  type TrainingRow,
  TrainingRowError,
  type TrainingSubject,
} from '#src/core/training-row.ts'
import { type Giver, giveTraining } from './give-training.ts'
import { loadTrainingCandidates } from './load-training-candidates.ts'

/** A row of the list, or why it is none, with the line on which it begins. */
export type GivenRow = { line: number } & ({ row: TrainingRow } | { problem: string })

export interface TrainingOutcome {
  line: number
  name: string | null
  outcome: 'accepted' | 'known' | 'doubtful' | 'refused'
  /** Why, as a sentence or the rest of one. */
  reason: string
  /** Public id of whom it was accepted for. */
  practitioner: string | null
  /** Public ids of whom a doubtful row may mean. */
  candidates: string[]
  claim: TrainingClaim | null
}

export interface TakenRows {
  outcomes: TrainingOutcome[]
  /** Practitioners who have more evidence than before; the caller projects them. */
  touched: Set<number>
  /** False where the same list was taken before. */
  isChanged: boolean
}

type Giving = Giver & { at: Date }

/** One outcome a row, in order. */
export async function takeTrainingRows(
  tx: Db,
  rows: GivenRow[],
  giving: Giving,
): Promise<TakenRows> {
  const match = createTrainingMatcher(await loadTrainingCandidates(tx))
  const taken: TakenRows = { outcomes: [], touched: new Set(), isChanged: false }
  for (const given of rows) {
    const read = readRow(given, giving.at.getUTCFullYear())
    taken.outcomes.push(
      'problem' in read
        ? toOutcome(given, 'refused', read.problem)
        : await takeRow(tx, { ...read, line: given.line }, match, { giving, taken }),
    )
  }
  return taken
}

async function takeRow(
  tx: Db,
  given: ReadRow,
  match: (subject: TrainingSubject) => TrainingMatch,
  { giving, taken }: { giving: Giving; taken: TakenRows },
): Promise<TrainingOutcome> {
  const { row, claim, subject } = given
  const decision = await findDecision(tx, row)
  if (decision !== null) return { ...toOutcome(given, 'known', decision), claim }
  const found = match(subject)
  if (found.kind === 'doubtful') {
    if (await keepForReview(tx, row, found, giving)) taken.isChanged = true
    const candidates = found.candidates.map(({ publicId }) => publicId)
    return { ...toOutcome(given, 'doubtful', found.reason), candidates, claim }
  }
  const { id, publicId } = found.candidate
  const became = await giveTraining(tx, id, claim, giving)
  if (became === 'given') taken.touched.add(id)
  const isClosed = await closeReview(tx, row, publicId, giving)
  if (became === 'given' || isClosed) taken.isChanged = true
  const reason = { ...WHY_NOT, given: found.reason }[became]
  const outcome = toOutcome(given, became === 'given' ? 'accepted' : 'known', reason)
  return { ...outcome, practitioner: publicId, claim }
}

const WHY_NOT = {
  known: 'It stands there already.',
  withdrawn: 'It stood there and was withdrawn by an admin.',
}

type ReadRow = { line: number; row: TrainingRow; claim: TrainingClaim; subject: TrainingSubject }

function readRow(given: GivenRow, thisYear: number): ReadRow | { problem: string } {
  if ('problem' in given) return given
  const { line, row } = given
  const claim = sentenceOr(() => parseTrainingClaim(row, thisYear))
  if (typeof claim === 'string') return { problem: claim }
  const subject = sentenceOr(() => parseTrainingSubject(row))
  return typeof subject === 'string' ? { problem: subject } : { line, row, claim, subject }
}

/** What is read, or the sentence that says why it cannot be. */
export function sentenceOr<Result>(read: () => Result): Result | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof TrainingRowError) return error.message
    throw error
  }
}

const toOutcome = (
  given: GivenRow,
  outcome: TrainingOutcome['outcome'],
  reason: string,
): TrainingOutcome => ({
  line: given.line,
  name: 'row' in given ? given.row.name : null,
  outcome,
  reason,
  practitioner: null,
  candidates: [],
  claim: null,
})

/** The hash is what the rows are indexed by. */
const isRow = (row: TrainingRow) =>
  sql`md5(${trainingReviews.content}::text) = md5(${jsonRows(row)}::text)`

/** What a person decided about the very row before, as a sentence. */
async function findDecision(tx: Db, row: TrainingRow): Promise<string | null> {
  const [decided] = await tx
    .select({ at: trainingReviews.decidedAt, decision: trainingReviews.decision })
    .from(trainingReviews)
    .where(and(isRow(row), sql`${trainingReviews.decidedAt} is not null`))
  return decided?.at
    ? `It was decided on ${decided.at.toISOString().slice(0, 10)}: ${decided.decision}.`
    : null
}

/** The newest reason and candidates stay; who handed it in first does too. True where it is new. */
async function keepForReview(
  tx: Db,
  row: TrainingRow,
  { candidates, reason }: Extract<TrainingMatch, { kind: 'doubtful' }>,
  { givenBy, actor, at }: Giving,
): Promise<boolean> {
  const found = { reason, candidates: candidates.map(({ publicId }) => publicId) }
  const known = await tx
    .update(trainingReviews)
    .set(found)
    .where(isRow(row))
    .returning({ id: trainingReviews.id })
  if (known.length > 0) return false
  await tx
    .insert(trainingReviews)
    .values({ content: row, ...found, givenBy, importedBy: actor, importedAt: at })
  return true
}

/** A row that waited and is doubtful no more, because the directory has learned more since. */
async function closeReview(
  tx: Db,
  row: TrainingRow,
  publicId: string,
  { actor, at }: Giving,
): Promise<boolean> {
  const closed = await tx
    .update(trainingReviews)
    .set({ decidedAt: at, decidedBy: actor, decision: `matched ${publicId} when imported again` })
    .where(and(isRow(row), isNull(trainingReviews.decidedAt)))
    .returning({ id: trainingReviews.id })
  return closed.length > 0
}

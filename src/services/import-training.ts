/**
 * Takes a list of people who trained in trigger points. What surely means one practitioner becomes
 * a claim beside them; what is doubtful waits for a person; nothing is guessed.
 */
import { eq, isNull, and, sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { practitioners, trainingReviews } from '#db/schema/index.ts'
import { createTrainingMatcher, type TrainingMatch } from '#src/core/training-match.ts'
import {
  parseTrainingClaim,
  parseTrainingSubject,
  toTrainingRow,
  type TrainingClaim,
  type TrainingRow,
  TrainingRowError,
  type TrainingSubject,
} from '#src/core/training-row.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { type Giver, giveTraining } from './give-training.ts'
import { loadTrainingCandidates } from './load-training-candidates.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { takeTurn } from './take-turn.ts'

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

/** All rows or none; the same list again changes nothing. One outcome a row, in order. */
export async function importTraining(
  ctx: ServiceContext,
  input: { rows: GivenRow[] } & Giver,
): Promise<TrainingOutcome[]> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const match = createTrainingMatcher(await loadTrainingCandidates(tx))
    const giving = { givenBy: input.givenBy, actor: input.actor, at: ctx.now() }
    const outcomes: TrainingOutcome[] = []
    const touched = new Set<number>()
    for (const given of input.rows) {
      const read = readRow(given, ctx.now().getUTCFullYear())
      if ('problem' in read) {
        outcomes.push(toOutcome(given, 'refused', read.problem))
        continue
      }
      const { row, claim } = read
      const decision = await findDecision(tx, row)
      if (decision !== null) {
        outcomes.push({ ...toOutcome(given, 'known', decision), claim })
        continue
      }
      const found = match(read.subject)
      if (found.kind === 'doubtful') {
        await keepForReview(tx, row, found, giving)
        const candidates = found.candidates.map(({ publicId }) => publicId)
        outcomes.push({ ...toOutcome(given, 'doubtful', found.reason), candidates, claim })
        continue
      }
      const { id, publicId } = found.candidate
      const isNew = await giveTraining(tx, id, claim, giving)
      if (isNew) touched.add(id)
      await closeReview(tx, row, publicId, giving)
      const reason = isNew ? found.reason : 'It stands there already.'
      const outcome = toOutcome(given, isNew ? 'accepted' : 'known', reason)
      outcomes.push({ ...outcome, practitioner: publicId, claim })
    }
    await projectPractitioners(ctx, tx, [...touched])
    return outcomes
  })
}

/** How the page names who gave it when it is the practitioner's own word. */
export const OWN_WORD = 'practitioner'

/**
 * A practitioner's own claim, which nobody has checked. Throws `NotFoundError` and, for what cannot
 * be shown as a claim, `RefusedError`. The same claim again changes nothing.
 */
export async function claimTraining(
  ctx: ServiceContext,
  input: { publicId: string; actor: string } & Partial<
    Pick<TrainingRow, 'school' | 'program' | 'year' | 'evidence' | 'link'>
  >,
): Promise<{ isNew: boolean }> {
  const { publicId, actor, school, program, year, evidence, link } = input
  const row = toTrainingRow({ school, program, year, evidence, link, tier: 'claimed' })
  const claim = readClaim(row, ctx.now().getUTCFullYear())
  if (typeof claim === 'string') throw new RefusedError(claim)
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const [found] = await tx
      .select()
      .from(practitioners)
      .where(eq(practitioners.publicId, publicId))
    if (!found) throw new NotFoundError(`There is no practitioner ${publicId}.`)
    const id = found.mergedIntoId ?? found.id
    const isNew = await giveTraining(tx, id, claim, { givenBy: OWN_WORD, actor, at: ctx.now() })
    if (isNew) await projectPractitioners(ctx, tx, [id])
    return { isNew }
  })
}

type ReadRow = { row: TrainingRow; claim: TrainingClaim; subject: TrainingSubject }

function readRow(given: GivenRow, thisYear: number): ReadRow | { problem: string } {
  if ('problem' in given) return given
  const { row } = given
  const claim = readClaim(row, thisYear)
  if (typeof claim === 'string') return { problem: claim }
  const subject = sentenceOr(() => parseTrainingSubject(row))
  return typeof subject === 'string' ? { problem: subject } : { row, claim, subject }
}

const readClaim = (row: TrainingRow, thisYear: number): TrainingClaim | string =>
  sentenceOr(() => parseTrainingClaim(row, thisYear))

/** What is read, or the sentence that says why it cannot be. */
function sentenceOr<Result>(read: () => Result): Result | string {
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

const isRow = (row: TrainingRow) => sql`${trainingReviews.content} = ${jsonRows(row)}`

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

/** The newest reason and candidates stay; who handed it in first does too. */
async function keepForReview(
  tx: Db,
  row: TrainingRow,
  { candidates, reason }: Extract<TrainingMatch, { kind: 'doubtful' }>,
  { givenBy, actor, at }: Giver & { at: Date },
): Promise<void> {
  const found = { reason, candidates: candidates.map(({ publicId }) => publicId) }
  const known = await tx
    .update(trainingReviews)
    .set(found)
    .where(isRow(row))
    .returning({ id: trainingReviews.id })
  if (known.length > 0) return
  await tx
    .insert(trainingReviews)
    .values({ content: row, ...found, givenBy, importedBy: actor, importedAt: at })
}

/** A row that waited and is doubtful no more, because the directory has learned more since. */
async function closeReview(
  tx: Db,
  row: TrainingRow,
  publicId: string,
  { actor, at }: Giver & { at: Date },
): Promise<void> {
  await tx
    .update(trainingReviews)
    .set({ decidedAt: at, decidedBy: actor, decision: `matched ${publicId} when imported again` })
    .where(and(isRow(row), isNull(trainingReviews.decidedAt)))
}

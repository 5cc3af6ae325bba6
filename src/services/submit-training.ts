import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { practitioners, trainingSubmissions } from '#db/schema/index.ts'
import {
  parseTrainingClaim,
  toTrainingRow,
  type TrainingClaim,
  type TrainingRow,
} from '#src/core/training-row.ts'
import type { Tier, TrainingProgram } from '#src/core/words.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { keepEvidence, mediaTypeOf, type NewEvidence } from './evidence-files.ts'
import { OWN_WORD } from './give-training.ts'
import { sentenceOr } from './take-training-rows.ts'

/** Whose word it is, as the page names them. */
export const GIVERS = [OWN_WORD, 'the school', 'a clinic', 'somebody else'] as const
export type ClaimGiver = (typeof GIVERS)[number]

/** What somebody says of a practitioner's training. */
export interface Submission {
  program: TrainingProgram
  school: string
  year: number | null
  /** What shows it, in words; may be empty. */
  evidence: string
  evidenceUrl: string | null
}

export interface NewSubmission extends Submission {
  publicId: string
  file: NewEvidence | null
  givenBy: ClaimGiver
  /** Who sent it, where somebody is signed in. */
  by: string | null
}

/** Beyond this, whoever sends more is not helping. */
const WAITING_MAX = 5

const PROGRAMS: Record<TrainingProgram, string> = {
  apm: 'Acupuncture Physical Medicine',
  'trigger-point': 'Trigger-point needling',
}

/**
 * Takes a claim with its evidence; nobody sees it until an admin decides. The same claim again while
 * it waits is one. Throws `NotFoundError`, and `RefusedError` for what can be no claim.
 */
export async function submitTraining(
  ctx: ServiceContext,
  input: NewSubmission,
): Promise<{ id: number; isNew: boolean }> {
  const at = ctx.now()
  const submission = read(input, at.getUTCFullYear())
  if (input.file && mediaTypeOf(input.file.body) === null) {
    throw new RefusedError('The file is no PDF, PNG or JPEG.')
  }
  return ctx.db.transaction(async (tx) => {
    const identity = await findIdentity(tx, input.publicId)
    if (!identity) throw new NotFoundError(`There is no practitioner ${input.publicId}.`)
    const waiting = await findWaiting(tx, identity.id)
    const fileSha256 = input.file ? await keepEvidence(tx, input.file, at) : null
    const content = { ...submission, fileSha256, givenBy: input.givenBy }
    const same = waiting.find((one) => isSame(one, content))
    if (same) return { id: same.id, isNew: false }
    if (waiting.length >= WAITING_MAX) {
      throw new RefusedError(
        'Several claims about this practitioner wait already. Try again later.',
      )
    }
    const [added] = await tx
      .insert(trainingSubmissions)
      .values({ ...content, practitionerId: identity.id, createdAt: at })
      .returning({ id: trainingSubmissions.id })
    if (!added) throw new Error('The insert returned no row.')
    if (input.by !== null) await note(tx, { ...input, ...content, by: input.by, ...added }, at)
    return { id: added.id, isNew: true }
  })
}

/** One after the other for each practitioner, so that two at once see each other. */
async function findWaiting(tx: Db, practitionerId: number) {
  await tx
    .select({ id: practitioners.id })
    .from(practitioners)
    .where(eq(practitioners.id, practitionerId))
    .for('no key update')
  return tx
    .select()
    .from(trainingSubmissions)
    .where(
      and(
        eq(trainingSubmissions.practitionerId, practitionerId),
        isNull(trainingSubmissions.decidedAt),
      ),
    )
    .orderBy(asc(trainingSubmissions.id))
}

type Content = Submission & { fileSha256: string | null; givenBy: string }

const isSame = (a: Content, b: Content): boolean => keyOf(a) === keyOf(b)

const keyOf = (one: Content): string =>
  JSON.stringify([
    one.program,
    one.school,
    one.year,
    one.evidence,
    one.evidenceUrl,
    one.fileSha256,
    one.givenBy,
  ])

const note = (
  tx: Db,
  { publicId, id, program, school, by }: { publicId: string; id: number; by: string } & Content,
  at: Date,
): Promise<void> =>
  appendAudit(
    tx,
    {
      actor: by,
      action: 'submit-training',
      subject: { type: 'training-submission', id: String(id) },
      why: '',
      before: null,
      after: { practitioner: publicId, program, school },
    },
    at,
  )

/** Without needless spaces, with a link as an address. Throws `RefusedError` for no claim. */
function read(input: NewSubmission, thisYear: number): Submission {
  const { program, year } = input
  const text = input.school + input.evidence
  if (text.includes('\0') || !text.isWellFormed()) throw new RefusedError('This is no text.')
  const { school, evidence, link } = toTrainingRow({
    school: input.school,
    evidence: input.evidence,
    link: input.evidenceUrl,
  })
  if (school === null) throw new RefusedError('Say which school or course it was.')
  if (evidence === null && link === null && input.file === null) {
    throw new RefusedError('Say what shows it: give a file, a link, or words.')
  }
  const given = { program, school, year, evidence: evidence ?? '', evidenceUrl: link }
  const claim = toClaim(given, { tier: 'claimed', hasFile: input.file !== null, thisYear })
  return { ...given, evidenceUrl: claim.evidenceUrl }
}

/**
 * What would be shown of it at a tier. A file is not for everybody to see, so that it is only said
 * to be there. Throws `RefusedError` for what can be no claim.
 */
export function toClaim(
  { program, school, year, evidence, evidenceUrl }: Submission,
  { tier, hasFile, thisYear }: { tier: Tier; hasFile: boolean; thisYear: number },
): TrainingClaim {
  const words = evidence === '' && hasFile ? 'a document shown to this directory' : evidence
  const row: TrainingRow = toTrainingRow({
    school,
    program: PROGRAMS[program],
    year: year === null ? null : String(year),
    evidence: words,
    link: evidenceUrl,
    tier,
  })
  const claim = sentenceOr(() => parseTrainingClaim(row, thisYear))
  if (typeof claim === 'string') throw new RefusedError(claim)
  return { ...claim, program }
}

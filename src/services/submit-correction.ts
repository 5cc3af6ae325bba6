import { eq } from 'drizzle-orm'
import { isLeftOut } from '#db/queries/left-out.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { type CorrectionKind, corrections } from '#db/schema/index.ts'
import { businessDaysAfter } from '#src/core/business-days.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'

/** Within so many business days a correction is answered. */
export const ANSWER_DAYS = 2

export interface CorrectionInput {
  /** Public id. */
  practitioner: string
  kind: CorrectionKind
  text: string
  contact: string | null
  /** Of the form: the same one sent twice is one. */
  nonce: string
}

export interface SubmittedCorrection {
  id: number
  createdAt: Date
  /** When it will have been answered. */
  dueAt: Date
}

/**
 * Puts somebody's wish into the queue; nothing changes until an admin decides. Throws
 * `NotFoundError`, and `RefusedError` for a removal of somebody who is left out already.
 */
export async function submitCorrection(
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  { practitioner, kind, text, contact, nonce }: CorrectionInput,
): Promise<SubmittedCorrection> {
  const shown = {
    id: corrections.id,
    createdAt: corrections.createdAt,
    dueAt: corrections.dueAt,
  }
  const identity = await findIdentity(db, practitioner)
  if (!identity) throw new NotFoundError('No practitioner has this id.')
  if (kind === 'remove' && (await isLeftOut(db, identity.id))) {
    throw new RefusedError('This practitioner is left out of searches already.')
  }
  const createdAt = now()
  const dueAt = businessDaysAfter(createdAt, ANSWER_DAYS)
  const [added] = await db
    .insert(corrections)
    .values({ practitionerId: identity.id, kind, text, contact, nonce, createdAt, dueAt })
    .onConflictDoNothing()
    .returning(shown)
  if (added) return added
  const [first] = await db.select(shown).from(corrections).where(eq(corrections.nonce, nonce))
  if (!first) throw new Error('A correction could be neither added nor found.')
  return first
}

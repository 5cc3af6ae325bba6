import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { changes, trainingClaims } from '#db/schema/index.ts'
import type { TrainingClaim } from '#src/core/training-row.ts'
import { tierRank } from '#src/core/words.ts'

/** Who gave it, as the page shows it, and who did it here, as the history keeps it. */
export interface Giver {
  givenBy: string
  actor: string
}

/**
 * Puts a claim beside a practitioner, with its line in the change history. False where the same
 * evidence stands there already with this tier or a better one. The caller projects.
 */
export async function giveTraining(
  tx: Db,
  practitionerId: number,
  claim: TrainingClaim,
  { givenBy, actor, at }: Giver & { at: Date },
): Promise<boolean> {
  const same = await tx
    .select({ tier: trainingClaims.tier })
    .from(trainingClaims)
    .where(
      and(
        isNull(trainingClaims.recordId),
        eq(trainingClaims.practitionerId, practitionerId),
        eq(trainingClaims.program, claim.program),
        eq(trainingClaims.evidence, claim.evidence),
        sql`coalesce(${trainingClaims.evidenceUrl}, '') = ${claim.evidenceUrl ?? ''}`,
      ),
    )
  if (same.some(({ tier }) => tierRank(tier) >= tierRank(claim.tier))) return false
  const added = await tx
    .insert(trainingClaims)
    .values({ ...claim, practitionerId, recordId: null, givenBy, givenAt: at })
    .onConflictDoNothing()
    .returning({ id: trainingClaims.id })
  if (added.length === 0) return false
  await tx.insert(changes).values({
    at,
    kind: 'evidence',
    practitionerId,
    actor,
    fields: [{ path: 'training', before: null, after: describe(claim) }],
  })
  return true
}

const describe = ({ program, tier, evidence, evidenceUrl }: TrainingClaim): string =>
  `${program}, ${tier}: ${evidence}${evidenceUrl === null ? '' : ` (${evidenceUrl})`}`

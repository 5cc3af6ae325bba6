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

/** How the page names who gave it when it is the practitioner's own word. */
export const OWN_WORD = 'practitioner'

/** `known`: the same evidence stands there already; `withdrawn`: it stood there and was taken back. */
export type Given = 'given' | 'known' | 'withdrawn'

/**
 * Puts a claim beside a practitioner, with its line in the change history, unless the same evidence
 * stands there with this tier or a better one. One that an admin has withdrawn comes back only where
 * `revives` says that an admin decides again. The caller projects.
 */
export async function giveTraining(
  tx: Db,
  practitionerId: number,
  claim: TrainingClaim,
  { givenBy, actor, at, revives = false }: Giver & { at: Date; revives?: boolean },
): Promise<Given> {
  const same = await findSame(tx, practitionerId, claim)
  const good = same.filter(({ tier }) => tierRank(tier) >= tierRank(claim.tier))
  if (good.some(({ withdrawnAt }) => withdrawnAt === null)) return 'known'
  if (good.length > 0 && !revives) return 'withdrawn'
  const given = { givenBy, givenAt: at }
  const before = good.find(({ tier }) => tier === claim.tier)
  if (before) {
    await tx
      .update(trainingClaims)
      .set({ ...given, withdrawnAt: null, withdrawnBy: null })
      .where(eq(trainingClaims.id, before.id))
  } else {
    await tx.insert(trainingClaims).values({ ...claim, practitionerId, recordId: null, ...given })
  }
  await tx.insert(changes).values({
    at,
    kind: 'evidence',
    practitionerId,
    actor,
    fields: [{ path: 'training', before: null, after: describeClaim(claim) }],
  })
  return 'given'
}

const findSame = (tx: Db, practitionerId: number, claim: TrainingClaim) =>
  tx
    .select({
      id: trainingClaims.id,
      tier: trainingClaims.tier,
      withdrawnAt: trainingClaims.withdrawnAt,
    })
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

/** A claim on one line, as the change history keeps it. */
export const describeClaim = ({ program, tier, evidence, evidenceUrl }: TrainingClaim): string =>
  `${program}, ${tier}: ${evidence}${evidenceUrl === null ? '' : ` (${evidenceUrl})`}`

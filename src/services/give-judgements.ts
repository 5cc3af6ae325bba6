import { and, isNull, or, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { actorName } from '#db/queries/actor-name.ts'
import { findJudgements, type GivenJudgement } from '#db/queries/linkage.ts'
import { judgements, type Verdict } from '#db/schema/index.ts'
import { contradictions } from '#src/core/linkage/judgements.ts'
import type { ServiceContext } from './context.ts'
import { RefusedError } from './errors.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { regroupRecords } from './regroup-records.ts'

/** What somebody says of two records, by their ids in any order. */
export interface GivenVerdict {
  left: number
  right: number
  verdict: Verdict
}

/** Whose word it is and why, in their own words. */
export interface Judge {
  by: string
  note: string
}

/**
 * Puts verdicts in force together, regroups the records and shows whom that concerns anew. Returns the
 * id under which the judgement can be undone. Throws `RefusedError` where it contradicts another.
 */
export async function giveJudgements(
  ctx: ServiceContext,
  tx: Db,
  { verdicts, by, note }: { verdicts: GivenVerdict[] } & Judge,
): Promise<string> {
  const actId = ctx.newId()
  const given = verdicts.map(inOrder)
  await requireNoContradiction(tx, await findJudgements(tx), given)
  const at = ctx.now()
  await tx
    .update(judgements)
    .set({ supersededAt: at, supersededBy: by, supersededInAct: actId })
    .where(and(isNull(judgements.supersededAt), or(...given.map(isOfPair))))
  await tx.insert(judgements).values(
    given.map(({ left, right, verdict }) => ({
      actId,
      leftRecordId: left,
      rightRecordId: right,
      verdict,
      by,
      note,
      at,
    })),
  )
  await regroupJudged(ctx, tx, given, by)
  return actId
}

/** Groups the records of judgements that came or went anew, on the word of `by`. */
export async function regroupJudged(
  ctx: ServiceContext,
  tx: Db,
  judged: { left: number; right: number }[],
  by: string,
): Promise<void> {
  const touched = [...new Set(judged.flatMap(({ left, right }) => [left, right]))]
  const affected = await regroupRecords(ctx, tx, { touched, actor: by, runId: null })
  await projectPractitioners(ctx, tx, affected)
}

const inOrder = ({ left, right, verdict }: GivenVerdict): GivenVerdict =>
  left < right ? { left, right, verdict } : { left: right, right: left, verdict }

const isOfPair = ({ left, right }: GivenVerdict) =>
  sql`(${judgements.leftRecordId} = ${left} and ${judgements.rightRecordId} = ${right})`

/** The verdicts come one after the other; one of a pair judged before takes the former's place. */
export async function requireNoContradiction(
  tx: Db,
  inForce: GivenJudgement[],
  given: GivenVerdict[],
): Promise<void> {
  let others = inForce
  for (const { left, right, verdict } of given) {
    if (left === right) throw new RefusedError('A record cannot be judged beside itself.')
    others = others.filter((one) => one.left !== left || one.right !== right)
    if (verdict === 'unsure') continue
    const against = contradictions(others, { left, right, verdict })
    if (against.length > 0) {
      const acts = await namedActs(tx, against)
      throw new RefusedError(
        `That records ${left} and ${right} are ${verdict === 'same' ? 'one person' : 'two people'} contradicts ` +
          `what was judged before: ${acts.join(', ')}. Undo that first.`,
      )
    }
    others = [...others, { left, right, verdict, actId: 'this judgement', by: 'you' }]
  }
}

/** `id00000003 by Ada`, each act once. */
async function namedActs(tx: Db, against: GivenJudgement[]): Promise<string[]> {
  const known = new Map(against.map(({ actId, by }) => [actId, by]))
  const rows = await rowsOf<{ act: string; name: string }>(
    tx,
    sql`select a.act, ${actorName(sql`a.by`)} as name
        from jsonb_to_recordset(${jsonRows([...known].map(([act, by]) => ({ act, by })))})
          as a(act text, by text)`,
  )
  return rows.map(({ act, name }) => `${act} by ${name}`)
}

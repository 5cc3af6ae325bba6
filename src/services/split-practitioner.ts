import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findDecisive } from '#db/queries/judgements.ts'
import { records } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { findPractitionerRecords, type OwnRecord } from './find-practitioner-records.ts'
import { giveJudgements, type GivenVerdict, type Judge } from './give-judgements.ts'
import { ownersOf, standingOf } from './record-owners.ts'
import { takeTurn } from './take-turn.ts'

interface NamedRecord {
  registry: string
  key: string
}

/**
 * Takes records away from a practitioner: they are somebody else's. They get back the public id that
 * they had before a merge, if they had one. Throws `NotFoundError` for a record that is not the
 * practitioner's, and `RefusedError` where nothing would stay, where somebody has taken it away already
 * or judged otherwise.
 */
export async function splitPractitioner(
  ctx: ServiceContext,
  input: { practitioner: string; records: NamedRecord[] } & Judge,
): Promise<{ judgement: string; practitioners: (string | null)[] }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const own = await findPractitionerRecords(tx, input.practitioner)
    const leaving: OwnRecord[] = []
    for (const named of input.records) {
      const found = own.records.find((one) => isNamed(one, named))
      if (!found) throw await notTheirs(tx, input.practitioner, own.records, named)
      leaving.push(found)
    }
    const staying = own.records.filter((one) => !leaving.includes(one))
    const [first, rest] = [leaving[0], staying[0]]
    if (!first || !rest) {
      throw new RefusedError('A split takes some of the records and leaves at least one.')
    }
    const verdicts = leaving.flatMap(({ id }) =>
      staying.map((other): GivenVerdict => ({ left: id, right: other.id, verdict: 'different' })),
    )
    const ids = own.records.map(({ id }) => id)
    const before = await standingOf(tx, ids)
    const judgement = await giveJudgements(ctx, tx, { verdicts, by: input.by, note: input.note })
    const practitioners = await ownersOf(tx, [rest.id, first.id])
    const event = {
      actor: input.by,
      action: 'split-practitioner',
      subject: { type: 'practitioner', id: own.publicId },
      why: input.note,
      before: { records: before },
      after: { judgement, records: await standingOf(tx, ids) },
    }
    await appendAudit(tx, event, ctx.now())
    return { judgement, practitioners }
  })
}

const isNamed = (one: OwnRecord, { registry, key }: NamedRecord): boolean =>
  one.registry === registry && one.key === key

async function notTheirs(
  tx: Db,
  practitioner: string,
  own: OwnRecord[],
  { registry, key }: NamedRecord,
): Promise<RefusedError | NotFoundError> {
  const rows = await tx
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.registry, registry), eq(records.key, key)))
  const ids = rows.map(({ id }) => id)
  const judged = await findDecisive(
    tx,
    'different',
    ids,
    own.map(({ id }) => id),
  )
  return judged
    ? new RefusedError(
        `${judged.byName} has taken ${registry} ${key} away from ${practitioner} already.`,
      )
    : new NotFoundError(`${practitioner} has no record ${registry} ${key}.`)
}

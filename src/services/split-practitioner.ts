import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { findPractitionerRecords } from './find-practitioner-records.ts'
import { giveJudgements, type GivenVerdict, type Judge } from './give-judgements.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Takes records away from a practitioner: they are somebody else's. They get back the public id that
 * they had before a merge, if they had one. Throws `NotFoundError` for a record that is not the
 * practitioner's, and `RefusedError` where nothing would stay or somebody judged otherwise.
 */
export async function splitPractitioner(
  ctx: ServiceContext,
  input: { practitioner: string; records: { registry: string; key: string }[] } & Judge,
): Promise<{ judgement: string; practitioners: string[] }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const { records } = await findPractitionerRecords(tx, input.practitioner)
    const leaving = input.records.map(({ registry, key }) => {
      const found = records.find((one) => one.registry === registry && one.key === key)
      if (found) return found
      throw new NotFoundError(`${input.practitioner} has no record ${registry} ${key}.`)
    })
    const staying = records.filter((one) => !leaving.includes(one))
    const [first, rest] = [leaving[0], staying[0]]
    if (!first || !rest) {
      throw new RefusedError('A split takes some of the records and leaves at least one.')
    }
    const verdicts = leaving.flatMap(({ id }) =>
      staying.map((other): GivenVerdict => ({ left: id, right: other.id, verdict: 'different' })),
    )
    const judgement = await giveJudgements(ctx, tx, { verdicts, by: input.by, note: input.note })
    return { judgement, practitioners: await findOwners(tx, [rest.id, first.id]) }
  })
}

/** Public ids of whom each of the records belongs to. */
async function findOwners(tx: Db, recordIds: number[]): Promise<string[]> {
  const rows = await rowsOf<{ publicId: string }>(
    tx,
    sql`select p.public_id as "publicId"
        from jsonb_array_elements_text(${jsonRows(recordIds)}) with ordinality ids(id, position)
        join links l on l.record_id = ids.id::bigint and l.superseded_at is null
        join practitioners p on p.id = l.practitioner_id
        order by ids.position`,
  )
  return rows.map(({ publicId }) => publicId)
}

import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { Given, GivenTraining } from '#src/core/practitioner.ts'

/** What people handed in about these practitioners, as a function of the practitioner. */
export async function loadGiven(tx: Db, ids: number[]): Promise<(id: number) => Given> {
  const among = sql`practitioner_id in
    (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`
  const given = sql`given_by as "givenBy",
    to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "givenAt"`
  const training = await rowsOf<GivenTraining & { practitionerId: number }>(
    tx,
    sql`select practitioner_id::int as "practitionerId", program, tier, evidence,
               evidence_url as "evidenceUrl", ${given}
        from training_claims where record_id is null and ${among} order by id`,
  )
  const badges = await rowsOf<Given['badges'][number] & { practitionerId: number }>(
    tx,
    sql`select practitioner_id::int as "practitionerId", url, ${given}
        from badge_links where ${among} order by id`,
  )
  return (id) => ({
    training: training.filter(({ practitionerId }) => practitionerId === id),
    badges: badges.filter(({ practitionerId }) => practitionerId === id),
  })
}

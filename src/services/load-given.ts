import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { heirsOf } from '#db/queries/merged.ts'
import type { Given, GivenTraining } from '#src/core/practitioner.ts'

/**
 * What people handed in about these practitioners and about those that lead to them, as a function
 * of the practitioner. It stays where it was given, so that a merge can be undone.
 */
export async function loadGiven(tx: Db, ids: number[]): Promise<(id: number) => Given> {
  const heirs = sql`with ${heirsOf(sql`
    select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id)`)}`
  const given = sql`given_by as "givenBy",
    to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "givenAt"`
  const training = await rowsOf<GivenTraining & { practitionerId: number }>(
    tx,
    sql`${heirs}, once as (
          select distinct on (h.heir, program, tier, evidence, evidence_url) h.heir, t.*
          from training_claims t join heirs h on h.id = t.practitioner_id
          where t.record_id is null and t.withdrawn_at is null
          order by h.heir, program, tier, evidence, evidence_url, t.id)
        select heir::int as "practitionerId", program, tier, evidence,
               evidence_url as "evidenceUrl", ${given} from once order by id`,
  )
  const badges = await rowsOf<Given['badges'][number] & { practitionerId: number }>(
    tx,
    sql`${heirs}, once as (
          select distinct on (h.heir, url) h.heir, b.*
          from badge_links b join heirs h on h.id = b.practitioner_id order by h.heir, url, b.id)
        select heir::int as "practitionerId", url, ${given} from once order by id`,
  )
  return (id) => ({
    training: training.filter(({ practitionerId }) => practitionerId === id),
    badges: badges.filter(({ practitionerId }) => practitionerId === id),
  })
}

import { type SQL, sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import type { ProjectedPractitioner } from './build-views.ts'

/** Replaces the facts of these practitioners by those of the given views. */
export async function writeFacts(
  tx: Db,
  ids: number[],
  projected: ProjectedPractitioner[],
): Promise<void> {
  const among = sql`practitioner_id in
    (select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`
  await tx.execute(sql`delete from licenses where ${among}`)
  await tx.execute(sql`delete from certifications where ${among}`)
  await tx.execute(sql`delete from training_claims where record_id is not null and ${among}`)
  await tx.execute(sql`delete from practice_locations where ${among}`)
  await tx.execute(sql`delete from exclusions where ${among}`)
  for (const { select, insert } of FACTS) {
    const rows = projected.flatMap(({ id, view }) =>
      select(view).map((fact) => ({ ...fact, practitionerId: id })),
    )
    if (rows.length > 0) await tx.execute(insert(jsonRows(rows)))
  }
}

interface FactTable {
  select: (view: ProjectedPractitioner['view']) => object[]
  insert: (rows: SQL) => SQL
}

const FACTS: FactTable[] = [
  {
    select: (view) => view.licenses,
    insert: (rows) => sql`
      insert into licenses (practitioner_id, record_id, state, number, profession, standing,
        registry_status, licensed_on, expires_on, registration_standing, registered_through, has_discipline)
      select "practitionerId", "recordId", state::license_state, number, profession,
        standing::standing, "registryStatus", "licensedOn", "expiresOn",
        (registration->>'standing')::standing, (registration->>'registeredThrough')::date, "hasDiscipline"
      from jsonb_to_recordset(${rows}) as r("practitionerId" bigint, "recordId" bigint, state text,
        number text, profession text, standing text, "registryStatus" text, "licensedOn" date,
        "expiresOn" date, registration jsonb, "hasDiscipline" boolean)`,
  },
  {
    select: (view) => view.certifications,
    insert: (rows) => sql`
      insert into certifications (practitioner_id, record_id, issuer, designation, number, standing,
        registry_status, expires_on)
      select "practitionerId", "recordId", issuer, designation, number, standing::standing,
        "registryStatus", "expiresOn"
      from jsonb_to_recordset(${rows}) as r("practitionerId" bigint, "recordId" bigint, issuer text,
        designation text, number text, standing text, "registryStatus" text, "expiresOn" date)`,
  },
  {
    select: (view) => view.training.filter(({ recordId }) => recordId !== null),
    insert: (rows) => sql`
      insert into training_claims (practitioner_id, record_id, program, tier, evidence)
      select "practitionerId", "recordId", program::training_program, tier::tier, evidence
      from jsonb_to_recordset(${rows}) as r("practitionerId" bigint, "recordId" bigint, program text,
        tier text, evidence text)`,
  },
  {
    select: (view) => view.locations,
    insert: (rows) => sql`
      insert into practice_locations (practitioner_id, record_id, kind, name, street, city, state,
        postal_code, phone, lat, lng)
      select "practitionerId", "recordId", kind, name, street, city, state, "postalCode", phone, lat, lng
      from jsonb_to_recordset(${rows}) as r("practitionerId" bigint, "recordId" bigint, kind text,
        name text, street text, city text, state text, "postalCode" text, phone text, lat float8, lng float8)`,
  },
  {
    select: (view) => view.exclusions,
    insert: (rows) => sql`
      insert into exclusions (practitioner_id, record_id, list, since, reason)
      select "practitionerId", "recordId", list, since, reason
      from jsonb_to_recordset(${rows}) as r("practitionerId" bigint, "recordId" bigint, list text,
        since date, reason text)`,
  },
]

import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { toCube } from '#src/core/geo.ts'
import type { SearchRow } from '#src/core/search-row.ts'

/** Replaces the search rows of these practitioners by the given ones. */
export async function writeSearchRows(
  tx: Db,
  ids: number[],
  rows: SearchRow[],
  now: Date,
): Promise<void> {
  const among = sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`
  await tx.execute(sql`delete from search_points where practitioner_id in ${among}`)
  await tx.execute(sql`delete from search_rows where practitioner_id in ${among}`)
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into search_rows (practitioner_id, public_id, name, name_key, name_tokens, place_tokens,
      numbers, states, license_standings, ny_through, nj_through, ct_through,
      certification_through, certification_standings, designations, apm_tier, trigger_point_tier,
      is_excluded, view, updated_at)
    select "practitionerId", "publicId", name, "nameKey", "nameTokens"::text[],
      "placeTokens"::text[], numbers::text[], states::text[], "licenseStandings"::text[],
      "nyThrough", "njThrough", "ctThrough", "certificationThrough",
      "certificationStandings"::text[], designations::text[], "apmTier", "triggerPointTier",
      "isExcluded", view, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(rows.map(withArrayLiterals))}) as r(
      "practitionerId" bigint, "publicId" text, name text, "nameKey" text, "nameTokens" text,
      "placeTokens" text, numbers text, states text, "licenseStandings" text, "nyThrough" date,
      "njThrough" date, "ctThrough" date, "certificationThrough" date,
      "certificationStandings" text, designations text, "apmTier" int2, "triggerPointTier" int2,
      "isExcluded" boolean, view jsonb)`)
  const points = rows.flatMap(({ practitionerId, points }) =>
    points.map(({ lat, lng }) => ({ id: practitionerId, position: toCube(lat, lng) })),
  )
  await tx.execute(sql`
    insert into search_points (practitioner_id, position)
    select id, position::cube from jsonb_to_recordset(${jsonRows(points)}) as r(id bigint, position text)`)
  const nameWords = [...new Set(rows.flatMap(({ nameTokens }) => nameTokens))].sort()
  await tx.execute(sql`
    insert into name_words (word) select jsonb_array_elements_text(${jsonRows(nameWords)})
    on conflict do nothing`)
}

/** Lists in the database's own notation, which costs it far less to read than JSON does. */
const withArrayLiterals = (row: SearchRow) => ({
  ...row,
  points: undefined,
  nameTokens: toArrayLiteral(row.nameTokens),
  placeTokens: toArrayLiteral(row.placeTokens),
  numbers: toArrayLiteral(row.numbers),
  states: toArrayLiteral(row.states),
  licenseStandings: toArrayLiteral(row.licenseStandings),
  certificationStandings: toArrayLiteral(row.certificationStandings),
  designations: toArrayLiteral(row.designations),
})

const toArrayLiteral = (values: string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`

import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import type { SearchRow } from '#src/core/search/row.ts'

/** Replaces the search rows of these practitioners by the given ones, under a new version. */
export async function writeSearchRows(
  tx: Db,
  ids: number[],
  rows: SearchRow[],
  now: Date,
): Promise<void> {
  const among = sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`
  await tx.execute(sql`update directory_version set version = version + 1`)
  const version = sql`(select version from directory_version)`
  await tx.execute(sql`
    with gone as (
      delete from search_rows where practitioner_id in ${among} returning practitioner_id)
    insert into search_removals (practitioner_id, version)
    select practitioner_id, ${version} from gone
    on conflict (practitioner_id) do update set version = excluded.version`)
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into search_rows (practitioner_id, public_id, is_left_out, name, name_key, name_tokens, place_tokens,
      numbers, states, flags, ny_through, nj_through, ct_through, certification_through, languages,
      points, view, version, updated_at)
    select "practitionerId", "publicId", "isLeftOut", name, "nameKey", "nameTokens"::text[],
      "placeTokens"::text[], numbers::text[], states::text[], flags,
      "nyThrough", "njThrough", "ctThrough", "certificationThrough", languages::text[],
      points, view, ${version}, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(rows.map(withArrayLiterals))}) as r(
      "practitionerId" bigint, "publicId" text, "isLeftOut" boolean, name text, "nameKey" text, "nameTokens" text,
      "placeTokens" text, numbers text, states text, flags bigint, "nyThrough" date,
      "njThrough" date, "ctThrough" date, "certificationThrough" date, languages text,
      points jsonb, view jsonb)`)
}

/** Lists in the database's own notation, which costs it far less to read than JSON does. */
const withArrayLiterals = (row: SearchRow) => ({
  ...row,
  flags: String(row.flags),
  nameTokens: toArrayLiteral(row.nameTokens),
  placeTokens: toArrayLiteral(row.placeTokens),
  numbers: toArrayLiteral(row.numbers),
  states: toArrayLiteral(row.states),
  languages: toArrayLiteral(row.languages),
})

const toArrayLiteral = (values: string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`

import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { SLIP_LETTERS_MAX, SLIP_LETTERS_MIN } from '#db/queries/search-words.ts'
import { toCube } from '#src/core/geo.ts'
import { soundOf } from '#src/core/linkage/sound.ts'
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
      is_excluded, flags, flags_through, quality, view, updated_at)
    select "practitionerId", "publicId", name, "nameKey", "nameTokens"::text[],
      "placeTokens"::text[], numbers::text[], states::text[], "licenseStandings"::text[],
      "nyThrough", "njThrough", "ctThrough", "certificationThrough",
      "certificationStandings"::text[], designations::text[], "apmTier", "triggerPointTier",
      "isExcluded", flags, "flagsThrough", quality, view, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(rows.map(withArrayLiterals))}) as r(
      "practitionerId" bigint, "publicId" text, name text, "nameKey" text, "nameTokens" text,
      "placeTokens" text, numbers text, states text, "licenseStandings" text, "nyThrough" date,
      "njThrough" date, "ctThrough" date, "certificationThrough" date,
      "certificationStandings" text, designations text, "apmTier" int2, "triggerPointTier" int2,
      "isExcluded" boolean, flags bigint,
      "flagsThrough" date, quality int2, view jsonb)`)
  const points = rows.flatMap(({ practitionerId, points }) =>
    points.map(({ lat, lng }) => ({ id: practitionerId, position: toCube(lat, lng) })),
  )
  await tx.execute(sql`
    insert into search_points (practitioner_id, position, name_key, flags, flags_through,
      ny_through, nj_through, ct_through, certification_through)
    select practitioner_id, position::cube, name_key, flags, flags_through,
      ny_through, nj_through, ct_through, certification_through
    from jsonb_to_recordset(${jsonRows(points)}) as p(id bigint, position text)
    join search_rows on practitioner_id = id`)
  await writeWords(tx, rows)
}

/** Words that no other row has brought before: the dictionaries only ever grow. */
async function writeWords(tx: Db, rows: SearchRow[]): Promise<void> {
  const distinct = (words: string[]): string[] => [...new Set(words)].sort()
  const names = distinct(rows.flatMap(({ nameTokens }) => nameTokens)).map((word) => ({
    word,
    sound: soundOf(word),
  }))
  await tx.execute(sql`
    with fresh as (
      insert into name_words (word, sound)
      select word, sound from jsonb_to_recordset(${jsonRows(names)}) as r(word text, sound text)
      on conflict do nothing returning word)
    insert into name_word_slips (slip, word)
    select distinct
      case when at = 0 then word else left(word, at - 1) || substr(word, at + 1) end, word
    from fresh cross join generate_series(0, length(word)) at
    where length(word) between ${SLIP_LETTERS_MIN}::int and ${SLIP_LETTERS_MAX}::int
    on conflict do nothing`)
  const places = distinct(rows.flatMap(({ placeTokens }) => placeTokens))
  await tx.execute(sql`
    insert into place_words (word) select jsonb_array_elements_text(${jsonRows(places)})
    on conflict do nothing`)
}

/** Lists in the database's own notation, which costs it far less to read than JSON does. */
const withArrayLiterals = (row: SearchRow) => ({
  ...row,
  points: undefined,
  flags: String(row.flags),
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

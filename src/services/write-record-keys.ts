import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { toLinkName } from '#src/core/linkage/names.ts'
import { fold } from '#src/core/names.ts'
import type { RecordContent } from '#src/core/record.ts'

/** A name as it is looked up: its words in alphabetical order, without initials and suffixes. */
export const nameKeyOf = (full: string): string => toLinkName(full).words.join(' ')

const BATCH = 5000

/**
 * Files records under every number and name that they have now, beside those that they ever had, so
 * that a check of a past day finds them. Call it whenever a record has a new version.
 */
export async function writeRecordKeys(tx: Db, recordIds: number[]): Promise<void> {
  for (let start = 0; start < recordIds.length; start += BATCH) {
    const rows = await rowsOf<{ id: number; content: RecordContent }>(
      tx,
      sql`select record_id::int as id, content from record_versions
          where replaced_at is null and record_id in (select id::bigint
            from jsonb_array_elements_text(${jsonRows(recordIds.slice(start, start + BATCH))}) ids(id))`,
    )
    const keys = rows.flatMap(({ id, content }) =>
      keysOf(content).map(([kind, value]) => ({ id, kind, value })),
    )
    await tx.execute(sql`
      insert into record_keys (kind, value, record_id)
      select distinct kind, value, id
      from jsonb_to_recordset(${jsonRows(keys)}) as k(id bigint, kind text, value text)
      on conflict do nothing`)
  }
}

function keysOf(content: RecordContent): [kind: string, value: string][] {
  const names = [content.name, ...content.otherNames].map(({ full }) => nameKeyOf(full))
  return [
    ...(content.npi ? [['npi', content.npi] as [string, string]] : []),
    ...content.licenses.map(({ state, number }): [string, string] => [
      'license',
      `${state}:${number}`,
    ]),
    ...content.certifications.flatMap(({ number }): [string, string][] =>
      number ? [['certification', fold(number).replaceAll(' ', '')]] : [],
    ),
    ...names.filter(Boolean).map((name): [string, string] => ['name', name]),
  ]
}

/** Files all records that a database had before there were such keys. */
export async function fillRecordKeys(db: Db): Promise<void> {
  const [state] = await rowsOf<{ isFilled: boolean }>(
    db,
    sql`select exists (select from record_keys) or not exists (select from records) as "isFilled"`,
  )
  if (state?.isFilled !== false) return
  const rows = await rowsOf<{ id: number }>(db, sql`select id::int as id from records order by id`)
  await db.transaction((tx) =>
    writeRecordKeys(
      tx,
      rows.map(({ id }) => id),
    ),
  )
}

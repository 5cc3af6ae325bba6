import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { blockingKeys, toLinkName } from '#src/core/linkage/names.ts'
import { fold } from '#src/core/names.ts'
import type { RecordContent } from '#src/core/record.ts'

/**
 * What a name is looked up by: two names that can be one person's share at least one. A name of one
 * word is its own.
 */
export function nameKeysOf(full: string): string[] {
  const name = toLinkName(full)
  return name.words.length < 2 ? name.words : blockingKeys(name)
}

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
  const names = [content.name, ...content.otherNames].flatMap(({ full }) => nameKeysOf(full))
  return [
    ...(content.npi ? [['npi', content.npi] as [string, string]] : []),
    ...content.licenses.flatMap(({ state, number }) =>
      formsOf(number).map((form): [string, string] => ['license', `${state}:${form}`]),
    ),
    ...content.certifications.flatMap(({ number }): [string, string][] =>
      number ? [['certification', fold(number).replaceAll(' ', '')]] : [],
    ),
    ...names.map((name): [string, string] => ['name', name]),
  ]
}

/** A number behind the type of the license is known without it as well (`42.123`). */
function formsOf(number: string): string[] {
  const bare = number.split('.').at(-1)
  return bare === undefined || bare === number ? [number] : [number, bare]
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

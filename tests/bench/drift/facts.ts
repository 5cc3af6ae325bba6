/** What is published at a moment, and in how much a later moment differs from it. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'

/** Content by key; a key with ` delisted` after it stands for one who is no longer on the list. */
export type Facts = Map<string, string>

export async function readFacts(db: Db): Promise<Facts> {
  const rows = await rowsOf<{ key: string; content: unknown; delisted: boolean }>(
    db,
    sql`select r.registry || ' ' || r.key as key, v.content, r.delisted_at is not null as delisted
        from records r join record_versions v on v.record_id = r.id and v.replaced_at is null`,
  )
  const shown = await rowsOf<{ key: string; content: unknown }>(
    db,
    sql`select 'shown ' || public_id as key, to_jsonb(s) - 'practitioner_id' as content
        from search_rows s`,
  )
  const facts: Facts = new Map()
  for (const { key, content, delisted } of rows) {
    facts.set(key, JSON.stringify([content, delisted ? 'delisted' : 'listed']))
  }
  for (const { key, content } of shown) facts.set(key, JSON.stringify(content))
  return facts
}

export interface Wrong {
  changed: number
  /** Gone, or said to be gone. */
  lost: number
  added: number
  example: string | null
}

/** The truth stayed as it was, so whatever differs from `before` is wrong. */
export function countWrong(before: Facts, after: Facts): Wrong {
  const wrong: Wrong = { changed: 0, lost: 0, added: 0, example: null }
  for (const [key, content] of before) {
    const now = after.get(key)
    if (now === content) continue
    if (now === undefined || (now.endsWith('"delisted"]') && content.endsWith('"listed"]'))) {
      wrong.lost += 1
      wrong.example ??= `${key} lost`
    } else {
      wrong.changed += 1
      wrong.example ??= `${key} ${differingPart(content, now)}`
    }
  }
  for (const key of after.keys()) {
    if (before.has(key)) continue
    wrong.added += 1
    wrong.example ??= `${key} added`
  }
  return wrong
}

function differingPart(one: string, other: string): string {
  let at = 0
  while (one[at] === other[at]) at += 1
  const cut = (text: string): string => text.slice(Math.max(0, at - 25), at + 35)
  return `was …${cut(one)}… is …${cut(other)}…`
}

export const totalOf = ({ changed, lost, added }: Wrong): number => changed + lost + added

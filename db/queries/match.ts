/** Two records side by side: what they say, what was made of them, what was said of them. */
import { sql } from 'drizzle-orm'
import type { Decision } from '#src/core/linkage/link-tables.ts'
import type { RecordContent } from '#src/core/record.ts'
import { type Db, rowsOf } from '../client.ts'
import type { PairReason } from '../schema/linkage.ts'
import { type RecordSource, sourceJson, type SourceRow, toSource } from './sources.ts'

export interface MatchSide {
  id: number
  registry: string
  key: string
  /** What it says now, or said last. */
  content: RecordContent
  source: RecordSource
  delistedAt: Date | null
  /** Public id; null where the record is nobody's. */
  practitioner: string | null
}

/** What the program made of the two. */
export interface ScoredMatch {
  decision: Decision
  method: string
  probability: number | null
  weight: number | null
  reasons: PairReason[]
  modelVersion: string
  isRefused: boolean
}

export interface Match {
  sides: [MatchSide, MatchSide]
  /** Null where the two were not compared, or have nothing in common. */
  scored: ScoredMatch | null
}

type RawSide = Omit<MatchSide, 'source' | 'delistedAt'> & {
  source: SourceRow
  delistedAt: string | null
}

/** The two in the order of their ids; null where one is missing. */
export async function findMatch(db: Db, left: number, right: number): Promise<Match | null> {
  const rows = await rowsOf<{ side: RawSide; scored: ScoredMatch | null }>(
    db,
    sql`select jsonb_build_object('id', r.id, 'registry', r.registry, 'key', r.key,
          'content', v.content, 'source', ${sourceJson}, 'delistedAt', r.delisted_at,
          'practitioner', o.public_id) as side,
          (select jsonb_build_object('decision', p.decision, 'method', p.method,
            'probability', p.probability, 'weight', p.weight, 'reasons', p.reasons,
            'modelVersion', p.model_version, 'isRefused', p.is_refused)
           from link_pairs p where p.left_record_id = ${left}::bigint
             and p.right_record_id = ${right}::bigint) as scored
        from records r
        join captures c on c.id = r.last_capture_id
        join lateral (select content from record_versions v where v.record_id = r.id
          order by v.replaced_at desc nulls first, v.id desc limit 1) v on true
        left join links l on l.record_id = r.id and l.superseded_at is null
        left join practitioners o on o.id = l.practitioner_id
        where r.id in (${left}::bigint, ${right}::bigint) order by r.id`,
  )
  const [first, second] = rows.map(({ side }) => toSide(side))
  return first && second ? { sides: [first, second], scored: rows[0]?.scored ?? null } : null
}

const toSide = ({ source, delistedAt, ...rest }: RawSide): MatchSide => ({
  ...rest,
  source: toSource(source),
  delistedAt: delistedAt === null ? null : new Date(delistedAt),
})

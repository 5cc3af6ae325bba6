/** What waits for an admin, in one statement. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import { isOpenPair } from './match-queue.ts'

/** Counting ends here: whoever sees a thousand does not need the rest. */
export const COUNTED_MAX = 1000

export interface Waiting {
  holds: HeldRun[]
  registries: LastAnswer[]
  /** Each at most `COUNTED_MAX` and one. */
  matches: number
  trainingReviews: number
  trainingSubmissions: number
  corrections: number
  /** When the first of the corrections is due. */
  nextCorrectionDueAt: Date | null
}

export interface HeldRun {
  id: string
  registry: string
  heldAt: Date
  reasons: string[]
}

export interface LastAnswer {
  registry: string
  /** When the answer that the directory shows was published. */
  at: Date | null
  isPaused: boolean
}

type WaitingJson = Omit<Waiting, 'holds' | 'registries' | 'nextCorrectionDueAt'> & {
  holds: (Omit<HeldRun, 'heldAt'> & { heldAt: string })[]
  registries: (Omit<LastAnswer, 'at'> & { at: string | null })[]
  nextCorrectionDueAt: string | null
}

/** An older hold than this many runs of its registry has been overtaken. */
const RUNS_BACK = 20

const counted = (rows: SQL): SQL =>
  sql`(select count(*)::int from (${rows} limit ${COUNTED_MAX + 1}) counted)`

const holds = sql`(
  select coalesce(json_agg(json_build_object('id', t.id, 'registry', t.registry,
    'heldAt', coalesce(t.finished_at, t.created_at), 'reasons', t.reasons)
    order by t.created_at desc), '[]')
  from wanted cross join lateral (
    select * from refresh_runs r where r.registry = wanted.id
    order by r.created_at desc limit ${RUNS_BACK}) t
  where t.status = 'held')`

const answers = sql`(
  select coalesce(json_agg(json_build_object('registry', wanted.id,
    'at', (select t.finished_at from refresh_runs t
           where t.registry = wanted.id and t.status = 'published'
           order by t.created_at desc limit 1),
    'isPaused', exists (select from registry_schedules s
           where s.registry = wanted.id and s.paused_at is not null)) order by wanted.place), '[]')
  from wanted)`

/** What waits; the registries in the order given. */
export async function findWaiting(db: Db, registries: string[]): Promise<Waiting> {
  const [row] = await rowsOf<WaitingJson>(
    db,
    sql`with wanted as (select * from jsonb_array_elements_text(${jsonRows(registries)})
          with ordinality as w(id, place))
        select ${holds} as holds, ${answers} as registries,
          ${counted(sql`select 1 from link_pairs p where ${isOpenPair}`)} as matches,
          ${counted(sql`select 1 from training_reviews where decided_at is null`)}
            as "trainingReviews",
          ${counted(sql`select 1 from training_submissions where decided_at is null`)}
            as "trainingSubmissions",
          ${counted(sql`select 1 from corrections where decided_at is null`)} as corrections,
          to_json((select min(due_at) from corrections where decided_at is null))
            as "nextCorrectionDueAt"`,
  )
  if (!row) throw new Error('A statement without a condition gave no row.')
  return {
    ...row,
    holds: row.holds.map((hold) => ({ ...hold, heldAt: new Date(hold.heldAt) })),
    registries: row.registries.map((one) => ({ ...one, at: one.at ? new Date(one.at) : null })),
    nextCorrectionDueAt: row.nextCorrectionDueAt ? new Date(row.nextCorrectionDueAt) : null,
  }
}

/** Refresh runs, and how fresh each registry is because of them. */
import { sql } from 'drizzle-orm'
import type { RunStatus } from '#src/core/words.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import { actorName } from './actor-name.ts'

export interface ShownRun {
  id: string
  registry: string
  mode: 'sweep' | 'pages'
  status: RunStatus
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** When its oldest answer was given; null until it is published. */
  readAt: Date | null
  progress: { done: number; total: number | null; unit: string } | null
  reasons: string[]
  counts: {
    seen: number
    new: number
    changed: number
    unchanged: number
    notSeen: number
    problems: number
  }
}

type RunJson = Omit<ShownRun, 'createdAt' | 'startedAt' | 'finishedAt' | 'readAt'> & {
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  readAt: string | null
}

const runJson = sql`json_build_object('id', t.id, 'registry', t.registry, 'mode', t.mode,
  'status', t.status, 'createdAt', t.created_at, 'startedAt', t.started_at,
  'finishedAt', t.finished_at, 'readAt', t.read_at, 'progress', t.progress, 'reasons', t.reasons,
  'counts', json_build_object('seen', t.seen, 'new', t.new, 'changed', t.changed,
    'unchanged', t.unchanged, 'notSeen', t.not_seen, 'problems', t.problems))`

const toRun = (json: RunJson): ShownRun => ({
  ...json,
  createdAt: new Date(json.createdAt),
  startedAt: json.startedAt === null ? null : new Date(json.startedAt),
  finishedAt: json.finishedAt === null ? null : new Date(json.finishedAt),
  readAt: json.readAt === null ? null : new Date(json.readAt),
})

export async function findRun(db: Db, id: string): Promise<ShownRun | null> {
  const [row] = await rowsOf<{ run: RunJson }>(
    db,
    sql`select ${runJson} as run from refresh_runs t where t.id = ${id}`,
  )
  return row ? toRun(row.run) : null
}

/** A run with what only the desk is told. */
export interface DeskRun extends ShownRun {
  requestedBy: string
  /** Entries read so far; a person may have several. */
  rows: number
  attempts: number
  completeScopes: string[]
}

export async function findDeskRun(db: Db, id: string): Promise<DeskRun | null> {
  const [row] = await rowsOf<{ run: RunJson; rest: Omit<DeskRun, keyof ShownRun> }>(
    db,
    sql`select ${runJson} as run, json_build_object(
          'requestedBy', ${actorName(sql`t.requested_by`)}, 'rows', t.stats -> 'rows',
          'attempts', t.attempts, 'completeScopes', t.complete_scopes) as rest
        from refresh_runs t where t.id = ${id}`,
  )
  return row ? { ...toRun(row.run), ...row.rest } : null
}

export interface RunsQuery {
  registry?: string | undefined
  status?: RunStatus | undefined
  /** The last run of the page before. */
  after?: { createdAt: string; id: string } | undefined
  limit: number
}

/** Newest first; one more than `limit` where there are more. */
export async function listRuns(
  db: Db,
  { registry, status, after, limit }: RunsQuery,
): Promise<ShownRun[]> {
  const rows = await rowsOf<{ run: RunJson }>(
    db,
    sql`select ${runJson} as run from refresh_runs t
        where true
          ${registry === undefined ? sql`` : sql`and t.registry = ${registry}`}
          ${status === undefined ? sql`` : sql`and t.status = ${status}`}
          ${
            after
              ? sql`and t.created_at <= ${after.createdAt}::timestamptz
                    and (t.created_at < ${after.createdAt}::timestamptz or t.id > ${after.id})`
              : sql``
          }
        order by t.created_at desc, t.id limit ${limit + 1}`,
  )
  return rows.map(({ run }) => toRun(run))
}

export interface RegistryState {
  id: string
  /** Records that the registry still lists, and those that it lists no more. */
  records: number
  delisted: number
  /** Newest published run: what the directory shows. */
  lastGood: ShownRun | null
  latest: ShownRun | null
  /** `stale` when the last good answer is older than promised. */
  freshness: 'fresh' | 'stale' | 'never'
  /** Why the newest run is not shown, where it is held or failed. */
  trouble: string | null
}

/** The state of each registry, in the order given. */
export async function listRegistries(
  db: Db,
  registries: { id: string; promiseHours: number }[],
  now: Date,
): Promise<RegistryState[]> {
  const rows = await rowsOf<{
    id: string
    counts: { records: number; delisted: number }
    latest: RunJson | null
    good: RunJson | null
  }>(
    db,
    sql`select wanted.id,
          (select json_build_object('records', count(*) filter (where delisted_at is null),
             'delisted', count(*) filter (where delisted_at is not null))
           from records where registry = wanted.id) as counts,
          (select ${runJson} from refresh_runs t where t.registry = wanted.id
           order by t.created_at desc, t.id desc limit 1) as latest,
          (select ${runJson} from refresh_runs t where t.registry = wanted.id
             and t.status = 'published'
           order by t.finished_at desc nulls last limit 1) as good
        from jsonb_array_elements_text(${jsonRows(registries.map(({ id }) => id))}) wanted(id)`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return registries.map(({ id, promiseHours }) => {
    const row = byId.get(id)
    const lastGood = row?.good ? toRun(row.good) : null
    const latest = row?.latest ? toRun(row.latest) : null
    return {
      id,
      records: row?.counts.records ?? 0,
      delisted: row?.counts.delisted ?? 0,
      lastGood,
      latest,
      freshness: freshnessOf(lastGood?.readAt ?? null, promiseHours, now),
      trouble: troubleOf(latest),
    }
  })
}

function freshnessOf(lastGoodAt: Date | null, promiseHours: number, now: Date) {
  if (!lastGoodAt) return 'never'
  return now.getTime() - lastGoodAt.getTime() > promiseHours * 3_600_000 ? 'stale' : 'fresh'
}

function troubleOf(latest: ShownRun | null): string | null {
  if (latest?.status !== 'held' && latest?.status !== 'failed') return null
  return latest.reasons.join(' ') || 'The run ended without saying why.'
}

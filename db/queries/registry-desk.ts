/** Registries as the desk shows them: schedule, latest runs, the last good one. */
import { sql } from 'drizzle-orm'
import type { RunStatus } from '#src/core/words.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import { actorName } from './actor-name.ts'

/** A run as a bar of the chart. */
export interface RunBar {
  id: string
  mode: 'sweep' | 'pages'
  status: RunStatus
  createdAt: Date
  finishedAt: Date | null
  /** When its oldest answer was given; null until it is published. */
  readAt: Date | null
  seen: number
  problems: number
  reasons: string[]
}

export interface RegistryDesk {
  id: string
  /** Newest first. */
  runs: RunBar[]
  /** Newest published run: what the directory shows. */
  lastGood: RunBar | null
  schedule: {
    /** Null where the registry's own cadence holds. */
    cadenceHours: number | null
    pausedAt: Date | null
    pausedBy: string | null
    pausedWhy: string | null
    /** 0 where nobody has changed anything yet. */
    revision: number
  }
}

type Dated<T> = Omit<T, 'createdAt' | 'finishedAt' | 'readAt'> & {
  createdAt: string
  finishedAt: string | null
  readAt: string | null
}
type ScheduleJson = Omit<RegistryDesk['schedule'], 'pausedAt'> & { pausedAt: string | null }

/** Only of a run that is not shown: the others have no reasons, or long ones that nobody reads here. */
const bar = sql`json_build_object('id', t.id, 'mode', t.mode, 'status', t.status,
  'createdAt', t.created_at, 'finishedAt', t.finished_at, 'readAt', t.read_at, 'seen', t.seen, 'problems', t.problems,
  'reasons', case when t.status in ('held', 'failed') then t.reasons else '[]' end)`

/** The registries in the order given, each with its latest `runs` runs. */
export async function listRegistryDesk(
  db: Db,
  ids: string[],
  { runs }: { runs: number },
): Promise<RegistryDesk[]> {
  const rows = await rowsOf<{
    id: string
    runs: Dated<RunBar>[]
    good: Dated<RunBar> | null
    schedule: ScheduleJson | null
  }>(
    db,
    sql`select wanted.id,
          (select coalesce(json_agg(${bar} order by t.created_at desc), '[]'::json) from (
             select * from refresh_runs where registry = wanted.id
             order by created_at desc limit ${runs}) t) as runs,
          (select ${bar} from refresh_runs t
           where t.registry = wanted.id and t.status = 'published'
           order by t.created_at desc limit 1) as good,
          (select json_build_object('cadenceHours', s.cadence_hours, 'pausedAt', s.paused_at,
             'pausedBy', ${actorName(sql`s.paused_by`)}, 'pausedWhy', s.paused_why,
             'revision', s.revision)
           from registry_schedules s where s.registry = wanted.id) as schedule
        from jsonb_array_elements_text(${jsonRows(ids)}) with ordinality wanted(id, place)
        order by wanted.place`,
  )
  return rows.map((row) => ({
    id: row.id,
    runs: row.runs.map(toBar),
    lastGood: row.good && toBar(row.good),
    schedule: row.schedule ? toSchedule(row.schedule) : UNCHANGED,
  }))
}

const toBar = (json: Dated<RunBar>): RunBar => ({
  ...json,
  createdAt: new Date(json.createdAt),
  finishedAt: json.finishedAt === null ? null : new Date(json.finishedAt),
  readAt: json.readAt === null ? null : new Date(json.readAt),
})

const toSchedule = (json: ScheduleJson): RegistryDesk['schedule'] => ({
  ...json,
  pausedAt: json.pausedAt === null ? null : new Date(json.pausedAt),
})

const UNCHANGED: RegistryDesk['schedule'] = {
  cadenceHours: null,
  pausedAt: null,
  pausedBy: null,
  pausedWhy: null,
  revision: 0,
}

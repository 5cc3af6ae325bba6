import { desc, eq } from 'drizzle-orm'
import { refreshRuns, type RefreshRunRow, registrySchedules } from '#db/schema/index.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { ServiceContext } from './context.ts'
import { startRun } from './start-run.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** After the first failure; doubles with each further one, up to the longest. */
export const RETRY_FIRST_MS = MINUTE_MS
export const RETRY_LONGEST_MS = 6 * HOUR_MS

/**
 * Queues a run of every given registry that is due: never swept, its cadence over, or its last
 * failure long enough ago, unless an admin has paused it. A held one waits for a person. Returns the runs to be worked on, those
 * left behind by a process that has gone included.
 */
export async function queueDueRuns(
  ctx: ServiceContext,
  isEnabled: (info: RegistryInfo) => boolean,
): Promise<RefreshRunRow[]> {
  const due: RefreshRunRow[] = []
  const rows = await ctx.db.select().from(registrySchedules)
  const schedules = new Map(rows.map((row) => [row.registry, row]))
  for (const { info, sweep } of ctx.registries) {
    if (!sweep || !isEnabled(info)) continue
    const latest = await findLatest(ctx, info.id)
    if (isUnderWay(latest[0])) {
      if (isAbandoned(latest[0], ctx.now())) due.push(latest[0])
      continue
    }
    const schedule = schedules.get(info.id)
    if (schedule?.pausedAt) continue
    const cadenceHours = schedule?.cadenceHours ?? info.cadenceHours
    if (nextDueAt({ cadenceHours }, latest).getTime() <= ctx.now().getTime()) {
      const { run } = await startRun(ctx, {
        registry: info.id,
        mode: 'sweep',
        requestedBy: 'schedule',
      })
      due.push(run)
    }
  }
  return due
}

const findLatest = (ctx: ServiceContext, registry: string): Promise<RefreshRunRow[]> =>
  ctx.db
    .select()
    .from(refreshRuns)
    .where(eq(refreshRuns.registry, registry))
    .orderBy(desc(refreshRuns.createdAt))
    .limit(20)

const isUnderWay = (run: RefreshRunRow | undefined): run is RefreshRunRow =>
  run?.status === 'queued' || run?.status === 'running'

const isAbandoned = (run: RefreshRunRow, now: Date): boolean =>
  run.leaseUntil === null || run.leaseUntil.getTime() < now.getTime()

/** When the registry should be asked again; the epoch if it never was. `latest` is newest first. */
export function nextDueAt(
  info: Pick<RegistryInfo, 'cadenceHours'>,
  latest: Pick<RefreshRunRow, 'status' | 'createdAt' | 'finishedAt'>[],
): Date {
  const [last] = latest
  if (!last) return new Date(0)
  const endedAt = (last.finishedAt ?? last.createdAt).getTime()
  if (last.status !== 'failed') return new Date(endedAt + info.cadenceHours * HOUR_MS)
  const other = latest.findIndex(({ status }) => status !== 'failed')
  const failures = other === -1 ? latest.length : other
  const waitMs = Math.min(RETRY_FIRST_MS * 2 ** (failures - 1), RETRY_LONGEST_MS)
  return new Date(endedAt + waitMs)
}

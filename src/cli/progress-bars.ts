import { MultiBar, type SingleBar } from 'cli-progress'
import type { RefreshRunRow } from '#db/schema/index.ts'

export interface ProgressBars {
  update: (run: RefreshRunRow) => void
  stop: () => void
}

/** One bar a run on standard error; nothing where that is no terminal or nobody wants it. */
export function createProgressBars(wanted: boolean): ProgressBars {
  if (!wanted) return { update: () => {}, stop: () => {} }
  const bars = new MultiBar({
    format: '{registry} {bar} {value}/{of} {unit}, {seen} entries, {problems} problems',
    noTTYOutput: true,
    notTTYSchedule: 1_000,
    clearOnComplete: false,
    hideCursor: true,
  })
  const byRun = new Map<string, SingleBar>()
  return {
    update({ id, registry, progress, stats }) {
      if (!progress) return
      const payload = {
        registry: registry.padEnd(12),
        of: progress.total ?? '?',
        unit: progress.unit,
        seen: stats.rows,
        problems: stats.rowProblems + stats.pageProblems,
      }
      const total = progress.total ?? Math.max(progress.done, 1)
      const bar = byRun.get(id)
      if (!bar) byRun.set(id, bars.create(total, progress.done, payload))
      else {
        bar.setTotal(total)
        bar.update(progress.done, payload)
      }
    },
    stop: () => bars.stop(),
  }
}

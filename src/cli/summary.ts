import type { RefreshRunRow } from '#db/schema/index.ts'

/** A finished run in words: its figures, and why it is held or failed. */
export function summarize(run: RefreshRunRow): string {
  const figures = `${run.seen} seen, ${run.new} new, ${run.changed} changed, ${run.unchanged} unchanged, ${run.notSeen} not seen, ${run.problems} problems`
  const head = `${run.registry}: ${run.status} (run ${run.id})`
  const why = run.reasons.map((reason) => `  ${reason}`)
  const next =
    run.status === 'held'
      ? [`  Nothing of it is shown. npm run cli -- release ${run.id} <note>, or reject.`]
      : []
  return [head, ...(run.status === 'queued' ? [] : [`  ${figures}`]), ...why, ...next].join('\n')
}

/** The `refresh` shape of the API. */
export const toRefreshJson = (run: RefreshRunRow): object => ({
  id: run.id,
  registry: run.registry,
  status: run.status,
  counts: {
    seen: run.seen,
    new: run.new,
    changed: run.changed,
    unchanged: run.unchanged,
    not_seen: run.notSeen,
    problems: run.problems,
  },
  reasons: run.reasons,
  progress: run.progress,
  started_at: run.startedAt?.toISOString() ?? null,
  finished_at: run.finishedAt?.toISOString() ?? null,
})

import type { RunBar } from '#db/queries/registry-desk.ts'
import { formatDate } from './dates.ts'
import { count } from './words.ts'

const BAR = 10
const GAP = 3
const HEIGHT = 48
/** So that a run of which nothing came is seen, and a small one beside a large one. */
const LEAST = 4

/** Each run as a bar, oldest first: as high as people were seen, marked by what became of it. */
export const RunChart = ({ runs, title }: { runs: RunBar[]; title: string }) => {
  if (runs.length === 0) return <p class="quiet">No run yet.</p>
  const most = Math.max(1, ...runs.map(({ seen }) => seen))
  const bars = runs.toReversed()
  const width = bars.length * (BAR + GAP) - GAP
  return (
    <svg
      class="run-chart"
      role="img"
      aria-label={`${title}: ${describeRuns(runs)}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
    >
      {bars.map((run, index) => {
        const height = Math.max(LEAST, Math.round((run.seen / most) * HEIGHT))
        return (
          <rect
            class={`is-${run.status}`}
            x={index * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
          >
            <title>{`${formatDate(run.createdAt)}: ${run.status}, ${run.seen} seen`}</title>
          </rect>
        )
      })}
    </svg>
  )
}

/** The same in words. */
export function describeRuns(runs: RunBar[]): string {
  const [latest] = runs
  if (!latest) return 'no run yet'
  const statuses = new Map<string, number>()
  for (const { status } of runs) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  const sums = [...statuses].map(([status, times]) => `${times} ${status}`).join(', ')
  const seen = runs.filter(({ status }) => status === 'published').map((run) => run.seen)
  const range =
    seen.length > 0
      ? `; those published showed ${Math.min(...seen).toLocaleString('en-US')} to ${count(Math.max(...seen), 'person', 'people')}`
      : ''
  return `the last ${count(runs.length, 'run')}: ${sums}${range}; the newest, of ${formatDate(latest.createdAt)}, is ${latest.status}`
}

/** How long `link` takes as a process, and what it needs, beside reading and sorting the same files. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTable } from '#src/cli/read-csv.ts'
import { cli, jsonLines } from '#tests/helpers/cli-process.ts'
import { round } from './figures.ts'
import { generate } from './generated.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const FLOOR = ['--disable-warning=ExperimentalWarning', '--import', 'tsx']
const FLOOR_SCRIPT = 'tests/bench/linkage/floor.ts'

interface Run {
  size: number
  seconds: number
  peakMb: number
  compared: number
  matches: number
  floorSeconds: number
  floorPeakMb: number
}

export async function benchSpeed(): Promise<object> {
  const runs: Run[] = []
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-linkage-'))
  try {
    for (const size of SIZES) {
      const run = await measureSize(folder, size)
      runs.push(run)
      console.log(
        `  ${size} and ${size} records: ${run.seconds} s, ${run.compared} pairs compared, peak ${run.peakMb} MB; ` +
          `the floor ${run.floorSeconds} s, ${run.floorPeakMb} MB; ${round(run.seconds / run.floorSeconds, 1)} times the floor`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const growth = runs.slice(1).map((run, index) => toGrowth(runs[index] ?? run, run))
  for (const step of growth)
    console.log(`  cost grows with size to the power of ${JSON.stringify(step)}`)
  return { runs, growth }
}

async function measureSize(folder: string, size: number): Promise<Run> {
  const [left, right, out] = ['left.csv', 'right.csv', 'pairs.csv'].map((name) =>
    join(folder, name),
  )
  if (!left || !right || !out) throw new Error('There are no paths.')
  await generate(size, left, right)
  const floor = spawn(process.execPath, [...FLOOR, FLOOR_SCRIPT, left, right], { stdio: 'ignore' })
  const floorRun = await watch(floor, new Promise((done) => floor.once('close', done)))
  const linking = cli(['link', left, right, '--out', out, '--json'], {})
  const run = await watch(linking.child, linking.ended)
  const { status, stdout, stderr } = await linking.ended
  const summary = jsonLines(stdout).at(-1)
  if (status !== 0 || !summary) throw new Error(`link ended with ${status}: ${stderr}`)
  await checkPairs(out, Number(summary.match))
  return {
    size,
    seconds: run.seconds,
    peakMb: run.peakMb,
    compared: Number(summary.compared),
    matches: Number(summary.match),
    floorSeconds: floorRun.seconds,
    floorPeakMb: floorRun.peakMb,
  }
}

async function watch(child: ChildProcess, ended: Promise<unknown>) {
  const startedAt = performance.now()
  let peakMb = 0
  const timer = setInterval(() => (peakMb = Math.max(peakMb, readPeak(child.pid))), 50)
  await ended
  clearInterval(timer)
  return { seconds: round((performance.now() - startedAt) / 1000, 1), peakMb }
}

/** The most memory that a process has held so far, in MB. */
function readPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    // It has just ended.
    return 0
  }
}

/** The file has to say what the summary says. */
async function checkPairs(path: string, matches: number): Promise<void> {
  let counted = 0
  await readTable(path, { columns: ['decision'], findMissing: () => null }, (row) => {
    if (row.cell('decision') === 'match') counted += 1
  })
  if (counted !== matches) throw new Error(`The file has ${counted} matches instead of ${matches}.`)
}

/** 1 is linear. */
const toGrowth = (before: Run, after: Run) => {
  const power = (read: (run: Run) => number): number =>
    round(Math.log(read(after) / read(before)) / Math.log(after.size / before.size), 2)
  return {
    from: before.size,
    to: after.size,
    seconds: power(({ seconds }) => seconds),
    compared: power(({ compared }) => compared),
    floor: power(({ floorSeconds }) => floorSeconds),
  }
}

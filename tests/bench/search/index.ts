/**
 * The search against its peers: the same invented people, the same questions, one run.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'
import { judgeSize } from './goals.ts'
import { type Budget, measureSize, type SizeFigures } from './measure-size.ts'
import { type Line, writePlot } from './plot.ts'

const SIZES = [8_000, 30_000, 1_000_000]

const FULL: Budget = { kind: 6000, speed: 25_000, throughput: 3000, copy: 60_000, peer: 90_000 }
const AT_A_MILLION: Budget = { ...FULL, kind: 3000, speed: 20_000, copy: 90_000, peer: 120_000 }

/** The memory of a small server; nothing else at work beside it while it is measured. */
const SETTINGS = {
  shared_buffers: '1GB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
}

export async function benchSearch(): Promise<object> {
  const postgres = await startEmbeddedPostgres(SETTINGS)
  const measured: SizeFigures[] = []
  try {
    for (const size of SIZES) {
      const budget = size > 100_000 ? AT_A_MILLION : FULL
      measured.push(await measureSize(postgres.url, size, budget))
    }
  } finally {
    await postgres.stop()
  }
  const goals = measured.flatMap(judgeSize)
  const missed = goals.filter(({ isMet }) => !isMet)
  console.log(`  ${goals.length - missed.length} of ${goals.length} goals met`)
  for (const { goal, shown } of missed) console.log(`    not met: ${goal}: ${shown}`)
  const plot = join(tmpdir(), `search-growth-${process.pid}.svg`)
  writePlot(plot, 'A name search, as the directory grows', toLines(measured))
  console.log(`  how each grows: ${plot}`)
  return { sizes: measured, goals, plot }
}

/** One line an engine, with the sizes at which it was measured. */
function toLines(measured: SizeFigures[]): Line[] {
  const lines = new Map<string, Line>()
  for (const { size, ours, peers } of measured) {
    for (const { name, ms } of [...ours.map(({ outcome }) => outcome), ...peers]) {
      const line = lines.get(name) ?? { name, points: [] }
      if (ms) line.points.push({ size, ms: ms.p95 })
      lines.set(name, line)
    }
  }
  return [...lines.values()]
}

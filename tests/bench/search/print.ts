/** The figures as tables for the eye. */
import { KINDS } from './ask.ts'
import type { Outcome } from './figures.ts'
import type { Speed } from './measure-http.ts'
import type { HostileFigure } from './hostile.ts'

export function printOutcomes(size: number, outcomes: Outcome[]): void {
  console.log(
    `  right person among the first 10, of ${size} (in brackets: asked in the time given)`,
  )
  const head = ['', ...KINDS, 'p50 ms', 'p95 ms', 'ready s', 'MB']
  printTable([
    head,
    ...outcomes.map(({ name, recall, ms, readySeconds, memoryMb, failure }) => [
      name,
      ...(failure
        ? [failure]
        : KINDS.map((kind) => {
            const { share = 0, asked = 0 } = recall[kind] ?? {}
            return `${share.toFixed(3)} (${asked})`
          })),
      ...(failure ? [] : [ms?.p50, ms?.p95, readySeconds, memoryMb].map((one) => `${one ?? ''}`)),
    ]),
  ])
}

export function printSpeed(name: string, { floor, name: names, near, ...speed }: Speed): void {
  const { nameTimes, nearTimes, p95ToP95, asked } = speed
  console.log(
    `  ${name}, ${asked} rounds: floor ${floor.p50} / ${floor.p95} ms; ` +
      `name ${names.p50} / ${names.p95} ms = ${nameTimes.p50} / ${nameTimes.p95} floors ` +
      `(p95 to p95 ${p95ToP95.name}); near, filters, counts ${near.p50} / ${near.p95} ms = ` +
      `${nearTimes.p50} / ${nearTimes.p95} floors (p95 to p95 ${p95ToP95.near})`,
  )
}

export function printHostile(name: string, figures: HostileFigure[]): void {
  const bad = figures.filter(({ isFine }) => !isFine)
  console.log(
    `  ${name}, hostile questions: ${figures.length - bad.length} of ${figures.length} fine`,
  )
  for (const { question, status, ms, isFine } of figures) {
    console.log(`    ${isFine ? 'ok ' : 'BAD'} ${question}: ${status} in ${ms} ms`)
  }
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.filter((row) => row.length > 2).map((row) => row[column]?.length ?? 0)),
  )
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join('  ')}`)
  }
}

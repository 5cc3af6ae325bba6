import { describe, expect, it } from 'vitest'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedName } from '#scrapers/population/person.ts'
import type { LinkRecord } from '#src/core/linkage/link-record.ts'
import { resolveClusters } from '#src/core/linkage/resolve.ts'
import { type Sketch, toRecord } from './records.ts'

/** Many times what it takes, and far below what a quadratic step would. */
const PATIENCE_MS = 6_000

function timed(records: LinkRecord[]): { clusters: number; ms: number } {
  const start = performance.now()
  const clusters = resolveClusters(records).length
  return { clusters, ms: performance.now() - start }
}

const written = ({ given, middle, family, suffix }: InventedName): string =>
  [given, middle, family, suffix].filter(Boolean).join(' ')

describe('joining', () => {
  it('20,000 records of a population takes a moment', () => {
    const people = createPopulation({ size: 7_000, seed: 3 })
    const sketches = people.flatMap(({ name, npi, gender, practices, licenses }): Sketch[] => {
      const called = written(name)
      const [practice] = practices
      const contact = practice
        ? { phone: practice.phone, street: practice.street, town: practice.city }
        : {}
      const typed = licenses.slice(0, 1).map(({ state, number }) => `${state} ${number}`)
      return [
        { at: 'card', called, gender, ...contact },
        { at: 'npi', called: written(npi?.nameInNppes ?? name), gender, typed, ...contact },
        ...licenses.map(({ state, number }): Sketch => ({
          at: ({ NY: 'ny', NJ: 'nj', CT: 'ct' } as const)[state],
          called,
          license: `${state} ${number}`,
          ...(practice ? { town: practice.city } : {}),
        })),
      ]
    })
    const records = sketches.slice(0, 20_000).map(toRecord)
    expect(records).toHaveLength(20_000)
    const { clusters, ms } = timed(records)
    expect(clusters).toBeLessThan(20_000)
    expect(ms).toBeLessThan(PATIENCE_MS)
  })

  it.each([
    ['the same name', () => 'Jin Kim'],
    ['the same name and an initial', (id: number) => `Jin ${'ABCDEFGHIJ'[id % 10] ?? ''} Kim`],
    ['a middle name each', (id: number) => `Jin ${toWord(id)} Kim`],
    ['the same letters', (id: number) => ['Ki Nam Kim', 'Kinam Kim', 'Kim Ki-Nam'][id % 3] ?? ''],
  ])('a thousand people of %s takes a moment and joins nobody', (_, called) => {
    const records = Array.from({ length: 1_000 }, (_, id) =>
      toRecord(
        {
          at: (['npi', 'card', 'page', 'ct'] as const)[id % 4] ?? 'npi',
          called: called(id),
          phone: '203-555-0123',
          town: 'Stamford',
        },
        id,
      ),
    )
    const { clusters, ms } = timed(records)
    expect(clusters).toBe(1_000)
    expect(ms).toBeLessThan(PATIENCE_MS)
  })
})

/** `aa`, `ab` … as the letters of a name. */
const toWord = (id: number): string =>
  id
    .toString(26)
    .padStart(3, '0')
    .split('')
    .map((sign) => String.fromCharCode(97 + Number.parseInt(sign, 26)))
    .join('')

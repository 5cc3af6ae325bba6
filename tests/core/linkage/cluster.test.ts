import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterInput, clusterRecords, type Judged } from '#src/core/linkage/cluster.ts'
import { contradictions } from '#src/core/linkage/judgements.ts'

const SIZE = 8
const key = (left: number, right: number): string =>
  left < right ? `${left} ${right}` : `${right} ${left}`

interface Drawn {
  matches: ClusterInput['matches']
  judgements: Judged[]
  conflicts: Set<string>
}

const anyPair = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)).filter(([left, right]) => left < right)
const distinctPairs = <Value>(value: fc.Arbitrary<Value>, maxLength: number) =>
  fc.uniqueArray(fc.record({ pair: anyPair, value }), {
    maxLength,
    selector: ({ pair: [left, right] }) => key(left, right),
  })

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    matches: distinctPairs(fc.constantFrom(8, 9, 12, 14, 20, 1_000, 2_000), 14),
    judgements: distinctPairs(fc.constantFrom('same' as const, 'different' as const), 4),
    conflicts: distinctPairs(fc.constant(true), 8),
  })
  .map(({ matches, judgements, conflicts }) => ({
    matches: matches.map(({ pair: [left, right], value }) => ({ left, right, strength: value })),
    judgements: judgements.reduce<Judged[]>((given, { pair: [left, right], value }) => {
      const next = { left, right, verdict: value }
      return contradictions(given, next).length > 0 ? given : [...given, next]
    }, []),
    conflicts: new Set(conflicts.map(({ pair: [left, right] }) => key(left, right))),
  }))

const toInput = ({ matches, judgements, conflicts }: Drawn): ClusterInput => ({
  records: Array.from({ length: SIZE }, (_, id) => id),
  matches,
  judgements,
  mayBeOne: (left, right) => !conflicts.has(key(left, right)),
})
const group = (input: ClusterInput): number[][] => clusterRecords(input).clusters

describe('clusters', () => {
  it('hold every record exactly once, and what is refused is in two of them', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { clusters, refused } = clusterRecords(toInput(one))
        expect(clusters.flat().toSorted((a, b) => a - b)).toEqual(toInput(one).records)
        const clusterOf = (id: number) => clusters.findIndex((cluster) => cluster.includes(id))
        for (const match of one.matches) {
          expect(refused.includes(match)).toBe(clusterOf(match.left) !== clusterOf(match.right))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('join nobody who cannot be one, not even through a third, unless a person says so', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const same = one.judgements.filter(({ verdict }) => verdict === 'same')
        const declared = group({ ...toInput(one), matches: [], judgements: same })
        for (const cluster of group(toInput(one))) {
          for (const left of cluster) {
            for (const right of cluster.filter((id) => id > left)) {
              const isDeclared = declared.some((ids) => ids.includes(left) && ids.includes(right))
              expect(isDeclared || !one.conflicts.has(key(left, right))).toBe(true)
            }
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('do what people judged, whatever the rules and the matches say', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const clusters = group(toInput(one))
        for (const { left, right, verdict } of one.judgements) {
          const isOne = clusters.some((ids) => ids.includes(left) && ids.includes(right))
          expect(isOne).toBe(verdict === 'same')
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('are the same whatever the order of everything and the numbers of the records', () => {
    const shuffled = <Item>(items: Item[]) =>
      fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
    const twice = drawn.chain((one) =>
      fc.record({
        one: fc.constant(one),
        matches: shuffled(one.matches),
        judgements: shuffled(one.judgements),
        numbers: shuffled(toInput(one).records),
      }),
    )
    fc.assert(
      fc.property(twice, ({ one, matches, judgements, numbers }) => {
        const to = (id: number): number => numbers[id] ?? -1
        const from = (id: number): number => numbers.indexOf(id)
        const renumber = <Pair extends { left: number; right: number }>(pair: Pair): Pair => ({
          ...pair,
          left: Math.min(to(pair.left), to(pair.right)),
          right: Math.max(to(pair.left), to(pair.right)),
        })
        const back = group({
          records: numbers,
          matches: matches.map(renumber),
          judgements: judgements.map(renumber),
          mayBeOne: (left, right) => !one.conflicts.has(key(from(left), from(right))),
        }).map((ids) => ids.map(from).sort((a, b) => a - b))
        expect(back.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual(group(toInput(one)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('are not changed by what happens elsewhere', () => {
    const far = (match: ClusterInput['matches'][number]) => ({
      ...match,
      left: match.left + SIZE,
      right: match.right + SIZE,
    })
    fc.assert(
      fc.property(drawn, drawn, (one, other) => {
        const both = group({
          records: Array.from({ length: SIZE * 2 }, (_, id) => id),
          matches: [...one.matches, ...other.matches.map(far)],
          judgements: one.judgements,
          mayBeOne: (left, right) =>
            right < SIZE
              ? !one.conflicts.has(key(left, right))
              : !other.conflicts.has(key(left - SIZE, right - SIZE)),
        })
        expect(both.filter(([first = 0]) => first < SIZE)).toEqual(group(toInput(one)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('of two matches that cannot both be right', () => {
  const conflict = new Set([key(0, 2)])
  const between = (strength: number, other: number) =>
    clusterRecords(
      toInput({
        matches: [
          { left: 0, right: 1, strength },
          { left: 1, right: 2, strength: other },
        ],
        judgements: [],
        conflicts: conflict,
      }),
    )

  it('the far stronger one holds, and the other waits for a person', () => {
    const { clusters, refused } = between(20, 9)
    expect(clusters).toContainEqual([0, 1])
    expect(refused).toEqual([{ left: 1, right: 2, strength: 9 }])
  })

  it('neither holds where they are nearly as strong', () => {
    expect(between(14, 12).clusters).toHaveLength(SIZE)
    expect(between(14, 12).refused).toHaveLength(2)
  })
})

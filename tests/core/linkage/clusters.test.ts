import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameLicense, mayBeOne } from '#src/core/linkage/exclusive.ts'
import type { LinkRecord } from '#src/core/linkage/link-record.ts'
import { haveCompatibleNames } from '#src/core/linkage/match-exact.ts'
import { resolveClusters } from '#src/core/linkage/resolve.ts'
import { anySketch } from './arbitraries.ts'
import { partition, toRecord } from './records.ts'

const fewRecords = fc
  .array(anySketch, { maxLength: 12 })
  .map((sketches) => sketches.map((sketch, index) => toRecord(sketch, index)))

describe('clusters', () => {
  it('hold every record exactly once', () => {
    fc.assert(
      fc.property(fewRecords, (records) => {
        const ids = resolveClusters(records).flatMap((cluster) => cluster.records)
        expect(ids.toSorted((a, b) => a - b)).toEqual(records.map(({ id }) => id))
      }),
      { numRuns: 500 },
    )
  })

  it('are the same whatever the order of the records and the numbers they were given', () => {
    const renumbered = fewRecords.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
      ),
    )
    fc.assert(
      fc.property(renumbered, ([records, shuffled, order]) => {
        expect(partition(shuffled)).toEqual(partition(records))
        const idOf = new Map(order.map(({ id }, index) => [id, index]))
        const oldId = new Map(order.map(({ id }, index) => [index, id]))
        const back = partition(shuffled.map((one) => ({ ...one, id: idOf.get(one.id) ?? -1 })))
          .map((group) => group.map((id) => oldId.get(id) ?? -1).sort((a, b) => a - b))
          .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
        expect(back).toEqual(partition(records))
      }),
      { numRuns: 1000 },
    )
  })

  it('join no two records that rule each other out, not even through a third', () => {
    fc.assert(
      fc.property(fewRecords, (records) => {
        const byId = new Map(records.map((record) => [record.id, record]))
        for (const cluster of resolveClusters(records)) {
          const members = cluster.records.flatMap((id) => byId.get(id) ?? [])
          for (const one of members) {
            for (const other of members) {
              if (one.id >= other.id) continue
              expect(mayBeOne(one, other)).toBe(true)
              expect(haveCompatibleNames(one, other)).toBe(true)
            }
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('are told why, match by match, and each reason holds', () => {
    fc.assert(
      fc.property(fewRecords, (records) => {
        const byId = new Map(records.map((record) => [record.id, record]))
        for (const { records: ids, matches } of resolveClusters(records)) {
          expect(matches.length).toBeGreaterThanOrEqual(ids.length - 1)
          for (const { left, right, method, reasons } of matches) {
            const [a, b] = [byId.get(left), byId.get(right)]
            expect(left).toBeLessThan(right)
            expect(ids).toEqual(expect.arrayContaining([left, right]))
            expect(reasons.length).toBeGreaterThan(1)
            expect(a && b && holds(method, a, b)).toBe(true)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('of others are not touched by a person who has nothing in common with them', () => {
    const stranger = toRecord({ at: 'npi', called: 'Xiomara Stranger', town: 'Hartford' }, 1000)
    fc.assert(
      fc.property(fewRecords, (records) => {
        expect(partition([...records, stranger])).toEqual([...partition(records), [1000]])
      }),
      { numRuns: 300 },
    )
  })

  it('fall apart but never grow where a namesake turns up on every list', () => {
    const lists = ['ct', 'ny', 'npi', 'card', 'page'] as const
    fc.assert(
      fc.property(fewRecords, (records) => {
        const namesakes = records.flatMap(({ names }, at) =>
          lists.map((list, index): LinkRecord => ({
            ...toRecord({ at: list, called: 'Nobody' }, 1000 + at * lists.length + index),
            names,
          })),
        )
        for (const { matches } of resolveClusters([...records, ...namesakes])) {
          for (const { method } of matches) expect(['npi', 'license']).toContain(method)
        }
      }),
      { numRuns: 200 },
    )
  })
})

function holds(method: string, a: LinkRecord, b: LinkRecord): boolean {
  const share = (one: string[], other: string[]): boolean =>
    one.some((value) => other.includes(value))
  const isTyped = (holder: LinkRecord, claim: LinkRecord): boolean =>
    holder.licenses.some((license) =>
      claim.licenseHints.some((hint) => isSameLicense(license, hint)),
    )
  if (method === 'npi') return a.npi !== null && a.npi === b.npi
  if (method === 'license') return isTyped(a, b) || isTyped(b, a)
  if (a.role === 'exclusion' || b.role === 'exclusion') return false
  if (method === 'name-and-town') return share(a.towns, b.towns)
  return share(a.phones, b.phones) || share(a.streets, b.streets)
}

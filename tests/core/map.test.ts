import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { milesBetween } from '#src/core/geo.ts'
import { clusterSpots, radiusOf } from '#src/core/map/clusters.ts'
import { directionFrom } from '#src/core/map/direction.ts'
import { chooseFrame, circleAround, isDrawn, REGION } from '#src/core/map/frame.ts'
import { boxOf, isInside } from '#src/core/map/inside.ts'
import { placeLabels, scaleBarMiles } from '#src/core/map/labels.ts'
import { PathWriter } from '#src/core/map/path-writer.ts'

const MANHATTAN = { lat: 40.742, lng: -73.98 }
const HARTFORD = { lat: 41.766, lng: -72.675 }

const spot = fc.record({
  x: fc.double({ min: -50, max: 700, noNaN: true }),
  y: fc.double({ min: -50, max: 500, noNaN: true }),
  count: fc.integer({ min: 1, max: 3000 }),
})
/** Many in one place, as people who share a ZIP are. */
const crowd = fc
  .tuple(spot, fc.integer({ min: 1, max: 40 }))
  .map(([one, times]) => Array.from({ length: times }, () => ({ ...one })))
const spots = fc
  .tuple(fc.array(spot, { maxLength: 300 }), fc.array(crowd, { maxLength: 5 }))
  .map(([alone, crowds]) => [...alone, ...crowds.flat()])

describe('clusters', () => {
  it('hold every point exactly once', () => {
    fc.assert(
      fc.property(spots, (all) => {
        const members = clusterSpots(all).flatMap((cluster) => cluster.members)
        expect(members).toHaveLength(all.length)
        expect(new Set(members)).toEqual(new Set(all))
      }),
    )
  })

  it('count what their members stand for, and lie among them', () => {
    fc.assert(
      fc.property(spots, (all) => {
        for (const { x, y, count, members } of clusterSpots(all)) {
          expect(count).toBe(members.reduce((sum, member) => sum + member.count, 0))
          for (const [axis, value] of [['x', x] as const, ['y', y] as const]) {
            const values = members.map((member) => member[axis])
            expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6)
            expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-6)
          }
        }
      }),
    )
  })

  it('are few, and far enough apart to be told apart and hit', () => {
    fc.assert(
      fc.property(spots, (all) => {
        const clusters = clusterSpots(all)
        expect(clusters.length).toBeLessThanOrEqual(80)
        for (const [index, a] of clusters.entries()) {
          for (const b of clusters.slice(index + 1)) {
            const apart = Math.hypot(a.x - b.x, a.y - b.y) + 1e-6
            expect(apart).toBeGreaterThanOrEqual(28)
            expect(apart).toBeGreaterThanOrEqual(radiusOf(a.count) + radiusOf(b.count))
          }
        }
      }),
    )
  })

  it('do not depend on the order of the points', () => {
    const shuffled = spots.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const places = (of: typeof all) => clusterSpots(of).map(({ x, y, count }) => [x, y, count])
        expect(places(other)).toEqual(places(all))
      }),
    )
  })

  it('leave points alone that do not touch, in reading order', () => {
    const all = [
      { x: 200, y: 105, count: 1 },
      { x: 20, y: 200, count: 1 },
      { x: 20, y: 110, count: 1 },
      { x: 60, y: 20, count: 1 },
    ]
    const [first, second, third, fourth] = clusterSpots(all)
    expect([first?.y, second?.y, third?.y, fourth?.y]).toEqual([20, 110, 105, 200])
  })
})

describe('the frame', () => {
  const place = fc.record({
    lat: fc.double({ min: 39, max: 45, noNaN: true }),
    lng: fc.double({ min: -79, max: -72, noNaN: true }),
  })

  it('shows every place, ten miles across at least', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), (places) => {
        const { west, south, east, north } = chooseFrame(places, null)
        for (const { lat, lng } of places) {
          expect(lat >= south && lat <= north && lng >= west && lng <= east).toBe(true)
        }
        const lat = (south + north) / 2
        expect(milesBetween({ lat, lng: west }, { lat, lng: east })).toBeGreaterThan(9.9)
        expect(milesBetween({ lat: south, lng: west }, { lat: north, lng: west })).toBeGreaterThan(
          9.9,
        )
      }),
    )
  })

  it('shows the whole circle, with or without results', () => {
    const { west, south, east, north } = chooseFrame([], { ...HARTFORD, miles: 25 })
    const { lat, lng } = HARTFORD
    expect(milesBetween({ lat, lng: west }, { lat, lng: east })).toBeCloseTo(50, 0)
    expect(milesBetween({ lat: south, lng }, { lat: north, lng })).toBeCloseTo(50, 0)
    expect(chooseFrame([MANHATTAN], { ...HARTFORD, miles: 25 }).south).toBe(MANHATTAN.lat)
  })

  it('is the three states if there is nothing to show', () => {
    expect(chooseFrame([], null)).toEqual(REGION)
  })

  it('never leaves what can be drawn', () => {
    const frame = chooseFrame([], { ...MANHATTAN, miles: 2000 })
    expect(isDrawn({ lat: frame.north, lng: frame.west })).toBe(true)
    expect(isDrawn({ lat: frame.south, lng: frame.east })).toBe(true)
    expect(isDrawn({ lat: 34.05, lng: -118.24 })).toBe(false)
    expect(isDrawn({ lat: Number.NaN, lng: -74 })).toBe(false)
  })

  it('of a cluster is a circle that holds all of it', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
        const circle = circleAround(places)
        for (const one of places)
          expect(milesBetween(circle, one)).toBeLessThanOrEqual(circle.miles)
      }),
    )
  })
})

it('says in which direction a place lies', () => {
  expect(directionFrom(MANHATTAN, HARTFORD)).toBe('northeast')
  expect(directionFrom(HARTFORD, MANHATTAN)).toBe('southwest')
  expect(directionFrom(MANHATTAN, { lat: 40.74, lng: -75 })).toBe('west')
  expect(directionFrom(MANHATTAN, { lat: 39, lng: -73.9 })).toBe('south')
})

it('knows what is inside of a shape with a hole', () => {
  const square = (from: number, to: number) => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ]
  const rings = [square(0, 10), square(4, 6)]
  expect(boxOf(rings)).toEqual({ left: 0, top: 0, right: 10, bottom: 10 })
  expect(isInside([2, 2], rings)).toBe(true)
  expect(isInside([5, 5], rings)).toBe(false)
  expect(isInside([11, 5], rings)).toBe(false)
})

describe('names', () => {
  const size = { width: 300, height: 300 }
  const wish = { texts: ['Connecticut', 'CT'], x: 150, y: 150, width: 200, height: 100 }

  it('move or become shorter rather than cover something', () => {
    expect(placeLabels([wish], [], size)).toEqual([{ text: 'Connecticut', x: 150, y: 150 }])
    const onIt = { x: 150, y: 150, radius: 13 }
    expect(placeLabels([wish], [onIt], size)[0]?.y).not.toBe(150)
    const beside = { x: 105, y: 150, radius: 13 }
    expect(placeLabels([{ ...wish, height: 20 }], [beside], size)).toEqual([
      { text: 'CT', x: 150, y: 150 },
    ])
    expect(placeLabels([wish, wish], [], size).map(({ y }) => y)).toEqual([150, 135])
  })

  it('are left out where there is no room', () => {
    expect(placeLabels([{ ...wish, width: 10 }], [], size)).toEqual([])
    expect(placeLabels([{ ...wish, height: 5 }], [], size)).toEqual([])
    expect(placeLabels([{ ...wish, x: 2 }], [], size)).toEqual([])
    expect(placeLabels([wish], [{ x: 150, y: 150, radius: 90 }], size)).toEqual([])
  })

  it.each([
    [10, 90, 5],
    [1, 99, 50],
    [50, 90, 1],
    [4, 90, 20],
    [200, 90, 0.2],
  ])('of the scale are round: %d pixels a mile in %d', (pixelsAMile, pixels, miles) => {
    expect(scaleBarMiles(pixelsAMile, pixels)).toBeCloseTo(miles)
  })
})

describe('paths', () => {
  const write = (points: [number, number][], close: boolean) => {
    const writer = new PathWriter()
    for (const [index, [x, y]] of points.entries()) {
      if (index === 0) writer.moveTo(x, y)
      else writer.lineTo(x, y)
    }
    if (close) writer.closePath()
    return writer.toString()
  }

  it('are relative and whole', () => {
    const square: [number, number][] = [
      [0, 0],
      [10, 0],
      [10, 20.04],
      [0, 20],
    ]
    expect(write(square, true)).toBe('M0 0l100 0 0 200-100 0z')
  })

  it('leave out what nobody sees, but not the end of a line', () => {
    const line: [number, number][] = [
      [0, 0],
      [10, 0],
      [10.3, 0],
      [10.5, 0.1],
    ]
    expect(write(line, false)).toBe('M0 0l100 0 5 1')
    expect(
      write(
        line.map(([x, y]) => [x / 100, y]),
        true,
      ),
    ).toBe('')
    expect(write([], false)).toBe('')
  })
})

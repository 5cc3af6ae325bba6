import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromChordMiles, milesBetween, toChordMiles, toSphere } from '#src/core/geo.ts'

const point = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
})

it('measures the same straight through as along the ground', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const to = toSphere(b.lat, b.lng)
      const chord = Math.hypot(
        ...toSphere(a.lat, a.lng).map((value, axis) => value - (to[axis] ?? 0)),
      )
      expect(fromChordMiles(chord)).toBeCloseTo(milesBetween(a, b), 2)
    }),
  )
})

it('turns miles into chords and back', () => {
  for (const miles of [0, 0.1, 10, 200, 6000]) {
    expect(fromChordMiles(toChordMiles(miles))).toBeCloseTo(miles, 6)
  }
})

it('knows how far Hartford is from Manhattan', () => {
  const miles = milesBetween({ lat: 40.742, lng: -74 }, { lat: 41.766, lng: -72.675 })
  expect(miles).toBeGreaterThan(95)
  expect(miles).toBeLessThan(105)
})

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromChordMiles, milesBetween, toChordMiles, toCube } from '#src/core/geo.ts'

const point = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
})

it('measures the same through the cube as along the ground', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const [from, to] = [a, b].map(({ lat, lng }) =>
        toCube(lat, lng).slice(1, -1).split(', ').map(Number),
      )
      const chord = Math.hypot(...(from ?? []).map((value, axis) => value - (to?.[axis] ?? 0)))
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

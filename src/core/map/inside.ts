/** Which shape a point of a plane is in. */

export type PlanePoint = readonly [number, number]

export interface PlaneBox {
  left: number
  top: number
  right: number
  bottom: number
}

/** The smallest box around all rings. */
export function boxOf(rings: readonly (readonly (readonly number[])[])[]): PlaneBox {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x = 0, y = 0] of rings.flat()) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** Whether a line from the point to the right crosses the rings an odd number of times. */
export function isInside(
  [x, y]: PlanePoint,
  rings: readonly (readonly (readonly number[])[])[],
): boolean {
  let inside = false
  for (const ring of rings) {
    for (const [index, [ax = 0, ay = 0]] of ring.entries()) {
      const [bx = 0, by = 0] = ring[index + 1] ?? ring[0] ?? []
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

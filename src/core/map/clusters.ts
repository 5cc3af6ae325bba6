/**
 * Points that would cover each other become one. The result depends on the points alone, not on
 * the order in which they come, and every point is in exactly one cluster.
 */

/** A point of a picture, in pixels. */
export interface Spot {
  x: number
  y: number
  /** How many it stands for. */
  count: number
}

export interface Cluster<T extends Spot> extends Spot {
  members: T[]
}

/** Nearer than this, two circles are hard to tell apart or to hit. */
const GAP = 28

/** Circles that a person can still take in, or pass with the Tab key. */
const CLUSTERS_MAX = 80

/** Radius of the circle for so many: their number fits in, and a finger hits it. */
export function radiusOf(count: number): number {
  if (count === 1) return 12
  if (count < 100) return 13
  return count < 1000 ? 15 : 21
}

const RADIUS_MAX = 21

/** Clusters in reading order: from the top, and in a row from the left. */
export function clusterSpots<T extends Spot>(spots: readonly T[]): Cluster<T>[] {
  const ordered = spots.toSorted((a, b) => a.y - b.y || a.x - b.x || a.count - b.count)
  const single = ordered.map((spot) => ({
    x: spot.x,
    y: spot.y,
    count: spot.count,
    members: [spot],
  }))
  let gap = GAP
  let clusters = settle(single, gap)
  while (clusters.length > CLUSTERS_MAX) {
    gap *= 1.15
    clusters = settle(clusters, gap)
  }
  return inReadingOrder(clusters)
}

/** Merges until no two are too near. Each round but the last leaves fewer, so that it ends. */
function settle<T extends Spot>(clusters: Cluster<T>[], gap: number): Cluster<T>[] {
  const merged = mergeNear(clusters, gap)
  return merged.length === clusters.length ? merged : settle(merged, gap)
}

const areNear = (a: Spot, b: Spot, gap: number): boolean =>
  (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < Math.max(gap, radiusOf(a.count) + radiusOf(b.count)) ** 2

/** The larger takes in what is too near to it, the largest first. */
function mergeNear<T extends Spot>(clusters: Cluster<T>[], gap: number): Cluster<T>[] {
  const size = Math.max(gap, 2 * RADIUS_MAX)
  const cells = new Map<number, Cluster<T>[]>()
  for (const cluster of clusters) {
    const key = cellOf(cluster, size)
    const cell = cells.get(key)
    if (cell) cell.push(cluster)
    else cells.set(key, [cluster])
  }
  const taken = new Set<Cluster<T>>()
  const result: Cluster<T>[] = []
  for (const seed of clusters.toSorted((a, b) => b.count - a.count || a.y - b.y || a.x - b.x)) {
    if (taken.has(seed)) continue
    const near: Cluster<T>[] = []
    for (const step of NEIGHBORS) {
      for (const other of cells.get(cellOf(seed, size) + step) ?? []) {
        if (taken.has(other) || !areNear(seed, other, gap)) continue
        taken.add(other)
        near.push(other)
      }
    }
    result.push(near.length === 1 ? seed : merge(near))
  }
  return result
}

/** Cells are numbered row by row; no picture has so many in a row. */
const ROW = 100_000
const NEIGHBORS = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => dy * ROW + dx))

const cellOf = ({ x, y }: Spot, size: number): number =>
  Math.floor(y / size) * ROW + Math.floor(x / size)

function merge<T extends Spot>(clusters: Cluster<T>[]): Cluster<T> {
  let [x, y, count] = [0, 0, 0]
  for (const cluster of clusters) {
    x += cluster.x * cluster.count
    y += cluster.y * cluster.count
    count += cluster.count
  }
  const members = clusters.flatMap((cluster) => cluster.members)
  return { x: x / count, y: y / count, count, members }
}

const inReadingOrder = <T extends Spot>(clusters: Cluster<T>[]): Cluster<T>[] =>
  clusters.toSorted(
    (a, b) => Math.floor(a.y / GAP) - Math.floor(b.y / GAP) || a.x - b.x || a.y - b.y,
  )

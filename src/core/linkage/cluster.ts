/**
 * Which records are one person, from pairs that match and from what people judged. Two people are
 * never chained through a third: a cluster holds only records of which every two may be one.
 */
/** Two records that match, `left` below `right`. */
export interface MatchedPair {
  left: number
  right: number
  /** The more, the surer; pairs of one strength are decided on together. */
  strength: number
}

/** What a person decided about two records. */
export interface Judged {
  left: number
  right: number
  verdict: 'same' | 'different'
}

export interface ClusterInput {
  records: number[]
  matches: MatchedPair[]
  judgements: Judged[]
  /** Symmetric: nothing rules it out that the two are one person, and their names are compatible. */
  mayBeOne: (left: number, right: number) => boolean
}

export interface Clusters {
  /** Every record in exactly one; ids ascending, clusters by their first. */
  clusters: number[][]
  /** Matches whose two records are not in one cluster: for a person to look at. */
  refused: MatchedPair[]
}

/** A match counts only if it is by so much stronger than any that contradicts it. */
export const MARGIN = 5

/**
 * The result depends on neither the order of anything nor on which numbers the records were given.
 * A person's `same` joins whatever the rules say, `different` keeps apart, also through a third.
 */
export function clusterRecords(input: ClusterInput): Clusters {
  const fits = fitter(input)
  const clusters = new Partition(input.records)
  for (const { left, right, verdict } of input.judgements) {
    if (verdict === 'same') clusters.join(left, right)
  }
  const apart = judgedApart(input.judgements, clusters)
  const mayJoin = (one: number[], other: number[]): boolean =>
    !apart(one, other) && one.every((left) => other.every((right) => fits(left, right)))
  for (const batch of byStrength(uncontested(input.matches, fits))) {
    joinBatch(batch, clusters, mayJoin)
  }
  return {
    clusters: clusters.groups(),
    refused: input.matches.filter(({ left, right }) => !clusters.isJoined(left, right)),
  }
}

/** What a person said of the very pair, else what the rules say of it. */
function fitter({ judgements, mayBeOne }: ClusterInput): ClusterInput['mayBeOne'] {
  const judged = new Map(
    judgements.map(({ left, right, verdict }) => [toKey(left, right), verdict] as const),
  )
  const known = new Map<string, boolean>()
  return (left, right) => {
    const key = toKey(left, right)
    const before = known.get(key)
    if (before !== undefined) return before
    const verdict = judged.get(key)
    const result = verdict === undefined ? mayBeOne(left, right) : verdict === 'same'
    known.set(key, result)
    return result
  }
}

const toKey = (left: number, right: number): string =>
  left < right ? `${left} ${right}` : `${right} ${left}`

/** Whether two groups hold records that a person told apart, be it by way of others judged the same. */
function judgedApart(
  judgements: Judged[],
  same: Partition,
): (one: number[], other: number[]) => boolean {
  const enemies = new Map<number, Set<number>>()
  const note = (of: number, root: number): void => {
    enemies.set(of, (enemies.get(of) ?? new Set()).add(root))
  }
  // Ids of the classes as they are before any match joins them.
  const classOf = new Map(
    same.groups().flatMap((group) => group.map((id) => [id, group[0] ?? id] as const)),
  )
  for (const { left, right, verdict } of judgements) {
    const [a, b] = [classOf.get(left), classOf.get(right)]
    if (verdict !== 'different' || a === undefined || b === undefined) continue
    note(a, b)
    note(b, a)
  }
  return (one, other) =>
    enemies.size > 0 &&
    one.some((left) => {
      const told = enemies.get(classOf.get(left) ?? left)
      return told !== undefined && other.some((right) => told.has(classOf.get(right) ?? right))
    })
}

/**
 * Without the matches that fit not even by themselves, and without those beside a nearly as strong
 * one of somebody who cannot be the same: which of the two is right, nobody can say.
 */
function uncontested(
  matches: MatchedPair[],
  fits: (left: number, right: number) => boolean,
): MatchedPair[] {
  const fitting = matches.filter(({ left, right }) => fits(left, right))
  const around = new Map<number, { other: number; strength: number }[]>()
  for (const { left, right, strength } of fitting) {
    around.set(left, [...(around.get(left) ?? []), { other: right, strength }])
    around.set(right, [...(around.get(right) ?? []), { other: left, strength }])
  }
  const isContested = (at: number, other: number, strength: number): boolean =>
    (around.get(at) ?? []).some(
      (rival) =>
        rival.other !== other && rival.strength + MARGIN > strength && !fits(rival.other, other),
    )
  return fitting.filter(
    ({ left, right, strength }) =>
      !isContested(left, right, strength) && !isContested(right, left, strength),
  )
}

/** Strongest first. */
const byStrength = (matches: MatchedPair[]): MatchedPair[][] =>
  [...Map.groupBy(matches, ({ strength }) => strength)]
    .toSorted(([a], [b]) => b - a)
    .map(([, batch]) => batch)

/** Joins what the batch connects, unless the whole of it would not be one person. */
function joinBatch(
  batch: MatchedPair[],
  clusters: Partition,
  mayJoin: (one: number[], other: number[]) => boolean,
): void {
  const roots = new Partition(
    batch.flatMap(({ left, right }) => [clusters.root(left), clusters.root(right)]),
  )
  for (const { left, right } of batch) roots.join(clusters.root(left), clusters.root(right))
  for (const group of roots.groups()) {
    const parts = group.map((root) => clusters.members(root))
    const isOne = parts.every((part, index) =>
      parts.slice(index + 1).every((other) => mayJoin(part, other)),
    )
    if (isOne) for (const root of group) clusters.join(group[0] ?? root, root)
  }
}

/** Disjoint groups of ids. */
class Partition {
  private readonly groupOf = new Map<number, number[]>()

  constructor(ids: number[]) {
    for (const id of ids) this.groupOf.set(id, [id])
  }

  /** The lowest id of the group. */
  root(id: number): number {
    return this.members(id)[0] ?? id
  }

  members(id: number): number[] {
    return this.groupOf.get(id) ?? [id]
  }

  isJoined(left: number, right: number): boolean {
    return this.root(left) === this.root(right)
  }

  join(left: number, right: number): void {
    if (!this.groupOf.has(left) || !this.groupOf.has(right) || this.isJoined(left, right)) return
    const all = [...this.members(left), ...this.members(right)].sort((a, b) => a - b)
    for (const id of all) this.groupOf.set(id, all)
  }

  groups(): number[][] {
    return [...new Set(this.groupOf.values())].toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  }
}

/** Pairs of records that wait for a person, strongest first. */
import { sql, type SQL } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { type JudgedSide, recordsOf, sideOf } from './judgements.ts'

/** Where a pair stands in the queue; without a weight, where a rule decided, it stands at its head. */
export interface QueuePlace {
  left: number
  right: number
  weight: number | null
}

export interface QueuedPair extends QueuePlace {
  probability: number | null
  /** A match that would have joined people who cannot be one. */
  isRefused: boolean
  sides: [QueuedSide, QueuedSide]
}

export interface QueuedSide extends JudgedSide {
  /** Public id; null where the record is nobody's. */
  practitioner: string | null
}

/** Over `link_pairs p`, as the index of the queue has it. */
const isDoubtful = sql`(p.decision = 'review' or p.is_refused)`
/** Over any `p` with the ids of a pair: nobody has looked. */
const isUnjudged = sql`not exists (select from judgements j
    where j.left_record_id = p.left_record_id and j.right_record_id = p.right_record_id
      and j.superseded_at is null)`
/** Every pair that waits, over `link_pairs p`. */
export const isOpenPair = sql`${isDoubtful} and ${isUnjudged}`
const inOrder = sql`p.weight desc, p.left_record_id, p.right_record_id`
const backward = sql`p.weight, p.left_record_id desc, p.right_record_id desc`
const ids = sql`(p.left_record_id, p.right_record_id)`

/** The first open pairs of an order, which is that of the index: it is read until there are enough. */
const openPairs = (where: SQL, order: SQL, limit: number) => sql`
  select p.* from link_pairs p where ${isOpenPair} and ${where} order by ${order} limit ${limit}`

function isAfter({ left, right, weight }: QueuePlace): SQL {
  const isLater = sql`${ids} > (${left}::bigint, ${right}::bigint)`
  return weight === null
    ? sql`(p.weight is not null or ${isLater})`
    : sql`p.weight <= ${weight}::real and (p.weight < ${weight}::real or ${isLater})`
}

const side = (recordId: SQL): SQL =>
  sideOf(
    recordId,
    sql`, 'practitioner', (
      select o.public_id from links l join practitioners o on o.id = l.practitioner_id
      where l.record_id = r.id and l.superseded_at is null)`,
  )

const queued = sql`json_build_object('left', p.left_record_id, 'right', p.right_record_id,
  'weight', p.weight, 'probability', p.probability, 'isRefused', p.is_refused,
  'sides', json_build_array(${side(sql`p.left_record_id`)}, ${side(sql`p.right_record_id`)}))`

/** The queue after a place, with one pair more than `limit` when there are more. */
export async function findMatchQueue(
  db: Db,
  limit: number,
  after: QueuePlace | null,
): Promise<QueuedPair[]> {
  const rows = await rowsOf<{ pair: QueuedPair }>(
    db,
    sql`select ${queued} as pair
        from (${openPairs(after ? isAfter(after) : sql`true`, inOrder, limit + 1)}) p
        order by ${inOrder}`,
  )
  return rows.map(({ pair }) => pair)
}

/** Pairs with a record of this practitioner that wait for a person, strongest first. */
export async function findDoubtful(
  db: Db,
  practitionerId: number,
  limit: number,
): Promise<QueuedPair[]> {
  // One array and no join: each of the two indexes is asked once.
  const own = sql`any (array(${recordsOf(practitionerId)}))`
  const rows = await rowsOf<{ pair: QueuedPair }>(
    db,
    sql`select ${queued} as pair
        from link_pairs p
        where (p.left_record_id = ${own} or p.right_record_id = ${own}) and ${isOpenPair}
        order by ${inOrder} limit ${limit}`,
  )
  return rows.map(({ pair }) => pair)
}

export type PairIds = Pick<QueuePlace, 'left' | 'right'>

const idsAsJson = sql`json_build_object('left', p.left_record_id, 'right', p.right_record_id) as pair`
const firstOf = (where: SQL, order: SQL) => sql`(select ${idsAsJson}
  from (${openPairs(where, order, 1)}) p)`

/** The open pairs on either side of a place; null at the ends. */
export async function findNeighbors(
  db: Db,
  place: QueuePlace,
): Promise<{ next: PairIds | null; previous: PairIds | null }> {
  const { left, right, weight } = place
  const isEarlier = sql`${ids} < (${left}::bigint, ${right}::bigint)`
  // An index finds a null only when it is asked for one.
  const ruled = firstOf(
    sql`p.weight is null ${weight === null ? sql`and ${isEarlier}` : sql``}`,
    backward,
  )
  const weighed = firstOf(
    sql`p.weight >= ${weight}::real and (p.weight > ${weight}::real or ${isEarlier})`,
    backward,
  )
  const [row] = await rowsOf<{
    next: PairIds | null
    weighed: PairIds | null
    ruled: PairIds | null
  }>(
    db,
    sql`select ${firstOf(isAfter(place), inOrder)} as next,
               ${weight === null ? sql`null::json` : weighed} as weighed, ${ruled} as ruled`,
  )
  return { next: row?.next ?? null, previous: row?.weighed ?? row?.ruled ?? null }
}

/** What to look at after a place: the next open pair, at the end the first; null when none is left. */
export async function findNextOpen(db: Db, place: QueuePlace | null): Promise<PairIds | null> {
  const first = firstOf(sql`true`, inOrder)
  const [row] = await rowsOf<{ pair: PairIds | null }>(
    db,
    sql`select coalesce(${place ? firstOf(isAfter(place), inOrder) : sql`null::json`}, ${first}) as pair`,
  )
  return row?.pair ?? null
}

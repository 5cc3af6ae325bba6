/** Where a ZIP or a town is. */
import { type SQL, sql } from 'drizzle-orm'
import { fold } from '#src/core/names.ts'
import type { Locate } from '#src/core/practitioner.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export interface Place {
  /** As a person would say it: `Brooklyn, NY 11201`, `Hartford, CT`. */
  label: string
  lat: number
  lng: number
}

/** The point of a five-digit ZIP, or null for one that the postal service does not have. */
export async function findZip(db: Db, postalCode: string): Promise<Place | null> {
  const [row] = await rowsOf<{ city: string; state: string; lat: number; lng: number }>(
    db,
    sql`select city, state, lat, lng from places where postal_code = ${postalCode}`,
  )
  return row
    ? { label: `${row.city}, ${row.state} ${postalCode}`, lat: row.lat, lng: row.lng }
    : null
}

/** The middle of the ZIPs that begin so; null where there are none. */
export async function findZipArea(
  db: Db,
  prefixes: string[],
): Promise<Omit<Place, 'label'> | null> {
  const [row] = await rowsOf<{ lat: number | null; lng: number | null }>(
    db,
    sql`select avg(lat) as lat, avg(lng) as lng from places
        where is_area and left(postal_code, 3) in (
          select jsonb_array_elements_text(${jsonRows(prefixes)}))`,
  )
  return row && row.lat !== null && row.lng !== null ? { lat: row.lat, lng: row.lng } : null
}

/** Census areas, or all ZIPs of a town that has no area: a PO box may be anywhere. */
const isTrusted = (town: SQL): SQL =>
  sql`(is_area or not exists (select from places where ${town} and is_area))`

/** The middle of a town's ZIPs; `Saint`, `Mount` and `Fort` may be written short or in full. */
export async function findTown(db: Db, city: string, state: string): Promise<Place | null> {
  const keys = sql.join(
    townKeys(city).map((key) => sql`${key}::text`),
    sql`, `,
  )
  const [row] = await rowsOf<{ city: string | null; lat: number; lng: number }>(
    db,
    sql`select min(city) as city, avg(lat) as lat, avg(lng) as lng from places
        where state = ${state} and city_key in (${keys})
          and ${isTrusted(sql`state = ${state} and city_key in (${keys})`)}`,
  )
  return row?.city ? { label: `${row.city}, ${state}`, lat: row.lat, lng: row.lng } : null
}

/** Every way in which the postal names may write a town: `st james` and `saint james`. */
function townKeys(city: string): string[] {
  const key = fold(city)
  const forms = SHORT_FORMS.flatMap(([short, full]) => [
    key.replaceAll(new RegExp(String.raw`\b${short}\b`, 'g'), full),
    key.replaceAll(new RegExp(String.raw`\b${full}\b`, 'g'), short),
  ])
  return [...new Set([key, ...forms])]
}

const SHORT_FORMS = [
  ['st', 'saint'],
  ['mt', 'mount'],
  ['ft', 'fort'],
  ['n', 'north'],
  ['s', 'south'],
  ['e', 'east'],
  ['w', 'west'],
] as const

interface RecordedPlace {
  postalCode: string | null
  city: string | null
  state: string | null
}

/**
 * A function from a place to its point, for all these places in one question: the ZIP's, else the
 * town's. A place that is not known has no point; nothing is guessed.
 */
export async function loadLocate(db: Db, wanted: RecordedPlace[]): Promise<Locate> {
  const rows = wanted.map(({ postalCode, city, state }) => [postalCode, fold(city ?? ''), state])
  const points = await rowsOf<{ key: string; lat: number; lng: number }>(
    db,
    sql`with wanted as (select row->>0 as zip, row->>1 as city, row->>2 as state
          from jsonb_array_elements(${jsonRows(rows)}) row),
        towns as (select p.* from places p
          where (p.state, p.city_key) in (select state, city from wanted))
        select postal_code as key, lat, lng from places
          where postal_code in (select zip from wanted)
        union all
        select t.state || ':' || t.city_key, avg(t.lat), avg(t.lng) from towns t
          where t.is_area or not exists (select from towns a
            where a.state = t.state and a.city_key = t.city_key and a.is_area)
          group by 1`,
  )
  const byKey = new Map(points.map(({ key, lat, lng }) => [key, { lat, lng }]))
  return ({ postalCode, city, state }) =>
    byKey.get(postalCode ?? '') ?? byKey.get(`${state ?? ''}:${fold(city ?? '')}`) ?? null
}

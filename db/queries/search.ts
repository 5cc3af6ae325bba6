/**
 * The search as a question to the database: the index in memory is brought up to date, names the
 * people, and what is shown of them comes from their rows. A directory belongs to one database.
 */
import { sql } from 'drizzle-orm'
import { countMarks, type MarkCounts } from '#src/core/search/count-marks.ts'
import type { IsoDate } from '#src/core/words.ts'
import { People, type SearchEntry } from '#src/core/search/people.ts'
import { type Hits, searchPeople } from '#src/core/search/index.ts'
import type { SearchQuery } from '#src/core/search/query.ts'
import { type Db, rowsOf } from '../client.ts'
import type { Place } from './places.ts'
import { readShown, type ShownPractitioner, type ShownToday } from './shown.ts'

export interface Directory {
  /** Whom a search can find. */
  people: People
  /** Those who asked to be left out of searches: a check has to know them all the same. */
  leftOut: People
  /** Of the database, as far as it has been read; 0 for not at all. */
  version: number
  /** Places asked for before, by the text in lower case. */
  places: Map<string, Place>
  /** What was shown of people at that version, by their ids; the oldest entry first. */
  shown: Map<number, ShownToday>
  /** Reading that others may wait for; stays null where a request must not wait for another's. */
  reading: Promise<void> | null
  /** The question for the version that is under way, and the one that will be asked behind it. */
  asking: Promise<number> | null
  askingNext: Promise<number> | null
  isShared: boolean
}

/** `isShared`: requests may wait for what another one reads, which a Worker forbids. */
export const createDirectory = (isShared: boolean): Directory => ({
  people: new People(),
  leftOut: new People(),
  version: 0,
  places: new Map(),
  shown: new Map(),
  reading: null,
  asking: null,
  askingNext: null,
  isShared,
})

export interface FoundPractitioner extends ShownPractitioner {
  /** To the nearest practice, along the ground; null without `near`. */
  distanceMiles: number | null
}

export interface SearchResult extends Omit<Hits, 'items'> {
  items: FoundPractitioner[]
  /** Of the directory that was searched; what is shown is as of then or later. */
  version: number
}

/** Never throws for a text that nobody has: it finds nobody. */
export async function searchPractitioners(
  db: Db,
  directory: Directory,
  query: SearchQuery,
): Promise<SearchResult> {
  await catchUp(db, directory)
  const { version } = directory
  const hits = searchPeople(directory.people, query)
  const shown = await findShown(
    db,
    directory,
    hits.items.map(({ id }) => id),
  )
  return {
    ...hits,
    version,
    // Who was withdrawn or left out since a moment ago is not shown.
    items: hits.items.flatMap(({ id, distanceMiles }) => {
      const found = shown.get(id)
      return found && !found.isLeftOut ? [{ ...found, distanceMiles }] : []
    }),
  }
}

/** How many people the directory shows, and how many have each mark today. */
export async function countDirectory(
  db: Db,
  directory: Directory,
  today: IsoDate,
): Promise<MarkCounts> {
  await catchUp(db, directory)
  return countMarks(directory.people, today)
}

/** What is shown of these people, by id; who has nothing published is left out. */
export async function findShown(
  db: Db,
  directory: Directory,
  ids: number[],
): Promise<Map<number, ShownToday>> {
  const unknown = ids.filter((id) => !directory.shown.has(id))
  const known = directory.shown
  const read = await remember(db, directory, unknown)
  return new Map(ids.flatMap((id) => toEntry(id, read.get(id) ?? known.get(id))))
}

const toEntry = <Value>(id: number, value: Value | undefined): [number, Value][] =>
  value === undefined ? [] : [[id, value]]

/** So many people are remembered as shown. */
const SHOWN_MAX = 40_000

async function remember(
  db: Db,
  directory: Directory,
  ids: number[],
): Promise<Map<number, ShownToday>> {
  if (ids.length === 0) return new Map()
  const { version, shown } = directory
  const read = await readShown(db, ids)
  // What was read before a change that is known by now may be as it was before it.
  if (directory.version === version) {
    for (const [id, one] of read) shown.set(id, one)
    for (const id of shown.keys()) {
      if (shown.size <= SHOWN_MAX) break
      shown.delete(id)
    }
  }
  return read
}

/** Small enough that whoever asks meanwhile does not notice. */
const WARM_BATCH = 50

/** Reads ahead what is shown of the people, until all are remembered or something changes. */
async function readAhead(db: Db, directory: Directory): Promise<void> {
  const { version, people } = directory
  const ids = people.ids.filter((id) => id !== 0 && !directory.shown.has(id)).slice(0, SHOWN_MAX)
  for (let at = 0; at < ids.length; at += WARM_BATCH) {
    if (directory.version !== version) return
    await remember(db, directory, ids.slice(at, at + WARM_BATCH))
  }
}

/** Reads what has changed since; a directory that was never read is read whole. */
export async function catchUp(db: Db, directory: Directory): Promise<void> {
  const version = directory.isShared
    ? await readVersionTogether(db, directory)
    : await readVersion(db)
  while (directory.version < version) {
    if (!directory.isShared) await readChanges(db, directory, version)
    else {
      directory.reading ??= readChanges(db, directory, version).finally(() => {
        directory.reading = null
      })
      await directory.reading
    }
  }
}

/**
 * One question for all who come while another is under way. That one may have been answered before a
 * change that they know of, so they wait for the next.
 */
function readVersionTogether(db: Db, directory: Directory): Promise<number> {
  directory.askingNext ??= (async () => {
    await directory.asking?.catch(() => 0)
    directory.asking = directory.askingNext
    directory.askingNext = null
    return readVersion(db)
  })()
  return directory.askingNext
}

async function readVersion(db: Db): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(
    db,
    sql`select version::int as version from directory_version`,
  )
  if (!row) throw new Error('The table directory_version is empty: run `npm run cli -- migrate`.')
  return row.version
}

/** With so many more places left than taken, everything is read anew. */
const LEFT_MAX = 1000
const BATCH = 5000

/**
 * Takes in what changed since, or everything anew. Of two that read at once the slower one's reading
 * counts for nothing: it may be older.
 */
async function readChanges(db: Db, directory: Directory, version: number): Promise<void> {
  const known = directory.version
  const isWorn = directory.people.left > Math.max(LEFT_MAX, directory.people.size)
  const since = isWorn ? 0 : known
  const { people, leftOut } =
    since === 0 ? { people: new People(), leftOut: new People() } : directory
  const put = ({ entry, isLeftOut }: FoundEntry): void => (isLeftOut ? leftOut : people).put(entry)
  // What changes while this is read has a later version and is read again.
  const removed = await rowsOf<{ id: number }>(
    db,
    sql`select practitioner_id::int as id from search_removals where version > ${since}::bigint`,
  )
  const found: FoundEntry[] = []
  let last = 0
  for (;;) {
    const batch = await readEntries(db, since, last)
    if (since === 0) batch.forEach(put)
    else found.push(...batch)
    last = batch.at(-1)?.entry.id ?? 0
    if (batch.length < BATCH) break
  }
  if (directory.version !== known) return
  // Nobody searches between here and the end.
  if (since > 0) {
    for (const { id } of removed) {
      people.remove(id)
      leftOut.remove(id)
    }
  }
  found.forEach(put)
  directory.people = people
  directory.leftOut = leftOut
  directory.version = version
  directory.shown = new Map()
  // Whatever fails there, the next search meets as well, and reports.
  if (directory.isShared) void readAhead(db, directory).catch(() => {})
}

interface FoundEntry {
  entry: SearchEntry
  isLeftOut: boolean
}

interface EntryRow extends Omit<SearchEntry, 'flags'> {
  flags: string
}

async function readEntries(db: Db, since: number, after: number): Promise<FoundEntry[]> {
  const rows = await rowsOf<{ entry: EntryRow; isLeftOut: boolean }>(
    db,
    sql`select jsonb_build_object('id', practitioner_id, 'nameKey', name_key,
          'nameTokens', name_tokens, 'placeTokens', place_tokens, 'numbers', numbers,
          'flags', flags::text, 'languages', languages, 'points', points,
          'through', jsonb_build_object('NY', ny_through, 'NJ', nj_through, 'CT', ct_through,
            'certification', certification_through)) as entry,
          is_left_out as "isLeftOut"
        from search_rows where version > ${since}::bigint and practitioner_id > ${after}::bigint
        order by practitioner_id limit ${BATCH}::int`,
  )
  return rows.map(({ entry, isLeftOut }) => ({
    entry: { ...entry, flags: BigInt(entry.flags) },
    isLeftOut,
  }))
}

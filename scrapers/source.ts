/**
 * The contract of a registry: who publishes it (info), how its answers are fetched (sweep, lookup)
 * and what an answer says (parse). Capture knows the network and nothing else; parse is pure.
 */
import type { RecordContent } from '#src/core/record.ts'
import type { Access, Json, State } from '#src/core/words.ts'
import type { PoliteHttp } from './lib/http.ts'

export interface Registry {
  info: RegistryInfo
  /**
   * Pure: one answer in, records out. Throws `LayoutError` for an answer it cannot read. `settings`
   * are those of the context; where there are none the defaults hold.
   */
  parse(capture: Capture, settings?: CaptureContext['settings']): ParsedCapture
  /** One pass over the whole registry; absent where the registry keeps programs out. */
  sweep?: (context: CaptureContext, cursor: Json | null) => AsyncIterable<SweepStep>
  /** Asks about one person; absent where the registry keeps programs out. */
  lookUp?: (context: CaptureContext, query: PersonQuery) => Promise<Capture[]>
  /**
   * Why a check of one person does not ask it at that moment, in words for people. Absent where
   * `lookUp` asks about that person alone, by a number, in a few requests.
   */
  notAskedLive?: string
  /** Reads a file that a person saved; absent where nobody needs to. */
  fromSavedPage?: (file: SavedPage) => Capture
  /** What a person has to open and save so that the directory is complete. */
  worklist?: WorklistPage[]
  /** What a saved page says of itself, a sentence; null where it says nothing. */
  bannerOf?: (capture: Capture) => string | null
  /** Scopes of records (see `ParsedRecord.scope`) that saved pages cover in full when put together. */
  completeScopes?: (captures: Capture[]) => string[]
  /** The address of a digital badge of this registry, without what a tracker hung on; else null. */
  readBadge?: (url: string) => { url: string } | null
}

export interface RegistryInfo {
  /** Permanent and public; the folder's name. */
  id: string
  title: string
  publisher: string
  /** A page about the registry for people. */
  homepage: string
  /** What being listed proves, and what it does not, in a sentence each. */
  proves: string
  doesNotProve: string
  /** Words of the registry's own that must stand beside its facts, if any. */
  caveat: string | null
  access: Access
  /** Names of environment settings without which the registry is off. */
  requiredSettings: string[]
  /** Where the scraper goes unless `REGISTRY_<ID>_URL` says otherwise: origin, no trailing slash. */
  baseUrl: string
  /** Pause between two requests to the public registry, in milliseconds; none on loopback. */
  pauseMs: number
  /** How often it is swept, in hours. */
  cadenceHours: number
  /** How old the last good answer may be before the directory calls it stale, in hours. */
  promiseHours: number
  /** States whose licenses it is the authority for. */
  licenseStates: State[]
  /**
   * Scopes of records (see `ParsedRecord.scope`) that saved pages have to cover before anything can be
   * said of who is not listed; absent where one sweep covers all.
   */
  wholeScopes?: string[]
  /** `roll` licenses, `certification`, `identifier` (no credential by itself), `exclusion`. */
  role: 'roll' | 'certification' | 'identifier' | 'exclusion' | 'membership'
  /** Changes whenever the parser reads the same answer differently. */
  parserVersion: number
  /** Assumptions nobody could confirm: default, and the setting that overrides it. */
  settings: Record<string, { env: string; default: string; meaning: string }>
}

export interface CaptureContext {
  http: PoliteHttp
  /** Base address in force. */
  baseUrl: string
  /** Values of `info.settings` and `info.requiredSettings`, by their names. */
  settings: Record<string, string>
}

/** One answer of a registry as received. */
export interface Capture {
  registry: string
  /** What was asked, in the registry's own terms: `page`, `count`, `detail` … Parse dispatches on it. */
  kind: string
  via: 'http' | 'saved'
  method: string
  url: string
  requestBody: string | null
  status: number
  mediaType: string
  fetchedAt: Date
  body: Uint8Array
  etag: string | null
  lastModified: string | null
  /** Who saved a page by hand. */
  savedBy: string | null
}

export interface SweepStep {
  captures: Capture[]
  /** Handed back to `sweep` after a kill to go on behind this step. */
  cursor: Json
  progress: { done: number; total: number | null; unit: string }
  /** How many people the registry itself says it has, once known. */
  registryTotal?: number | null
  /** Scopes of records (see `ParsedRecord.scope`) that this sweep has covered in full. */
  completeScopes?: string[]
  /** Sentences worth keeping with the run that are no problem: another way taken, rows left out. */
  notes?: string[]
}

export interface ParsedCapture {
  records: ParsedRecord[]
  problems: ParseProblem[]
  /** How many of `records` had each field filled, by the registry's field name, for the gate. */
  filled: Record<string, number>
  /** Status words that no table maps, as received. */
  unknownWords: string[]
}

export interface ParsedRecord {
  /** The registry's own key of the record, stable from one sweep to the next. */
  key: string
  /** Part of the registry that a sweep covers or does not, such as a state; `''` for the whole. */
  scope: string
  /** Where a registry has several rows for one key, the highest rank speaks. */
  rank: number
  content: RecordContent
}

export interface ParseProblem {
  /** `row` for one person's row, `page` for the answer as a whole. */
  level: 'row' | 'page'
  key: string | null
  /** A sentence: what was found, where, what was expected. */
  detail: string
}

export interface PersonQuery {
  npi?: string
  licenseNumber?: string
  givenName?: string
  familyName?: string
  state?: State
}

/** Where a person starts saving pages, and what they cover once all of them are saved. */
export interface WorklistPage {
  label: string
  url: string
  /** The scope that `completeScopes` names then. */
  scope: string
}

export interface SavedPage {
  fileName: string
  body: Uint8Array
  savedAt: Date
  savedBy: string
}

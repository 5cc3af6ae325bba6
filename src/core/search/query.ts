import { type Designation, type IsoDate, type Standing, type State, TIERS } from '../words.ts'
import { TRAINING_PROGRAMS } from '../words.ts'
import type { SearchText } from './text.ts'

export const SORTS = ['best', 'distance', 'name', 'credentials'] as const
export type Sort = (typeof SORTS)[number]

/** A tier means that tier or better. */
export const TRAINING_FILTERS = ['any', ...TRAINING_PROGRAMS, ...TIERS] as const
export type TrainingFilter = (typeof TRAINING_FILTERS)[number]

export interface SearchQuery {
  text: SearchText | null
  near: { lat: number; lng: number; radiusMiles: number } | null
  /** Licensed or located in one of them; none for all. */
  states: State[]
  /** Standing of a license today, in one of `states` if any are given. */
  license: Standing | null
  /** One of the two. */
  certification: { standing: Standing | null; designation: Designation | null } | null
  training: TrainingFilter | null
  recommended: boolean
  /** Spoken besides others, folded; null for any. */
  language: string | null
  sort: Sort
  limit: number
  /** Sort key of the row behind which to go on. */
  after: SearchKey | null
  today: IsoDate
}

/** Where a row stands in the order: numbers and the folded name by the sort, the row's id last. */
export type SearchKey = (number | string)[]

/** Counts by facet and value, each under all the other filters. */
export type Facets = Record<
  'state' | 'license' | 'certification' | 'training' | 'recommended' | 'language',
  Record<string, number>
>

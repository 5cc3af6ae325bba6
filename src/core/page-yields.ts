import type { Json } from './words.ts'

/** What one file that a person handed in came to. */
export interface PageYield {
  file: string
  /** People on it. */
  records: number
  /** What the page says of itself, such as how many people were found. */
  banner: string | null
  /** Rows that could not be read, or why nothing could be. */
  problems: string[]
  isRead: boolean
}

export interface ImportYield {
  registry: string
  /** Scopes that the pages cover in full. */
  covers: string[]
  pages: PageYield[]
}

/** As the audit log keeps it. */
export const toYieldJson = ({ registry, covers, pages }: ImportYield): Json => ({
  registry,
  covers,
  pages: pages.map((page) => ({ ...page })),
})

/** As the audit log gives it back; null for what is something else. */
export function readYieldJson(json: Json): ImportYield | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const { registry, covers, pages } = json
  if (typeof registry !== 'string' || !Array.isArray(pages)) return null
  return { registry, covers: toTexts(covers), pages: pages.flatMap((page) => toPage(page) ?? []) }
}

function toPage(json: Json): PageYield | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const { file, records, banner, problems, isRead } = json
  if (typeof file !== 'string' || typeof records !== 'number') return null
  return {
    file,
    records,
    banner: typeof banner === 'string' ? banner : null,
    problems: toTexts(problems),
    isRead: isRead === true,
  }
}

const toTexts = (json: Json | undefined): string[] =>
  Array.isArray(json) ? json.filter((text) => typeof text === 'string') : []

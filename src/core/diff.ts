import type { Json } from './words.ts'

/** One field that became different; `path` as in `licenses.0.standing`. */
export interface FieldChange {
  path: string
  before: Json
  after: Json
}

/** Every leaf that differs between two JSON values, in the order of the newer one. */
export function diffJson(before: Json, after: Json, path = ''): FieldChange[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)])
    return [...keys].flatMap((key) =>
      diffJson(child(before, key), child(after, key), path ? `${path}.${key}` : key),
    )
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
}

type Branch = Json[] | { [key: string]: Json }
const isBranch = (value: Json): value is Branch => typeof value === 'object' && value !== null
function child(branch: Branch, key: string): Json {
  if (Array.isArray(branch)) return branch[Number(key)] ?? null
  return Object.hasOwn(branch, key) ? (branch[key] ?? null) : null
}

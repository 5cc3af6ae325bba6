/** Entries of the audit log: who decided what, and what it changed. */
import type { AuditEntry } from '#db/queries/audit.ts'
import { diffJson } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'
import { formatInstant } from '../views/dates.ts'

/** `release-run` → `release run`. */
export const actionWords = (action: string): string => action.replaceAll('-', ' ')

const PATHS: Record<string, string> = {
  practitioner: '/admin/practitioners/',
  run: '/admin/runs/',
  registry: '/admin/registries/',
  pair: '/admin/matches/',
}

/** What an entry is about, with the way there if it has a page. */
export const Subject = ({ subject: { type, id } }: Pick<AuditEntry, 'subject'>) => {
  const path = PATHS[type]
  const name = `${type.replaceAll('-', ' ')} ${id}`
  return path ? <a href={path + encodeURIComponent(id)}>{name}</a> : <>{name}</>
}

export const Moment = ({ at }: { at: Date }) => (
  <time datetime={at.toISOString()}>{formatInstant(at)}</time>
)

export const EntryTable = ({ entries }: { entries: AuditEntry[] }) => (
  <div class="table-scroll" role="region" aria-label="Entries" tabindex={0}>
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">About</th>
          <th scope="col">Why</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr>
            <td>
              <a href={`/admin/history/${entry.seq}`}>{entry.seq}</a>
            </td>
            <td>
              <Moment at={entry.at} />
            </td>
            <td>{entry.actorName}</td>
            <td>{actionWords(entry.action)}</td>
            <td>
              <Subject subject={entry.subject} />
            </td>
            <td>{shorten(entry.why, WHY_SHOWN)}</td>
            <td>
              <ShortDifference entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const WHY_SHOWN = 200
const FIELDS_SHOWN = 3
const VALUE_SHOWN = 60

const ShortDifference = ({ entry }: { entry: AuditEntry }) => {
  const fields = differences(entry)
  if (fields.length === 0) return null
  const more = fields.length - FIELDS_SHOWN
  return (
    <ul>
      {fields.slice(0, FIELDS_SHOWN).map(({ path, before, after }) => (
        <li>
          {path && `${pathWords(path)}: `}
          {before !== null && <del>{shorten(valueWords(before), VALUE_SHOWN)}</del>}
          {before !== null && ' → '}
          <ins>{shorten(valueWords(after), VALUE_SHOWN)}</ins>
        </li>
      ))}
      {more > 0 && (
        <li>
          <a href={`/admin/history/${entry.seq}`}>{`${more} more`}</a>
        </li>
      )}
    </ul>
  )
}

/** Every field that a decision changed, before and after. */
export const Difference = ({ entry }: { entry: AuditEntry }) => {
  const fields = differences(entry)
  if (fields.length === 0) return <p>It changed no field.</p>
  return (
    <div class="table-scroll" role="region" aria-label="Difference" tabindex={0}>
      <table class="desk-table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ path, before, after }) => (
            <tr>
              <th scope="row">{path ? pathWords(path) : 'The whole'}</th>
              <td>{before === null ? 'nothing' : <del>{valueWords(before)}</del>}</td>
              <td>{after === null ? 'nothing' : <ins>{valueWords(after)}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Something that was made or taken away differs in each of its fields. */
function differences({ before, after }: AuditEntry) {
  const emptyLike = (other: Json): Json =>
    Array.isArray(other) ? [] : typeof other === 'object' && other !== null ? {} : null
  return diffJson(before ?? emptyLike(after), after ?? emptyLike(before))
}

/** `pages.0.isRead` → `pages, 1, is read`. */
const pathWords = (path: string): string =>
  path
    .split('.')
    .map((part) =>
      /^\d+$/.test(part)
        ? String(Number(part) + 1)
        : part.replaceAll(/_|-/g, ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    )
    .join(', ')

function valueWords(value: Json): string {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value) || 'an empty text'
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

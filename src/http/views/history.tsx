import type { HistoryEntry } from '#db/queries/changes.ts'
import type { Site } from '../deps.ts'
import { formatDate } from './dates.ts'

const KINDS: Record<string, string> = {
  listed: 'First seen in',
  changed: 'Changed in',
  delisted: 'No longer listed in',
  relisted: 'Listed again in',
  linked: 'Record joined from',
  unlinked: 'Record taken away from',
  evidence: 'Evidence handed in',
}

/** What changed, newest first. */
export const History = ({ site, entries }: { site: Site; entries: HistoryEntry[] }) =>
  entries.length === 0 ? null : (
    <section>
      <h2>History</h2>
      <ol class="history">
        {entries.map((entry) => (
          <li>
            <time datetime={entry.at.toISOString()}>{formatDate(entry.at)}</time>
            <div>
              {KINDS[entry.kind] ?? entry.kind}{' '}
              {entry.registry && (site.infoOf(entry.registry)?.title ?? entry.registry)}
              {entry.fields.length > 0 && (
                <ul>
                  {entry.fields.map(({ path, before, after }) => (
                    <li>
                      {readable(path)}: <del>{shown(before)}</del> → <ins>{shown(after)}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )

/** `licenses.0.expiresOn` → `licenses, expires on`. */
const readable = (path: string): string =>
  path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .map((part) => part.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
    .join(', ')

const shown = (value: unknown): string =>
  value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)

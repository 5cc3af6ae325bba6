import type { ShownRun } from '#db/queries/runs.ts'
import { RUN_STATUSES, type RunStatus } from '#src/core/words.ts'
import type { DeskSite } from '../desk.ts'
import type { Paged } from '../run-cursor.ts'
import { formatInstant } from '../views/dates.ts'

interface RunListProps {
  site: DeskSite
  registry: string | undefined
  status: RunStatus | undefined
  page: Paged<ShownRun>
}

export const RunList = ({ site, registry, status, page }: RunListProps) => (
  <>
    <h1>Runs</h1>
    <form class="stack" method="get" action="/admin/runs">
      <label for="registry">Registry</label>
      <select id="registry" name="registry">
        <option value="">All</option>
        {site.infos.map(({ id, title }) => (
          <option value={id} selected={id === registry}>
            {title}
          </option>
        ))}
      </select>
      <label for="status">Became</label>
      <select id="status" name="status">
        <option value="">Anything</option>
        {RUN_STATUSES.map((word) => (
          <option value={word} selected={word === status}>
            {word}
          </option>
        ))}
      </select>
      <button class="quiet-button">Show</button>
    </form>
    {page.items.length === 0 ? (
      <p>There is no such run.</p>
    ) : (
      <RunTable site={site} runs={page.items} />
    )}
    {page.nextCursor && (
      <p>
        <a href={nextPath(page.nextCursor, registry, status)}>Older runs</a>
      </p>
    )}
  </>
)

function nextPath(cursor: string, registry: string | undefined, status: string | undefined) {
  const params = new URLSearchParams({ registry: registry ?? '', status: status ?? '', cursor })
  return `/admin/runs?${params.toString()}`
}

const RunTable = ({ site, runs }: { site: DeskSite; runs: ShownRun[] }) => (
  <div class="table-scroll" tabindex={0} role="region" aria-label="Runs">
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">Asked for</th>
          <th scope="col">Registry</th>
          <th scope="col">Became</th>
          <th scope="col">Seen</th>
          <th scope="col">New</th>
          <th scope="col">Changed</th>
          <th scope="col">Not seen</th>
          <th scope="col">Problems</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, registry, status, createdAt, counts }) => (
          <tr>
            <td>
              <a href={`/admin/runs/${id}`}>{formatInstant(createdAt)}</a>
            </td>
            <td>{site.infoOf(registry)?.title ?? registry}</td>
            <td>
              <span class={`badge is-${status}`}>{status}</span>
            </td>
            {[counts.seen, counts.new, counts.changed, counts.notSeen, counts.problems].map(
              (number) => (
                <td>{number.toLocaleString('en-US')}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** What to open and save by hand, what was imported, and what each file came to. */
import type { SavedPages, ShownImport } from '#db/queries/saved-pages.ts'
import type { Registry } from '#scrapers/source.ts'
import type { ImportYield, PageYield } from '#src/core/page-yields.ts'
import { newYorkDay } from '#src/core/days.ts'
import { FILE_MB_MAX, FILES_MAX, UPLOAD_MB_MAX } from '../saved-files.ts'
import { formatAge, formatInstant } from '../views/dates.ts'
import { isWebAddress } from '../views/source-note.tsx'

interface WorklistProps {
  registry: Registry
  saved: SavedPages
  now: Date
}

export const Worklist = ({ registry, saved, now }: WorklistProps) => (
  <section>
    <h2>What to open</h2>
    <p>
      Open each in your own browser, pass its check, and save every page as HTML. Save a whole list
      in one sitting and hand it in at once: only when all of its people are there does it count as
      complete.
    </p>
    <ol class="queue">
      {(registry.worklist ?? [startPage(registry)]).map(({ label, url, scope }) => {
        const last = saved.scopes.find((one) => one.scope === scope)?.last
        return (
          <li>
            {isWebAddress(url) ? (
              <a href={url} rel="external noreferrer">
                {label}
              </a>
            ) : (
              label
            )}
            <p>
              <code>{url}</code>
            </p>
            <p>
              {last ? `Last saved ${formatAge(last.savedAt, now)}.` : 'Never saved as a whole.'}
            </p>
          </li>
        )
      })}
    </ol>
  </section>
)

const startPage = ({ info }: Registry) => ({ label: info.title, url: info.homepage, scope: '' })

export const UploadForm = ({ registry, now }: { registry: Registry; now: Date }) => (
  <section>
    <h2>Hand in saved pages</h2>
    <form
      class="stack"
      method="post"
      enctype="multipart/form-data"
      action={`/admin/capture/${registry.info.id}`}
    >
      <label for="files">Saved pages</label>
      <input
        id="files"
        name="files"
        type="file"
        multiple
        required
        accept=".html,.htm,.txt"
        aria-describedby="files-limits"
      />
      <p id="files-limits">
        {`Up to ${FILES_MAX} files of ${FILE_MB_MAX} MB, ${UPLOAD_MB_MAX} MB together.`}
      </p>
      <label for="saved_on">Saved on</label>
      <input
        id="saved_on"
        name="saved_on"
        type="date"
        value={newYorkDay(now)}
        max={newYorkDay(now)}
      />
      <button>Read them</button>
    </form>
  </section>
)

/** What became of an import, file by file. */
export const Yield = ({ run, found }: { run: ShownImport; found: ImportYield }) => {
  const read = found.pages.filter(({ isRead }) => isRead)
  return (
    <section>
      <h2>What the pages came to</h2>
      <dl class="facts">
        <dt>Run</dt>
        <dd>
          <RunLink run={run} />
        </dd>
        <dt>Files read</dt>
        <dd>{`${read.length} of ${found.pages.length}`}</dd>
        <dt>People</dt>
        <dd>{run.seen}</dd>
        <dt>Covered in full</dt>
        <dd>{found.covers.join(', ') || 'nothing'}</dd>
      </dl>
      {run.reasons.map((reason) => (
        <p class="panel is-error">{reason}</p>
      ))}
      <div class="table-scroll" role="region" aria-label="Files" tabindex={0}>
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">People</th>
              <th scope="col">The page says</th>
              <th scope="col">Problems</th>
            </tr>
          </thead>
          <tbody>
            {found.pages.map((page) => (
              <FileRow page={page} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const FileRow = ({ page }: { page: PageYield }) => (
  <tr>
    <th scope="row">{page.file}</th>
    <td>{page.isRead ? page.records : <span class="badge">Not read</span>}</td>
    <td>{page.banner}</td>
    <td>
      {page.problems.length > 0 && (
        <ul>
          {page.problems.map((problem) => (
            <li>{problem}</li>
          ))}
        </ul>
      )}
    </td>
  </tr>
)

const RunLink = ({ run }: { run: ShownImport }) => (
  <>
    <a href={`/admin/runs/${encodeURIComponent(run.id)}`}>{run.id}</a>{' '}
    <span class="badge">{run.status}</span>
  </>
)

export const Imports = ({ registry, imports }: { registry: Registry; imports: ShownImport[] }) =>
  imports.length === 0 ? null : (
    <section>
      <h2>Latest imports</h2>
      <div class="table-scroll" role="region" aria-label="Latest imports" tabindex={0}>
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Run</th>
              <th scope="col">People</th>
              <th scope="col">Problems</th>
              <th scope="col">Covered in full</th>
              <th scope="col">Files</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((run) => (
              <tr>
                <td>
                  <time datetime={run.at.toISOString()}>{formatInstant(run.at)}</time>
                </td>
                <td>
                  <RunLink run={run} />
                </td>
                <td>{run.seen}</td>
                <td>{run.problems}</td>
                <td>{run.covers.join(', ')}</td>
                <td>
                  <a href={`/admin/capture/${registry.info.id}?run=${encodeURIComponent(run.id)}`}>
                    What each came to
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )

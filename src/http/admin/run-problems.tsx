import type { RunProblem } from '#db/queries/run-problems.ts'
import type { DeskRun } from '#db/queries/runs.ts'
import type { Paged } from '../run-cursor.ts'

const LEVEL_WORDS = { row: 'one entry', page: 'a whole answer', run: 'the run' } as const

interface RunProblemsProps {
  run: DeskRun
  problems: Paged<RunProblem>
}

/** What could not be read, each with the answer of the registry that holds it. */
export const RunProblems = ({ run, problems }: RunProblemsProps) => (
  <section id="problems">
    <h2>Problems</h2>
    {problems.items.length === 0 ? (
      <p>None.</p>
    ) : (
      <div class="table-scroll" tabindex={0} role="region" aria-label="Problems">
        <table class="desk-table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Key</th>
              <th scope="col">Found</th>
              <th scope="col">Saved answer</th>
            </tr>
          </thead>
          <tbody>
            {problems.items.map(({ level, key, detail, captureId }) => (
              <tr>
                <td>{LEVEL_WORDS[level]}</td>
                <td>{key}</td>
                <td>{detail}</td>
                <td>
                  {captureId && (
                    <>
                      <a href={`/admin/captures/${captureId}/text`}>open as text</a>
                      {' · '}
                      <a href={`/admin/captures/${captureId}`}>about it</a>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {problems.nextCursor && (
      <p>
        <a href={`/admin/runs/${run.id}?problems=${problems.nextCursor}#problems`}>More problems</a>
      </p>
    )}
  </section>
)

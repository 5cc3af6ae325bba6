/** A list of people who trained: uploaded, looked at row by row, then taken as it was shown. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import {
  countOutcomes,
  importTraining,
  type TrainingOutcome,
} from '#src/services/import-training.ts'
import { previewTraining, type TrainingPreview } from '#src/services/preview-training.ts'
import {
  LIST_MAX_BYTES,
  readTrainingCsv,
  TrainingFileError,
} from '#src/services/read-training-csv.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { parameterError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { count, inWords } from '../views/words.ts'
import { DeskTable } from './training-parts.tsx'

const PATH = '/admin/training/import'
/** How the page names who gave it, where nobody says otherwise. */
const GIVEN_BY = 'the office of this directory'

const upload = bodyLimit({ maxSize: LIST_MAX_BYTES + 64 * 1024 })
/** A form sends a list again with its signs escaped: up to three characters for one. */
const confirmation = bodyLimit({ maxSize: 3 * LIST_MAX_BYTES + 64 * 1024 })

const givenBy = z.string().trim().min(1).max(100)
const UPLOAD = z.object({ list: z.instanceof(File), given_by: givenBy })
const CONFIRMATION = z.object({ list: z.string(), given_by: givenBy, expected: z.string() })

export function trainingImportPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, (c) => showForm(site, c, GIVEN_BY))
  app.post(PATH, upload, async (c) => {
    const body = await c.req.parseBody()
    const form = UPLOAD.safeParse(body)
    const name = typeof body.given_by === 'string' ? body.given_by : GIVEN_BY
    if (!form.success) return showForm(site, c, name, 'Choose a file, and say who gave the list.')
    try {
      const bytes = new Uint8Array(await form.data.list.arrayBuffer())
      const { rows, ignored } = readTrainingCsv(bytes)
      const list = { rows, givenBy: form.data.given_by, actor: actorOf(c).actor }
      const preview = await previewTraining(site.desk.ctx, list)
      const text = new TextDecoder().decode(bytes)
      return showPreview(site, c, { ...preview, text, ignored, givenBy: list.givenBy })
    } catch (error) {
      if (!(error instanceof TrainingFileError)) throw error
      return showForm(site, c, name, error.message)
    }
  })
  app.post(`${PATH}/confirm`, confirmation, async (c) => {
    const form = CONFIRMATION.safeParse(await c.req.parseBody())
    if (!form.success) throw parameterError('list', 'Upload the list again.')
    const { list, expected } = form.data
    const { rows } = readAgain(list)
    await importTraining(site.desk.ctx, {
      rows,
      givenBy: form.data.given_by,
      actor: actorOf(c).actor,
      expected,
    })
    return c.redirect('/admin/training?done=imported', 303)
  })
  return app
}

/** It was read before; only a form that somebody altered fails. */
function readAgain(list: string): ReturnType<typeof readTrainingCsv> {
  try {
    return readTrainingCsv(new TextEncoder().encode(list))
  } catch (error) {
    throw error instanceof TrainingFileError ? parameterError('list', error.message) : error
  }
}

function showForm(site: DeskSite, c: Context, name: string, problem?: string) {
  return deskPage(
    site,
    c,
    {
      title: 'Import a list',
      current: '/admin/training',
      children: (
        <>
          <h1>Import a list</h1>
          {problem && (
            <p class="panel is-error" role="alert">
              {problem}
            </p>
          )}
          <p>
            A CSV file in UTF-8 whose first line names its columns: <b>name</b>, and <b>school</b>{' '}
            or <b>program</b>; it may have year, evidence, link, tier, state, license number, NPI
            and city. Nothing changes before you have seen what each row would do.
          </p>
          <form class="stack" method="post" action={PATH} enctype="multipart/form-data">
            <label for="list">The list</label>
            <input id="list" name="list" type="file" accept=".csv,text/csv" required />
            <label for="given_by">Who gave it, as pages will say</label>
            <input id="given_by" name="given_by" value={name} maxlength={100} required />
            <button>Show what it would do</button>
          </form>
        </>
      ),
    },
    problem ? 400 : 200,
  )
}

interface PreviewProps extends TrainingPreview {
  text: string
  /** Headers that mean nothing here. */
  ignored: string[]
  givenBy: string
}

function showPreview(site: DeskSite, c: Context, props: PreviewProps) {
  return deskPage(site, c, {
    title: 'What the list would do',
    current: '/admin/training',
    children: <Preview {...props} />,
  })
}

const OUTCOME_WORDS: Record<TrainingOutcome['outcome'], string> = {
  accepted: 'would be shown',
  known: 'known already',
  doubtful: 'would wait for a decision',
  refused: 'cannot be taken',
}

const Preview = ({ outcomes, fingerprint, text, ignored, givenBy }: PreviewProps) => {
  const { accepted, known, doubtful, refused } = countOutcomes(outcomes)
  return (
    <>
      <h1>What the list would do</h1>
      <p>
        {`${count(outcomes.length, 'row')}: ${accepted} would be shown, ${known} known already, ${doubtful} would wait for a decision, ${refused} cannot be taken.`}
      </p>
      {ignored.length > 0 && (
        <p class="panel">{`Not read, for nobody knows these columns: ${inWords(ignored)}.`}</p>
      )}
      <form class="stack" method="post" action={`${PATH}/confirm`}>
        <input type="hidden" name="list" value={text} />
        <input type="hidden" name="given_by" value={givenBy} />
        <input type="hidden" name="expected" value={fingerprint} />
        <button>Take the list</button> <a href={PATH}>Another file</a>
      </form>
      <DeskTable
        caption="What each row would do"
        columns={['Line', 'Name', 'What would happen', 'Why', 'For', 'Training']}
      >
        {outcomes.map((outcome) => (
          <OutcomeRow outcome={outcome} />
        ))}
      </DeskTable>
    </>
  )
}

const OutcomeRow = ({ outcome }: { outcome: TrainingOutcome }) => {
  const { line, name, reason, practitioner, candidates, claim } = outcome
  const people = practitioner === null ? candidates : [practitioner]
  return (
    <tr>
      <td>{line}</td>
      <td>{name ?? 'no name'}</td>
      <td>
        <span class="badge">{OUTCOME_WORDS[outcome.outcome]}</span>
      </td>
      <td>{reason}</td>
      <td>
        {practitioner === null && candidates.length > 0 && 'perhaps '}
        {people.map((id, index) => (
          <>
            {index > 0 && ', '}
            <a href={`/practitioners/${encodeURIComponent(id)}`}>{id}</a>
          </>
        ))}
      </td>
      <td>{claim && `${claim.tier}: ${claim.evidence}`}</td>
    </tr>
  )
}

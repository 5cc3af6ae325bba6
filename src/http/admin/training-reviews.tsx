/** Rows of lists of which nobody can be sure whom they mean: an admin picks the one, or nobody. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Candidate,
  findCandidates,
  findReview,
  listReviews,
  type ShownReview,
} from '#db/queries/training-desk.ts'
import { TIERS } from '#src/core/words.ts'
import { decideReview } from '#src/services/decide-training.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError, parameterError } from '../problem.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { giverWords } from '../views/words.ts'
import { Facts } from './desk-facts.tsx'
import { noteText, readForm } from './desk-forms.ts'
import {
  Decided,
  DeskTable,
  EvidenceLink,
  pageStart,
  pathNumber,
  queuePage,
  ReasonField,
  ROWS_A_PAGE,
  TierField,
  trainingPage,
} from './training-parts.tsx'

const PATH = '/admin/training/reviews'
const NOBODY = 'nobody'
const OTHER = 'other'

const publicId = z.string().regex(/^[\w-]{1,100}$/, 'Choose a practitioner, or nobody.')

const FORM = z.object({
  practitioner: publicId,
  other: z.string().trim().max(200).default(''),
  tier: z.enum(TIERS),
  reason: noteText.default(''),
})

export function reviewPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, async (c) =>
    queuePage(site, c, {
      title: 'Doubtful rows',
      heading: 'Doubtful rows of lists',
      found: await listReviews(site.database(c), ROWS_A_PAGE, pageStart(c)),
      table: (rows) => <ReviewTable rows={rows} />,
      path: PATH,
    }),
  )
  app.get(`${PATH}/:id`, (c) => show(site, c))
  app.post(`${PATH}/:id`, async (c) => {
    const id = pathNumber(c, 'row')
    const form = await readForm(c, FORM)
    const practitioner = choiceOf(form)
    const { tier, reason } = form
    await decideReview(site.desk.ctx, { id, practitioner, tier, reason, by: actorOf(c).actor })
    return c.redirect(`/admin/training?done=${practitioner === null ? 'nobody' : 'given'}`, 303)
  })
  return app
}

/** Null for nobody. Throws `ParameterError` where somebody else is meant and not named. */
function choiceOf({ practitioner, other }: z.infer<typeof FORM>): string | null {
  if (practitioner === NOBODY) return null
  if (practitioner !== OTHER) return practitioner
  const named = publicId.safeParse(other.split('/').at(-1))
  if (named.success) return named.data
  throw parameterError('other', 'Give the id of somebody else, or the address of their page.')
}

async function show(site: DeskSite, c: Context) {
  const db = site.database(c)
  const review = await findReview(db, pathNumber(c, 'row'))
  if (!review) throw new NotFoundError('There is no such row.')
  const candidates = review.decidedAt ? [] : await findCandidates(db, review.candidates)
  const children = <Review review={review} candidates={candidates} />
  return trainingPage(site, c, `Row about ${review.row.name ?? 'nobody'}`, children)
}

export const ReviewTable = ({ rows }: { rows: ShownReview[] }) =>
  rows.length === 0 ? (
    <p>No row waits.</p>
  ) : (
    <DeskTable
      caption="Doubtful rows, oldest first"
      columns={['Name in the list', 'Training', 'Why it is doubtful', 'Imported', '']}
    >
      {rows.map(({ id, row, reason, importedAt }) => (
        <tr>
          <td>{row.name}</td>
          <td>{[row.school, row.program, row.year].filter(Boolean).join(', ')}</td>
          <td>{reason}</td>
          <td>{formatDate(importedAt)}</td>
          <td>
            <a href={`${PATH}/${id}`} aria-label={`Decide the row about ${row.name}`}>
              Decide
            </a>
          </td>
        </tr>
      ))}
    </DeskTable>
  )

const Review = ({ review, candidates }: { review: ShownReview; candidates: Candidate[] }) => {
  const { row } = review
  return (
    <>
      <h1>{`Row about ${row.name}`}</h1>
      <p class="panel">{review.reason}</p>
      <Facts
        facts={[
          ['Name', row.name],
          ['NPI', row.npi ?? 'not given'],
          ['License', [row.state, row.licenseNumber].filter(Boolean).join(' ') || 'not given'],
          ['Town', row.city ?? 'not given'],
          ['Training', [row.school, row.program, row.year].filter(Boolean).join(', ')],
          ['Evidence', row.evidence ?? 'none given'],
          ['Link', row.link ? <EvidenceLink url={row.link} /> : 'none'],
          ['Given by', giverWords(review.givenBy)],
          ['Imported', formatInstant(review.importedAt)],
        ]}
      />
      {review.decidedAt ? (
        <Decided word="decided" by={review.decidedBy} at={review.decidedAt}>
          {`: ${review.decision}`}
        </Decided>
      ) : (
        <DecisionForm review={review} candidates={candidates} />
      )}
    </>
  )
}

const DecisionForm = ({ review, candidates }: { review: ShownReview; candidates: Candidate[] }) => (
  <form class="stack" method="post" action={`${PATH}/${review.id}`}>
    <fieldset>
      <legend>Whom does it mean?</legend>
      {candidates.map((candidate) => (
        <p>
          <label>
            <input type="radio" name="practitioner" value={candidate.publicId} required />{' '}
            {describe(candidate)}
          </label>{' '}
          <a href={`/practitioners/${encodeURIComponent(candidate.publicId)}`}>
            {`Page of ${candidate.name}`}
          </a>
        </p>
      ))}
      <p>
        <label>
          <input type="radio" name="practitioner" value={OTHER} required /> Somebody else
        </label>
      </p>
      <label for="other">Id of somebody else, or the address of their page</label>
      <input id="other" name="other" maxlength={100} autocomplete="off" />
      <p>
        <label>
          <input type="radio" name="practitioner" value={NOBODY} required /> Nobody in the directory
        </label>
      </p>
    </fieldset>
    <TierField selected={tierOf(review)} />
    <ReasonField label="Why (needed for nobody)" isRequired={false} />
    <button>Decide</button>
  </form>
)

const tierOf = ({ row }: ShownReview) =>
  TIERS.find((tier) => tier === row.tier?.toLowerCase()) ?? 'claimed'

/** `Dana Whitlock, NY 008001, Albany`. */
const describe = ({ name, licenses, locations }: Candidate): string =>
  [
    name,
    ...licenses.map(({ state, number }) => `${state} ${number}`),
    ...new Set(locations.flatMap(({ city }) => city ?? [])),
  ].join(', ')

/** Claims that somebody sent in, each with its evidence: approved at a tier, or rejected. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findSubmission, listSubmissions, type ShownSubmission } from '#db/queries/training-desk.ts'
import { TIERS } from '#src/core/words.ts'
import { decideSubmission } from '#src/services/decide-training.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { giverWords, PROGRAM_WORDS, TIER_WORDS } from '../views/words.ts'
import { Facts } from './desk-facts.tsx'
import { noteText, readForm } from './desk-forms.ts'
import {
  Decided,
  DeskTable,
  EvidenceLink,
  pageStart,
  pathNumber,
  PersonLink,
  queuePage,
  ReasonField,
  ROWS_A_PAGE,
  TierField,
  trainingPage,
} from './training-parts.tsx'

const PATH = '/admin/training/submissions'

const FORM = z.object({
  decision: z.enum(['approve', 'reject']),
  tier: z.enum(TIERS),
  reason: noteText.default(''),
})

export function submissionPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, async (c) =>
    queuePage(site, c, {
      title: 'Claims sent in',
      found: await listSubmissions(site.database(c), ROWS_A_PAGE, pageStart(c)),
      table: (rows) => <SubmissionTable rows={rows} />,
      path: PATH,
    }),
  )
  app.get(`${PATH}/:id`, (c) => show(site, c))
  app.post(`${PATH}/:id`, async (c) => {
    const id = pathNumber(c, 'claim')
    const { decision, reason, ...form } = await readForm(c, FORM)
    const tier = decision === 'approve' ? form.tier : null
    await decideSubmission(site.desk.ctx, { id, tier, reason, by: actorOf(c).actor })
    return c.redirect(`/admin/training?done=${tier === null ? 'rejected' : 'approved'}`, 303)
  })
  return app
}

async function show(site: DeskSite, c: Context) {
  const submission = await findSubmission(site.database(c), pathNumber(c, 'claim'))
  if (!submission) throw new NotFoundError('There is no such claim.')
  const children = <Submission submission={submission} />
  return trainingPage(site, c, `Claim about ${submission.name}`, children)
}

export const SubmissionTable = ({ rows }: { rows: ShownSubmission[] }) =>
  rows.length === 0 ? (
    <p>No claim waits.</p>
  ) : (
    <DeskTable
      caption="Claims that wait, oldest first"
      columns={['Practitioner', 'Training', 'Evidence', 'Sent in', '']}
    >
      {rows.map((one) => (
        <tr>
          <td>
            <PersonLink {...one} />
          </td>
          <td>{[PROGRAM_WORDS[one.program], one.school, one.year ?? []].flat().join(', ')}</td>
          <td>{evidenceWords(one)}</td>
          <td>{formatDate(one.createdAt)}</td>
          <td>
            <a href={`${PATH}/${one.id}`} aria-label={`Decide the claim about ${one.name}`}>
              Decide
            </a>
          </td>
        </tr>
      ))}
    </DeskTable>
  )

const evidenceWords = ({ fileSha256, evidenceUrl, evidence }: ShownSubmission): string =>
  [fileSha256 ? 'a file' : [], evidenceUrl ? 'a link' : [], evidence ? 'words' : []]
    .flat()
    .join(', ')

const Submission = ({ submission: one }: { submission: ShownSubmission }) => (
  <>
    <h1>{`Claim about ${one.name}`}</h1>
    <Facts
      facts={[
        ['Practitioner', <PersonLink {...one} />],
        ['Training', PROGRAM_WORDS[one.program]],
        ['School or course', one.school],
        ['Year', one.year ?? 'not given'],
        ['What shows it', one.evidence || 'no words given'],
        ['Link', one.evidenceUrl ? <EvidenceLink url={one.evidenceUrl} /> : 'none'],
        [
          'File',
          one.fileSha256 ? (
            <a href={`/admin/evidence/${one.fileSha256}`}>{one.fileName ?? 'evidence'}</a>
          ) : (
            'none'
          ),
        ],
        ['Said by', giverWords(one.givenBy)],
        ['Sent in', formatInstant(one.createdAt)],
      ]}
    />
    {one.decidedAt ? (
      <Decided word={one.decision} by={one.decidedBy} at={one.decidedAt}>
        {one.tier && ` as ${TIER_WORDS[one.tier].toLowerCase()}`}
        {one.reason && `: ${one.reason}`}
      </Decided>
    ) : (
      <DecisionForm submission={one} />
    )}
  </>
)

const DecisionForm = ({ submission: one }: { submission: ShownSubmission }) => (
  <form class="stack" method="post" action={`${PATH}/${one.id}`}>
    <p>
      School, year, words and link are shown to everybody once approved. The file is not: open it as
      you would any file from a stranger.
    </p>
    <TierField selected={one.fileSha256 || one.evidenceUrl ? 'documented' : 'claimed'} />
    <ReasonField label="Why (needed to reject)" isRequired={false} />
    <button name="decision" value="approve">
      Approve
    </button>
    <button name="decision" value="reject" class="is-danger">
      Reject
    </button>
  </form>
)

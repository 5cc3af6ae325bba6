/** Claims that people gave and that are shown: each can be withdrawn, with a reason. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findClaim, type GivenClaim, listClaims } from '#db/queries/training-desk.ts'
import { withdrawTraining } from '#src/services/withdraw-training.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { formatDate } from '../views/dates.ts'
import { giverWords, PROGRAM_WORDS, TIER_WORDS } from '../views/words.ts'
import { Facts } from './desk-facts.tsx'
import { readForm, reasonText } from './desk-forms.ts'
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
  trainingPage,
} from './training-parts.tsx'

const PATH = '/admin/training/claims'

const FORM = z.object({ reason: reasonText })

export function claimPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, async (c) => {
    const practitioner = c.req.query('practitioner')?.trim() || undefined
    const before = pageStart(c)
    return queuePage(site, c, {
      title: 'Claims that are shown',
      form: (
        <form class="stack" action={PATH}>
          <label for="practitioner">Of one practitioner only, by id</label>
          <input id="practitioner" name="practitioner" value={practitioner} maxlength={100} />
          <button class="quiet-button">Show</button>
        </form>
      ),
      found: await listClaims(site.database(c), ROWS_A_PAGE, { before, practitioner }),
      table: (rows) => <ClaimTable rows={rows} />,
      path: PATH,
      ...(practitioner && { query: { practitioner } }),
    })
  })
  app.get(`${PATH}/:id`, (c) => show(site, c))
  app.post(`${PATH}/:id/withdraw`, async (c) => {
    const id = pathNumber(c, 'claim')
    const { reason } = await readForm(c, FORM)
    await withdrawTraining(site.desk.ctx, { id, reason, by: actorOf(c).actor })
    return c.redirect('/admin/training?done=withdrawn', 303)
  })
  return app
}

async function show(site: DeskSite, c: Context) {
  const claim = await findClaim(site.database(c), pathNumber(c, 'claim'))
  if (!claim) throw new NotFoundError('There is no such claim.')
  return trainingPage(site, c, `Claim of ${claim.name}`, <Claim claim={claim} />)
}

export const ClaimTable = ({ rows }: { rows: GivenClaim[] }) =>
  rows.length === 0 ? (
    <p>Nobody has given a claim that is shown.</p>
  ) : (
    <DeskTable
      caption="Claims that are shown, newest first"
      columns={['Practitioner', 'Training', 'Tier', 'Given', '']}
    >
      {rows.map((claim) => (
        <tr>
          <td>
            <PersonLink {...claim} />
          </td>
          <td>{claim.evidence || PROGRAM_WORDS[claim.program]}</td>
          <td>
            <span class="badge">{TIER_WORDS[claim.tier]}</span>
          </td>
          <td>{givenWords(claim)}</td>
          <td>
            <a href={`${PATH}/${claim.id}`} aria-label={`Look at the claim of ${claim.name}`}>
              Look
            </a>
          </td>
        </tr>
      ))}
    </DeskTable>
  )

const givenWords = ({ givenBy, givenAt }: GivenClaim): string =>
  [`by ${giverWords(givenBy ?? 'somebody')}`, givenAt ? formatDate(givenAt) : []].flat().join(', ')

const Claim = ({ claim }: { claim: GivenClaim }) => (
  <>
    <h1>{`Claim of ${claim.name}`}</h1>
    <Facts
      facts={[
        ['Practitioner', <PersonLink {...claim} />],
        ['Training', PROGRAM_WORDS[claim.program]],
        ['Tier', <span class="badge">{TIER_WORDS[claim.tier]}</span>],
        ['Evidence', claim.evidence],
        ['Link', claim.evidenceUrl ? <EvidenceLink url={claim.evidenceUrl} /> : 'none'],
        ['Given', givenWords(claim)],
      ]}
    />
    {claim.withdrawnAt ? (
      <Decided word="withdrawn" by={claim.withdrawnBy} at={claim.withdrawnAt} />
    ) : (
      <form class="stack" method="post" action={`${PATH}/${claim.id}/withdraw`}>
        <ReasonField label="Why it is withdrawn" isRequired />
        <button class="is-danger">Withdraw it</button>
      </form>
    )}
  </>
)

/** Who may be who: the queue of doubtful pairs, one pair to judge, and what was judged. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findAct, findLastWord, type JudgementRow, listJudgements } from '#db/queries/judgements.ts'
import { findMatch } from '#db/queries/match.ts'
import { findMatchQueue, findNeighbors, findNextOpen } from '#db/queries/match-queue.ts'
import { judgePair } from '#src/services/judge-pair.ts'
import { undoJudgement } from '#src/services/undo-judgement.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { decodeId, decodePlace, encodeId, encodePlace } from '../match-cursor.ts'
import { NotFoundError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { noteText, parsePair, readForm } from './desk-forms.ts'
import { JUDGED, VERDICT_WORDS } from './judgement-words.ts'
import { JudgementList, MatchList, nameOf, pairPath, UndoForm } from './match-list.tsx'
import { KeyLegend, MatchView } from './match-view.tsx'

const PAGE = 50
const JUDGEMENTS = 'judgements'

const JUDGE_FORM = z.object({
  verdict: z.enum(['same', 'different', 'unsure'], 'Choose one of the three.'),
  note: noteText.default(''),
  expected: z.string().default(''),
})

const UNDO_FORM = z.object({
  note: noteText.default(''),
  practitioner: z.string().optional(),
})

export function matchPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/matches', (c) => showQueue(site, c))
  app.get('/admin/judgements', (c) => showJudgements(site, c))
  app.get('/admin/matches/:pair', (c) => showMatch(site, c))
  app.post('/admin/matches/:pair', async (c) => {
    const { left, right } = parsePair(c.req.param('pair'))
    const { verdict, note, expected } = await readForm(c, JUDGE_FORM)
    const by = actorOf(c).actor
    const word = { left, right, verdict, by, note, expected: expected || null }
    const { judgement } = await judgePair(site.desk.ctx, word)
    const db = site.database(c)
    const match = await findMatch(db, left, right)
    const next = await findNextOpen(db, { left, right, weight: match?.scored?.weight ?? null })
    const query = new URLSearchParams({ done: verdict, last: judgement }).toString()
    return c.redirect(`${next ? pairPath(next) : '/admin/matches'}?${query}`, 303)
  })
  app.post('/admin/judgements/:id/undo', async (c) => {
    const { note, practitioner } = await readForm(c, UNDO_FORM)
    const { pairs } = await undoJudgement(site.desk.ctx, {
      judgement: c.req.param('id'),
      by: actorOf(c).actor,
      note,
    })
    const [only, second] = pairs
    const back = practitioner
      ? `/admin/practitioners/${encodeURIComponent(practitioner)}`
      : only && !second
        ? pairPath(only)
        : '/admin/judgements'
    return c.redirect(`${back}?done=undone`, 303)
  })
  return app
}

async function showQueue(site: DeskSite, c: Context) {
  const db = site.database(c)
  const pairs = await findMatchQueue(db, PAGE, decodePlace(c.req.query('cursor')))
  const shown = pairs.slice(0, PAGE)
  const last = await findOwnLast(site, c)
  const end = shown.at(-1)
  return deskPage(site, c, {
    title: 'Matches',
    current: '/admin/matches',
    done: JUDGED[c.req.query('done') ?? ''],
    children: (
      <>
        <h1>Matches</h1>
        <p>
          Records that may be one person and that no rule decides, strongest first.{' '}
          <a href="/admin/judgements">What was judged</a>,{' '}
          <a href="/admin/practitioners">find a practitioner</a>
        </p>
        <LastJudged site={site} row={last} />
        {shown.length === 0 ? (
          <p>Nothing waits here.</p>
        ) : (
          <>
            <KeyLegend />
            <MatchList site={site} pairs={shown} />
          </>
        )}
        {pairs.length > PAGE && end && (
          <p>
            <a rel="next" href={`/admin/matches?cursor=${encodePlace(end)}`}>
              Next {PAGE}
            </a>
          </p>
        )}
      </>
    ),
  })
}

async function showMatch(site: DeskSite, c: Context) {
  const { left, right } = parsePair(c.req.param('pair') ?? '')
  const db = site.database(c)
  const match = await findMatch(db, left, right)
  if (!match) throw new NotFoundError('No two records have these numbers.')
  const [word, neighbors] = await Promise.all([
    findLastWord(db, left, right),
    findNeighbors(db, { left, right, weight: match.scored?.weight ?? null }),
  ])
  const judgement = word && !word.ended ? word : null
  const last = judgement ? null : await findOwnLast(site, c)
  const names = match.sides.map(({ content }) => content.name.full)
  return deskPage(site, c, {
    title: `${names.join(' and ')}: one person?`,
    current: '/admin/matches',
    done: JUDGED[c.req.query('done') ?? ''],
    children: (
      <>
        <LastJudged site={site} row={last} />
        <MatchView {...{ site, match, judgement, ...neighbors }} />
        <KeyLegend />
      </>
    ),
  })
}

/** The judgement that led here, as long as it is in force and their own. */
async function findOwnLast(site: DeskSite, c: Context): Promise<JudgementRow | null> {
  const id = c.req.query('last')
  const act = id ? await findAct(site.database(c), id) : null
  return act && !act.first.ended && act.first.by === actorOf(c).actor ? act.first : null
}

const LastJudged = ({ site, row }: { site: DeskSite; row: JudgementRow | null }) =>
  row && (
    <section class="panel" aria-label="Judged last">
      <p>
        <a href={pairPath(row)}>
          {nameOf(site, row.sides[0])} and {nameOf(site, row.sides[1])}
        </a>
        : {VERDICT_WORDS[row.verdict]}
      </p>
      <UndoForm row={row} label="Take back the judgement before" hasKey />
    </section>
  )

async function showJudgements(site: DeskSite, c: Context) {
  const beforeId = decodeId(JUDGEMENTS, c.req.query('cursor'))
  const rows = await listJudgements(site.database(c), {
    practitionerId: null,
    limit: PAGE,
    beforeId,
  })
  const shown = rows.slice(0, PAGE)
  const end = shown.at(-1)
  return deskPage(site, c, {
    title: 'What was judged',
    current: '/admin/matches',
    done: JUDGED[c.req.query('done') ?? ''],
    children: (
      <>
        <h1>What was judged</h1>
        <p>
          Newest first. A merge or a split is one judgement of several pairs, which are taken back
          together. <a href="/admin/matches">Review queue</a>
        </p>
        {shown.length === 0 ? (
          <p>Nobody has judged anything yet.</p>
        ) : (
          <JudgementList site={site} rows={shown} />
        )}
        {rows.length > PAGE && end && (
          <p>
            <a rel="next" href={`/admin/judgements?cursor=${encodeId(JUDGEMENTS, end.id)}`}>
              Next {PAGE}
            </a>
          </p>
        )}
      </>
    ),
  })
}

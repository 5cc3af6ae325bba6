/** Training at the desk: what waits, and what people gave. */
import { Hono } from 'hono'
import { listClaims, listReviews, listSubmissions } from '#db/queries/training-desk.ts'
import type { DeskSite } from '../desk.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { evidencePages } from './evidence.ts'
import { ClaimTable, claimPages } from './training-claims.tsx'
import { trainingImportPages } from './training-import.tsx'
import { doneWords, onePage } from './training-parts.tsx'
import { ReviewTable, reviewPages } from './training-reviews.tsx'
import { SubmissionTable, submissionPages } from './training-submissions.tsx'

/** Of each queue; the whole of it has a page of its own. */
const ROWS_SHOWN = 10

export function deskTrainingPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/training', async (c) => {
    const db = site.database(c)
    const found = await Promise.all([
      listSubmissions(db, ROWS_SHOWN),
      listReviews(db, ROWS_SHOWN),
      listClaims(db, ROWS_SHOWN),
    ])
    const submissions = onePage(found[0], ROWS_SHOWN)
    const reviews = onePage(found[1], ROWS_SHOWN)
    const claims = onePage(found[2], ROWS_SHOWN)
    return deskPage(site, c, {
      title: 'Training',
      current: '/admin/training',
      done: doneWords(c),
      children: (
        <>
          <h1>Training</h1>
          <p>
            <a href="/admin/training/import">Import a list</a>
          </p>
          <section aria-labelledby="submissions">
            <h2 id="submissions">Claims sent in</h2>
            <SubmissionTable rows={submissions.rows} />
            {submissions.next !== null && (
              <a href="/admin/training/submissions">All claims sent in</a>
            )}
          </section>
          <section aria-labelledby="reviews">
            <h2 id="reviews">Doubtful rows of lists</h2>
            <ReviewTable rows={reviews.rows} />
            {reviews.next !== null && <a href="/admin/training/reviews">All doubtful rows</a>}
          </section>
          <section aria-labelledby="claims">
            <h2 id="claims">Claims that are shown</h2>
            <ClaimTable rows={claims.rows} />
            <a href="/admin/training/claims">All claims that are shown</a>
          </section>
        </>
      ),
    })
  })
  for (const pages of [
    submissionPages,
    reviewPages,
    claimPages,
    trainingImportPages,
    evidencePages,
  ]) {
    app.route('/', pages(site))
  }
  return app
}

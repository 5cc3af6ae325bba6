import type { PublicAnswer } from '#db/queries/corrections.ts'
import { formatDate } from './dates.ts'

const ASKED: Record<PublicAnswer['kind'], string> = {
  wrong: 'A correction',
  'left-out': 'An addition',
  remove: 'Leaving this practitioner out of the search',
}

/** What people asked to have put right, and what became of it, newest first. */
export const Answers = ({ answers }: { answers: PublicAnswer[] }) =>
  answers.length === 0 ? null : (
    <section aria-labelledby="corrections">
      <h2 id="corrections">Corrections</h2>
      <ol class="history">
        {answers.map(({ kind, outcome, answer, decidedAt }) => (
          <li>
            <time datetime={decidedAt.toISOString()}>{formatDate(decidedAt)}</time>
            <div>
              {ASKED[kind]} was asked for and {outcome === 'done' ? 'made' : 'declined'}: {answer}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )

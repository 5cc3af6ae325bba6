/** Two records side by side, what speaks for and against one person, and the form of a judgement. */
import type { JudgementRow } from '#db/queries/judgements.ts'
import type { Match, MatchSide, ScoredMatch } from '#db/queries/match.ts'
import type { PairIds } from '#db/queries/match-queue.ts'
import { type Agreement, compareContents, type ComparedValue } from '#src/core/compare-contents.ts'
import type { Site } from '../deps.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { SourceNote } from '../views/source-note.tsx'
import { NOTE_MAX } from './desk-forms.ts'
import { bits, percent, standingOf, VERDICT_WORDS } from './judgement-words.ts'
import { pairPath, UndoForm } from './match-list.tsx'

const AGREEMENT_WORDS: Record<Agreement, string> = {
  agrees: 'agrees',
  partly: 'agrees in part',
  differs: 'differs',
  'one-sided': 'only one says so',
}

interface MatchViewProps {
  site: Site
  match: Match
  /** In force on these two. */
  judgement: JudgementRow | null
  next: PairIds | null
  previous: PairIds | null
}

export const MatchView = ({ site, match, judgement, next, previous }: MatchViewProps) => (
  <>
    <h1>Are these one person?</h1>
    <nav aria-label="Review queue" class="stack">
      <a href="/admin/matches">Review queue</a>{' '}
      {previous && (
        <a href={pairPath(previous)} data-key="k p" aria-keyshortcuts="k p">
          Previous pair
        </a>
      )}{' '}
      {next && (
        <a href={pairPath(next)} data-key="j n" aria-keyshortcuts="j n">
          Next pair
        </a>
      )}
    </nav>
    {judgement && (
      <section class="panel" aria-label="Judgement in force">
        <p>
          {judgement.byName} judged on {formatInstant(judgement.at)}:{' '}
          <span class="badge">{VERDICT_WORDS[judgement.verdict]}</span>
          {judgement.note && ` “${judgement.note}”`}
        </p>
        <UndoForm row={judgement} label="Take back this judgement" hasKey />
      </section>
    )}
    <p>
      {standingOf(match.scored)}
      {isOne(match) && ' Both records belong to one practitioner today.'}
    </p>
    <SideBySide site={site} match={match} />
    {match.scored && <Weights scored={match.scored} />}
    <JudgeForm match={match} judgement={judgement} />
  </>
)

const isOne = ({ sides: [left, right] }: Match): boolean =>
  left.practitioner !== null && left.practitioner === right.practitioner

const SideBySide = ({ site, match: { sides } }: { site: Site; match: Match }) => (
  <div class="table-scroll" role="region" aria-label="The two records" tabindex={0}>
    <table class="desk-table is-compared">
      <caption>The two records</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          {sides.map((side) => (
            <th scope="col">
              <SideHead site={site} side={side} />
            </th>
          ))}
          <th scope="col">Compared</th>
        </tr>
      </thead>
      <tbody>
        {compareContents(sides[0].content, sides[1].content).map((row) => (
          <tr class={`is-${row.agreement}`}>
            <th scope="row">{row.field}</th>
            <td>
              <Values values={row.left} />
            </td>
            <td>
              <Values values={row.right} />
            </td>
            <td>
              <span class="badge">{AGREEMENT_WORDS[row.agreement]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const SideHead = ({ site, side }: { site: Site; side: MatchSide }) => (
  <>
    {side.content.name.full}
    <br />
    <SourceNote site={site} source={side.source} />
    <br />
    <span class="source">record {side.key}</span>
    {side.delistedAt && (
      <span class="source">, no longer listed since {formatDate(side.delistedAt)}</span>
    )}
    <br />
    {side.practitioner ? (
      <a href={`/admin/practitioners/${encodeURIComponent(side.practitioner)}`}>
        practitioner {side.practitioner}
      </a>
    ) : (
      <span class="source">nobody’s record</span>
    )}
  </>
)

const Values = ({ values }: { values: ComparedValue[] }) =>
  values.length === 0 ? (
    <span class="quiet">says nothing</span>
  ) : (
    <ul class="plain">
      {values.map(({ text, isShared }) => (
        <li>{isShared ? <strong>{text}</strong> : text}</li>
      ))}
    </ul>
  )

const Weights = ({ scored }: { scored: ScoredMatch }) => (
  <div class="table-scroll" role="region" aria-label="What speaks for and against" tabindex={0}>
    <table class="desk-table">
      <caption>
        What speaks for and against, in bits: one bit doubles the odds that they are one person
      </caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Speaks</th>
          <th scope="col" class="number">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {[...scored.reasons, ...restOf(scored)].map(({ words, weight }) => (
          <tr>
            <th scope="row">{words}</th>
            <td>{weight === null ? 'decides by rule' : weight < 0 ? 'against' : 'for'}</td>
            <td class="number">{weight === null ? '' : bits(weight)}</td>
          </tr>
        ))}
      </tbody>
      {scored.weight !== null && (
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td>
              {scored.probability === null ? '' : `${percent(scored.probability)} for one person`}
            </td>
            <td class="number">{bits(scored.weight)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  </div>
)

/** What the sum holds beside the comparisons: how seldom any two entries are one person. */
function restOf({ reasons, weight }: ScoredMatch): ScoredMatch['reasons'] {
  if (weight === null || reasons.some((reason) => reason.weight === null)) return []
  const rest = weight - reasons.reduce((sum, reason) => sum + (reason.weight ?? 0), 0)
  if (Math.abs(rest) < 0.05) return []
  return [{ words: 'how seldom two entries of these lists are one person', weight: rest }]
}

const CHOICES = [
  ['same', 's', 'Same person'],
  ['different', 'd', 'Not the same'],
  ['unsure', 'u', 'Unsure'],
] as const

const JudgeForm = ({ match, judgement }: Pick<MatchViewProps, 'match' | 'judgement'>) => {
  const [left, right] = match.sides
  const path = pairPath({ left: left.id, right: right.id })
  return (
    <form class="stack" method="post" action={path}>
      <input type="hidden" name="expected" value={judgement?.actId ?? ''} />
      <label for="note">Note (for the history; may stay empty)</label>
      <textarea id="note" name="note" rows={2} maxlength={NOTE_MAX}></textarea>
      <p class="buttons">
        {CHOICES.map(([verdict, key, words]) => (
          <button name="verdict" value={verdict} data-key={key} aria-keyshortcuts={key}>
            {words}
          </button>
        ))}
      </p>
    </form>
  )
}

const KEYS = [
  ['s', 'same person'],
  ['d', 'not the same (different)'],
  ['u', 'unsure'],
  ['j or n', 'next pair'],
  ['k or p', 'previous pair'],
  ['z', 'take the last judgement back'],
] as const

/** Hidden until the script that knows the keys shows it. */
export const KeyLegend = () => (
  <section class="panel" aria-label="Keyboard" data-keys hidden>
    <h2>Keyboard</h2>
    <dl class="facts">
      {KEYS.map(([key, words]) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
    <label>
      <input type="checkbox" /> Single keys work outside of fields
    </label>
  </section>
)

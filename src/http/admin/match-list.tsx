/** Pairs that wait for a person, and what was said of pairs. */
import type { JudgedSide, JudgementRow } from '#db/queries/judgements.ts'
import type { QueuedPair } from '#db/queries/match-queue.ts'
import type { Site } from '../deps.ts'
import { formatInstant } from '../views/dates.ts'
import { bits, percent, VERDICT_WORDS } from './judgement-words.ts'

export const pairPath = ({ left, right }: { left: number; right: number }): string =>
  `/admin/matches/${left}-${right}`

/** `Ann Specimen (Register of New York)`. */
export function nameOf(site: Site, { name, registry, key }: JudgedSide): string {
  return `${name ?? `record ${key}`} (${site.infoOf(registry)?.title ?? registry})`
}

export const MatchList = ({ site, pairs }: { site: Site; pairs: QueuedPair[] }) => (
  <ol class="queue" data-walk>
    {pairs.map((pair) => (
      <li>
        <a href={pairPath(pair)}>
          {nameOf(site, pair.sides[0])} and {nameOf(site, pair.sides[1])}
        </a>
        <p class="quiet">
          {pair.isRefused && <span class="badge">join refused</span>}{' '}
          {pair.weight === null
            ? 'by an identifier'
            : `${bits(pair.weight)} bits${pair.probability === null ? '' : `, ${percent(pair.probability)}`}`}
        </p>
      </li>
    ))}
  </ol>
)

interface JudgementListProps {
  site: Site
  rows: JudgementRow[]
  /** On whose page the list stands; taking one back leads there again. */
  practitioner?: string
}

export const JudgementList = ({ site, rows, practitioner }: JudgementListProps) => (
  <ol class="queue">
    {rows.map((row) => (
      <li>
        <a href={pairPath(row)}>
          {nameOf(site, row.sides[0])} and {nameOf(site, row.sides[1])}
        </a>
        <p>
          <span class="badge">{VERDICT_WORDS[row.verdict]}</span> by {row.byName},{' '}
          <time datetime={row.at.toISOString()}>{formatInstant(row.at)}</time>
          {row.note && `: ${row.note}`}
        </p>
        {row.ended ? (
          <p class="quiet">
            {row.ended.how === 'replaced' ? 'Judged anew' : 'Taken back'} by {row.ended.byName},{' '}
            <time datetime={row.ended.at.toISOString()}>{formatInstant(row.ended.at)}</time>
          </p>
        ) : (
          <UndoForm
            row={row}
            label={`Take back: ${nameOf(site, row.sides[0])} and ${nameOf(site, row.sides[1])}`}
            practitioner={practitioner}
          />
        )}
      </li>
    ))}
  </ol>
)

interface UndoFormProps {
  row: Pick<JudgementRow, 'actId'>
  /** Says what is taken back, for who does not see where the button stands. */
  label: string
  practitioner?: string | undefined
  hasKey?: boolean
}

export const UndoForm = ({ row, label, practitioner, hasKey = false }: UndoFormProps) => (
  <form method="post" action={`/admin/judgements/${encodeURIComponent(row.actId)}/undo`}>
    {practitioner && <input type="hidden" name="practitioner" value={practitioner} />}
    <button
      class="quiet-button"
      aria-label={label}
      {...(hasKey && { 'data-key': 'z', 'aria-keyshortcuts': 'z' })}
    >
      Take back
    </button>
  </form>
)

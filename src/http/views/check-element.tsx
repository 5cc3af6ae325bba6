import type {
  Attention,
  Candidate,
  CheckDocument,
  CheckElement,
  CheckSource,
  ElementName,
} from '#src/core/checks/types.ts'
import { ELEMENTS } from '#src/core/checks/types.ts'
import {
  ATTENTION_WORDS,
  ELEMENT_TITLES,
  methodWords,
  verdictWords,
} from '#src/core/checks/words.ts'
import type { Site } from '../deps.ts'
import { formatDay, formatInstant } from './dates.ts'
import { MarkIcon } from './mark-list.tsx'
import type { MarkValue } from './marks.ts'
import { isWebAddress } from './source-note.tsx'
import { STANDING_WORDS } from './words.ts'

const BADGES: Record<Attention, string> = {
  none: 'badge',
  review: 'badge is-never',
  stop: 'badge is-warning',
}

export const AttentionBadge = ({ attention }: { attention: Attention }) => (
  <span class={BADGES[attention]}>{ATTENTION_WORDS[attention]}</span>
)

interface VerdictProps {
  name: ElementName
  element: Pick<CheckElement, 'verdict' | 'attention'>
}

export const VerdictBadge = ({ name, element }: VerdictProps) => (
  <span class={isUnknown(name, element) ? BADGES.review : BADGES[element.attention]}>
    {verdictWords(name, element.verdict)}
  </span>
)

/** Training of which nothing is known calls for nobody, and yet is no good answer. */
const isUnknown = (name: ElementName, { verdict, attention }: VerdictProps['element']): boolean =>
  name === 'training' && verdict === 'not-found' && attention === 'none'

const ICONS: Record<Attention, MarkValue> = { none: 'yes', review: 'partly', stop: 'no' }

const iconOf = (name: ElementName, element: CheckElement): MarkValue =>
  isUnknown(name, element) ? 'unknown' : ICONS[element.attention]

interface VerdictLineProps {
  document: CheckDocument
  /** Whether the answers stand on this page, each under its heading. */
  isHere?: boolean
}

/** The five answers at a glance. */
export const VerdictLine = ({ document: { elements }, isHere = false }: VerdictLineProps) => (
  <ul class="mark-line is-five">
    {ELEMENTS.map((name) => (
      <li>
        <MarkIcon value={iconOf(name, elements[name])} />
        <span>
          <b>{isHere ? <a href={`#e-${name}`}>{ELEMENT_TITLES[name]}</a> : ELEMENT_TITLES[name]}</b>
          <span class="sr-only">: </span>
          <span class="quiet">{verdictWords(name, elements[name].verdict)}</span>
        </span>
      </li>
    ))}
  </ul>
)

interface ElementProps {
  site: Site
  name: ElementName
  element: CheckElement
}

interface SectionProps extends ElementProps {
  /** Not where the page names them once for all answers. */
  hasOwnCandidates: boolean
}

/** One answer with all that it rests on. */
export const CheckElementSection = ({ site, name, element, hasOwnCandidates }: SectionProps) => (
  <section class="fact is-answer" aria-labelledby={`e-${name}`}>
    <h2 id={`e-${name}`}>{ELEMENT_TITLES[name]}</h2>
    <p>
      <VerdictBadge name={name} element={element} /> {element.reason}
    </p>
    {element.lastGood && (
      <p class="caution">
        Last known: {verdictWords(name, element.lastGood.verdict)}, on{' '}
        {formatInstant(new Date(element.lastGood.fetchedAt))}.
      </p>
    )}
    {hasOwnCandidates && <Candidates candidates={element.candidates} />}
    <dl class="rows">
      <div>
        <dt>Method</dt>
        <dd>{methodWords(element)}</dd>
      </div>
      <Source site={site} source={element.source} />
    </dl>
    {element.details.length > 0 && <Details {...{ site, name, element }} />}
  </section>
)

const Details = ({ site, name, element }: ElementProps) => (
  <details>
    <summary>What this rests on</summary>
    {element.details.map(({ what, verdict, standing, until, reason, source }) => (
      <dl class="rows">
        <div>
          <dt>{what}</dt>
          <dd>
            {verdictWords(name, verdict)}
            {standing && `, ${STANDING_WORDS[standing].toLowerCase()}`}
            {until && `, through ${formatDay(until)}`}. {reason}
          </dd>
        </div>
        <Source site={site} source={source} />
      </dl>
    ))}
  </details>
)

/** An entry of an exclusion list has no page of its own. */
const hasPage = ({ id }: Candidate): boolean => !id.includes(':')

const whereabouts = ({ town, licenses }: Candidate): string =>
  [town, ...licenses]
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')

export const Candidates = ({ candidates }: { candidates: Candidate[] }) =>
  candidates.length > 0 ? (
    <ul class="candidates">
      {candidates.map((candidate) => (
        <li>
          {hasPage(candidate) ? (
            <a href={`/practitioners/${candidate.id}`}>{candidate.name}</a>
          ) : (
            candidate.name
          )}
          {whereabouts(candidate)}: {candidate.why}.{' '}
          {hasPage(candidate) && (
            <a href={`/check?practitioner=${candidate.id}`}>
              Check this one
              <span class="sr-only">
                : {candidate.name}
                {whereabouts(candidate)}
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  ) : null

const Source = ({ site, source }: { site: Site; source: CheckSource | null }) => {
  if (!source) return null
  const info = site.infoOf(source.registry)
  const link = source.link ?? info?.homepage
  return (
    <>
      <div>
        <dt>Registry</dt>
        <dd class="source">
          {isWebAddress(link) ? (
            <a href={link} rel="external noreferrer">
              {info?.title ?? source.registry}
            </a>
          ) : (
            (info?.title ?? source.registry)
          )}
        </dd>
      </div>
      <div>
        <dt>Captured</dt>
        <dd>
          <time datetime={source.fetchedAt}>{formatInstant(new Date(source.fetchedAt))}</time>
          {source.captureId && `, capture ${source.captureId}`}
        </dd>
      </div>
      {source.sha256 && (
        <div>
          <dt>SHA-256</dt>
          <dd>
            <code>{source.sha256}</code>
          </dd>
        </div>
      )}
    </>
  )
}

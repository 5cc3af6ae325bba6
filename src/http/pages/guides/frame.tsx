/** What every guide has around its own words: a way into the search, its sources, its day. */
import type { Child } from 'hono/jsx'
import type { IsoDate } from '#src/core/words.ts'
import { formatDay } from '../../views/dates.ts'
import { GuideLinks, type GuidePath } from '../../views/guide-links.tsx'

const REVIEWED_ON: IsoDate = '2026-11-24'

export interface GuideSource {
  /** What the text says where it leans on this source; an anchor in the list. */
  id: string
  title: string
  /** Who published it, and when. */
  published: string
  url?: string
  /** How far it was read, or how sure it is. */
  note?: string
}

/** A reference in the text to an entry of the list at the end. */
export const Cite = ({ to, children }: { to: string; children: Child }) => (
  <a href={`#source-${to}`}>{children}</a>
)

interface GuideProps {
  path: GuidePath
  title: string
  lede: string
  sources: GuideSource[]
  children: Child
}

export const Guide = ({ path, title, lede, sources, children }: GuideProps) => (
  <article class="prose guide">
    <h1>{title}</h1>
    <p class="lede">{lede}</p>
    {children}
    <FindSomebody />
    <GuideLinks except={path} />
    <h2>Sources</h2>
    <ol class="guide-sources">
      {sources.map((source) => (
        <SourceEntry {...source} />
      ))}
    </ol>
    <p class="hint">
      Last reviewed <time datetime={REVIEWED_ON}>{formatDay(REVIEWED_ON)}</time>. Written for
      patients, to read before a visit; it does not replace one.
    </p>
  </article>
)

const SourceEntry = ({ id, title, published, url, note }: GuideSource) => (
  <li id={`source-${id}`}>
    {url ? <a href={url}>{title}</a> : title}. {published}. {note}
  </li>
)

const FindSomebody = () => (
  <section class="guide-search">
    <h2>Find somebody</h2>
    <form class="search" action="/practitioners" method="get" role="search">
      <input type="hidden" name="training" value="any" />
      <div class="field">
        <label for="f-near">Trained in trigger points, near</label>
        <input
          id="f-near"
          name="near"
          type="search"
          autocomplete="postal-code"
          required
          aria-describedby="h-near"
        />
        <span class="hint" id="h-near">
          ZIP, or town and state
        </span>
      </div>
      <button type="submit">Search</button>
    </form>
    <ul>
      <li>
        <a href="/practitioners?recommended=true">Everybody with all three marks</a>
      </li>
      <li>
        <a href="/practitioners?training=trigger-point&amp;sort=credentials">
          Trigger-point training, any evidence
        </a>
      </li>
      <li>
        <a href="/practitioners?training=apm&amp;sort=credentials">
          Acupuncture Physical Medicine (APM), any evidence
        </a>
      </li>
    </ul>
  </section>
)

/** Every fact about one person, each with the registry that says it. */
import type { Child } from 'hono/jsx'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import { standingOn } from '#src/core/standing.ts'
import { type IsoDate, TIERS } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { standingNow } from '../standing-now.ts'
import { formatDate, formatDay } from './dates.ts'
import { isWebAddress, SourceNote } from './source-note.tsx'
import {
  DESIGNATION_WORDS,
  giverWords,
  PROGRAM_WORDS,
  STANDING_WORDS,
  STATE_NAMES,
  TIER_MEANINGS,
  TIER_WORDS,
} from './words.ts'

export interface FactsProps {
  site: Site
  person: ShownPractitioner
  today: IsoDate
}

type Row = [label: string, value: Child | null]

const Rows = ({ rows }: { rows: Row[] }) => (
  <dl class="rows">
    {rows
      .filter(([, value]) => value !== null && value !== '')
      .map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

const day = (value: IsoDate | null): string | null => value && formatDay(value)

const Delisted = ({ on }: { on: IsoDate | null }) =>
  on === null ? null : (
    <p class="caution">
      No longer listed since {formatDay(on)}: what it said last stands here, what holds today is not
      known.
    </p>
  )

export const Licenses = ({ site, person, today }: FactsProps) =>
  person.view.licenses.length === 0 ? null : (
    <section>
      <h2>Licenses</h2>
      {person.view.licenses.map((license) => (
        <article class="fact">
          <h3>
            {STATE_NAMES[license.state]}, {license.profession}
          </h3>
          <Delisted on={license.delistedOn} />
          <Rows
            rows={[
              ['License number', license.number],
              ['License', STANDING_WORDS[standingNow(license, today)]],
              [
                'Registration',
                license.registration && license.delistedOn === null
                  ? STANDING_WORDS[
                      standingOn(
                        license.registration.standing,
                        license.registration.registeredThrough,
                        today,
                      )
                    ]
                  : null,
              ],
              ['Registered through', day(license.registration?.registeredThrough ?? null)],
              ['In the registry’s words', license.registryStatus],
              ['Reason', license.statusReason],
              ['Licensed on', day(license.licensedOn)],
              ['Last day', day(license.expiresOn)],
              [
                'Discipline',
                license.hasDiscipline ? 'The registry reports an action: read it there.' : null,
              ],
            ]}
          />
          <SourceNote site={site} source={person.sources.get(license.recordId)} />
        </article>
      ))}
    </section>
  )

export const Certifications = ({ site, person, today }: FactsProps) =>
  person.view.certifications.length === 0 ? null : (
    <section>
      <h2>Board certification</h2>
      {person.view.certifications.map((fact) => (
        <article class="fact">
          <h3>
            {fact.designation}, {DESIGNATION_WORDS[fact.designation]}
          </h3>
          <Delisted on={fact.delistedOn} />
          <Rows
            rows={[
              ['Issuer', 'NCBAHM (NCCAOM until January 2026)'],
              ['Standing', STANDING_WORDS[standingNow(fact, today)]],
              ['In the registry’s words', fact.registryStatus],
              ['Number', fact.number],
              ['Last day', day(fact.expiresOn)],
            ]}
          />
          <SourceNote site={site} source={person.sources.get(fact.recordId)} />
        </article>
      ))}
    </section>
  )

export const Training = ({ site, person }: FactsProps) => {
  const { training, badges } = person.view
  if (training.length === 0 && badges.length === 0) return null
  return (
    <section>
      <h2>Training and evidence</h2>
      {training.map((claim) => (
        <article class="fact">
          <h3>{PROGRAM_WORDS[claim.program]}</h3>
          <Rows
            rows={[
              ['Evidence', claim.evidence],
              ['How good', `${TIER_WORDS[claim.tier]}: ${TIER_MEANINGS[claim.tier]}`],
              ['Document', claim.evidenceUrl && <Link url={claim.evidenceUrl} />],
            ]}
          />
          {claim.recordId === null ? (
            <Given at={claim.given?.at} by={claim.given?.by} />
          ) : (
            <SourceNote site={site} source={person.sources.get(claim.recordId)} />
          )}
        </article>
      ))}
      {training.length > 0 && <Tiers />}
      {badges.map((badge) => (
        <article class="fact">
          <h3>Digital badge</h3>
          <p>
            <Link url={badge.url} /> A badge is evidence to look at, not proof by itself.
          </p>
          {badge.recordId === null ? (
            <Given at={badge.given?.at} />
          ) : (
            <SourceNote site={site} source={person.sources.get(badge.recordId)} />
          )}
        </article>
      ))}
    </section>
  )
}

const Tiers = () => (
  <details>
    <summary>How good evidence can be</summary>
    <Rows rows={TIERS.map((tier) => [TIER_WORDS[tier], TIER_MEANINGS[tier]])} />
  </details>
)

/** A name stands only where it was given to be shown. */
const Given = ({ at, by }: { at: string | undefined; by?: string | undefined }) => (
  <span class="source">
    Handed in{by ? ` by ${giverWords(by)}` : ''}
    {at ? ` on ${formatDate(new Date(at))}` : ''}, not from a registry
  </span>
)

const Link = ({ url }: { url: string | null }) =>
  isWebAddress(url) ? (
    <a href={url} rel="external noreferrer nofollow">
      {new URL(url).hostname}
    </a>
  ) : null

/** Only where there is one; never without the list's own caveat. */
export const Exclusions = ({ site, person }: FactsProps) =>
  person.view.exclusions.length === 0 ? null : (
    <section class="panel is-error">
      <h2>On an exclusion list</h2>
      {person.view.exclusions.map((fact) => {
        const source = person.sources.get(fact.recordId)
        const info = source ? site.infoOf(source.registry) : null
        return (
          <article class="fact">
            <h3>{info?.title ?? fact.list}</h3>
            <Rows
              rows={[
                ['Since', day(fact.since)],
                ['Reason given', fact.reason],
              ]}
            />
            {info?.caveat && <p>{info.caveat}</p>}
            <SourceNote site={site} source={source} />
          </article>
        )
      })}
    </section>
  )

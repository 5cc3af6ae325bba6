import type { ViewLocation } from '#src/core/practitioner.ts'
import type { FactsProps } from './facts.tsx'
import { SourceNote } from './source-note.tsx'

/** Where the practitioner works; never where they live. */
export const Places = ({ site, person }: FactsProps) => {
  const { locations } = person.view
  if (locations.length === 0) return null
  const isPractice = locations.some(({ kind }) => kind === 'practice')
  return (
    <section>
      <h2>{isPractice ? 'Practice' : 'Town on the license'}</h2>
      {!isPractice && (
        <p class="quiet">
          No practice is known. This is only the town of the address on the license, which may be a
          home; ask where they practice.
        </p>
      )}
      {locations.map((place) => (
        <article class="fact place">
          <address>
            {place.name && <b>{place.name}</b>}
            {place.street && <span>{place.street}</span>}
            <span>{townOf(place)}</span>
            {place.phone && <a href={`tel:+1-${place.phone}`}>{place.phone}</a>}
          </address>
          <SourceNote site={site} source={person.sources.get(place.recordId)} />
        </article>
      ))}
    </section>
  )
}

const townOf = ({ city, state, postalCode }: ViewLocation): string =>
  [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')

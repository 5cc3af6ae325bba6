import type { FoundPractitioner } from '#db/queries/search.ts'
import { milesBetween } from '#src/core/geo.ts'
import { recommendedStates } from '#src/core/credentials-today.ts'
import { type ViewLocation } from '#src/core/practitioner.ts'
import { MarkLine } from './mark-list.tsx'
import { type MarkContext, marksOf } from './marks.ts'
import { count, inWords, STATE_NAMES } from './words.ts'

interface ResultCardProps {
  item: FoundPractitioner
  marks: MarkContext
  near: { lat: number; lng: number } | null
}

/** One found practitioner: name, place, the three marks. */
export const ResultCard = ({ item, marks, near }: ResultCardProps) => {
  const { view, publicId, distanceMiles } = item
  const recommended = recommendedStates(view, marks.today).filter(
    (state) => marks.asked.length === 0 || marks.asked.includes(state),
  )
  const others = view.locations.length - 1
  return (
    <li class="card">
      <h3>
        <a href={`/practitioners/${encodeURIComponent(publicId)}`}>{view.name}</a>
        {recommended.length > 0 && (
          <span class="badge">
            Recommended in {inWords(recommended.map((s) => STATE_NAMES[s]))}
          </span>
        )}
        {view.exclusions.length > 0 && <span class="badge is-warning">On an exclusion list</span>}
      </h3>
      <p class="where">
        {describePlace(near ? nearestOf(view.locations, near) : view.locations[0])}
        {others > 0 && <span class="quiet"> and {others} more</span>}
        {distanceMiles !== null && <span class="distance">{describeDistance(distanceMiles)}</span>}
      </p>
      <MarkLine marks={marksOf(view, marks)} />
    </li>
  )
}

/** The place that the distance is measured to. */
function nearestOf(
  locations: ViewLocation[],
  near: { lat: number; lng: number },
): ViewLocation | undefined {
  const distance = ({ lat, lng }: ViewLocation): number =>
    lat === null || lng === null ? Number.POSITIVE_INFINITY : milesBetween(near, { lat, lng })
  return locations.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** Both ends are the middle of a ZIP or a town: tenths would promise what nobody knows. */
const describeDistance = (miles: number): string =>
  miles < 1 ? 'within about a mile' : `about ${count(Math.round(miles), 'mile')}`

function describePlace(place: ViewLocation | undefined): string {
  if (!place) return 'No place known'
  const town = [place.city, [place.state, place.postalCode].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  if (place.kind === 'place-of-record')
    return `${town} (address on the license; where they practice is not known)`
  return place.name ? `${place.name}, ${town}` : town
}

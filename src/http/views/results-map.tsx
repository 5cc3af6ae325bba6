import type { FoundPractitioner } from '#db/queries/search.ts'
import { milesBetween } from '#src/core/geo.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { SearchOutcome } from '../run-search.ts'
import { DEFAULT_RADIUS_MILES } from '../search-params.ts'
import { type MapPoint, ResultMap } from './map.tsx'
import { narrowedTo } from './search-links.ts'

interface Circle {
  lat: number
  lng: number
  miles: number
}

/** Where the people of one page of results are. */
interface ResultPlaces {
  points: MapPoint[]
  /** How many of them have a place to show. */
  placed: number
  /** The circle that was searched. */
  circle: Circle | null
}

/** The places of this page's people, or null if none is known. */
export function placesOf({ result, place, params }: SearchOutcome): ResultPlaces | null {
  const miles = params.radius ?? DEFAULT_RADIUS_MILES
  const circle = place && { lat: place.lat, lng: place.lng, miles }
  const pointsOfEach = result.items.map((item) => pointsOf(item, circle))
  const placed = pointsOfEach.filter((points) => points.length > 0).length
  return placed === 0 ? null : { points: pointsOfEach.flat(), placed, circle }
}

interface ResultsMapProps {
  places: ResultPlaces
  outcome: SearchOutcome
  params: URLSearchParams
}

/** The people of this page on a map, behind a link that skips it. */
export const ResultsMap = ({ places, outcome: { result }, params }: ResultsMapProps) => {
  const { points, placed, circle } = places
  return (
    <section class="on-map" id="on-map" aria-labelledby="on-map-title">
      <h2 id="on-map-title">On the map</h2>
      <p class="source">
        {placed.toLocaleString('en-US')} of {result.total.toLocaleString('en-US')} shown
        {result.items.length < result.total && ': those of this page'}.
        {describeUnplaced(result.items.length - placed)} Places are those of the ZIP or town.
        {points.length > placed && ' Who has several places is counted at each.'}
      </p>
      <a class="skip-map" href="#after-map">
        Skip the map
      </a>
      <ResultMap
        points={points}
        center={circle}
        width={320}
        height={300}
        hrefOf={(cluster) => narrowedTo(params, cluster)}
      />
      <a id="after-map" href="#found">
        Back to the list
      </a>
    </section>
  )
}

function describeUnplaced(howMany: number): string {
  if (howMany === 0) return ''
  return ` For ${howMany.toLocaleString('en-US')} no place is known.`
}

/** Of the radius's rounding: a place on the rim was found as well. */
const RIM_MILES = 0.05

/** Each place of a person once; around a place, those within the circle, else it would be a dot. */
function pointsOf({ view, publicId }: FoundPractitioner, circle: Circle | null): MapPoint[] {
  const href = `/practitioners/${encodeURIComponent(publicId)}`
  const spots = new Map(spotsOf(view).map((spot) => [`${spot.lat},${spot.lng}`, spot]))
  return [...spots.values()]
    .filter((spot) => !circle || milesBetween(circle, spot) <= circle.miles + RIM_MILES)
    .map((spot) => ({ ...spot, label: view.name, href }))
}

const spotsOf = ({ locations }: PractitionerView): { lat: number; lng: number }[] =>
  locations.flatMap(({ lat, lng }) => (lat === null || lng === null ? [] : [{ lat, lng }]))

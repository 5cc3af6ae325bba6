/**
 * Results on a map that the server draws: nobody else learns what was searched. It has two layers.
 * The picture (land, lines, the circle searched) grows with the page; the marks above it keep their
 * size, because their places are percentages: on a phone they can be read and hit as on a desk.
 */
import { milesBetween } from '../../core/geo.ts'
import { directionFrom } from '../../core/map/direction.ts'
import { type Cluster, clusterSpots, radiusOf } from '../../core/map/clusters.ts'
import {
  chooseFrame,
  type Circle,
  circleAround,
  isDrawn,
  type Place,
} from '../../core/map/frame.ts'
import { type Label, placeLabels, scaleBarMiles } from '../../core/map/labels.ts'
import { STEPS } from '../../core/map/path-writer.ts'
import { countyAt, LAYERS } from '../map-layers.ts'
import { drawGround, type Picture, type Size, takePicture } from '../map-picture.ts'

export interface MapPoint extends Place {
  /** The name of the person, or of the place that several share. */
  label: string
  href: string
  /** How many people it stands for; one if left out. */
  count?: number
}

/** Several points that are too near to each other to be told apart. */
export interface MapCluster extends Circle {
  count: number
}

export interface ResultMapProps {
  points: readonly MapPoint[]
  /** The circle that was searched. */
  center: Circle | null
  /** The smallest size at which it is shown, such as 320 by 300: marks are kept apart for that. */
  width: number
  height: number
  /** Address of the same search, narrowed to the circle of a cluster. */
  hrefOf: (cluster: MapCluster) => string
}

interface Spot {
  x: number
  y: number
  count: number
  point: MapPoint
}

interface Mark {
  x: number
  y: number
  count: number
  name: string
  href: string
}

/** A map of practitioners, with what was searched around. The same input gives the same map. */
export const ResultMap = ({ points, center, width, height, hrefOf }: ResultMapProps) => {
  const size = { width, height }
  const circle = center && isDrawn(center) ? center : null
  const drawn = points.filter(isDrawn)
  const picture = takePicture(chooseFrame(drawn, circle), size)
  const spots = drawn.map((point) => ({ ...picture.locate(point), count: point.count ?? 1, point }))
  const marks = clusterSpots(spots).map((cluster) => toMark(cluster, circle, hrefOf))
  return (
    <figure class="map">
      <div class="map-frame">
        <Ground picture={picture} size={size} circle={circle} summary={summarize(marks, circle)} />
        <svg class="map-marks" role="group" aria-label="Results on the map">
          <Names labels={labelsFor(picture, marks, size)} size={size} />
          <ScaleBar picture={picture} size={size} />
          {circle && <Center spot={picture.locate(circle)} size={size} />}
          {marks.map((mark) => (
            <MarkLink mark={mark} size={size} />
          ))}
          {marks.length > 0 && (
            <text class="map-name is-hint" aria-hidden="true" y="100%" dy="1.45em">
              Each circle leads to who is there.
            </text>
          )}
        </svg>
      </div>
      <Caption outside={countOf(points) - countOf(drawn)} />
    </figure>
  )
}

const countOf = (points: readonly { count?: number }[]): number =>
  points.reduce((sum, { count = 1 }) => sum + count, 0)

function toMark(
  { x, y, count, members }: Cluster<Spot>,
  center: Circle | null,
  hrefOf: ResultMapProps['hrefOf'],
): Mark {
  const [first] = members
  if (first && members.length === 1) {
    const { label, href } = first.point
    return { x, y, count, name: label, href }
  }
  const circle = circleAround(members.map(({ point }) => point))
  return { x, y, count, name: nameOf(count, circle, center), href: hrefOf({ ...circle, count }) }
}

function nameOf(count: number, circle: Circle, center: Circle | null): string {
  const county = countyAt(circle)
  const away = center ? milesBetween(center, circle) : 0
  const far = away >= 1 ? `${Math.round(away)} mi ${directionFrom(center ?? circle, circle)}` : ''
  const where = [county && `around ${county}`, far].filter(Boolean).join(', ')
  return `${people(count)} ${where || 'around here'}`
}

const people = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'practitioner' : 'practitioners'}`

function summarize(marks: readonly Mark[], circle: Circle | null): string {
  const found = `${people(countOf(marks))}${marks.length > 1 ? ` in ${marks.length} spots` : ''}`
  const searched = circle ? `, and the circle of ${formatMiles(circle.miles)} searched` : ''
  return `Counties of New York, New Jersey and Connecticut, with ${found}${searched}.`
}

const formatMiles = (miles: number): string =>
  `${miles.toLocaleString('en-US')} ${miles === 1 ? 'mile' : 'miles'}`

function labelsFor(picture: Picture, marks: readonly Mark[], size: Size): Label[] {
  const circles = marks.map(({ x, y, count }) => ({ x, y, radius: radiusOf(count) }))
  const isFar = picture.pixelsAMile * MILES_FOR_STATES < size.width
  const wishes = (isFar ? LAYERS.states : LAYERS.counties).flatMap(picture.wish)
  return placeLabels(wishes, circles, size)
}

/** On a map of more miles than this across, states are named instead of counties. */
const MILES_FOR_STATES = 120

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`

interface GroundProps {
  picture: Picture
  size: Size
  circle: Circle | null
  summary: string
}

const Ground = ({ picture, size, circle, summary }: GroundProps) => {
  const { neighbors, land, countyLines, neighborLines, stateLines } = drawGround(picture)
  return (
    <svg
      class="map-ground"
      viewBox={`0 0 ${size.width * STEPS} ${size.height * STEPS}`}
      role="img"
      aria-labelledby="map-title map-summary"
    >
      <title id="map-title">Map of the results</title>
      <desc id="map-summary">{summary}</desc>
      <path class="map-neighbors" d={neighbors} />
      <path class="map-land" d={land} />
      <path class="map-line is-county" d={countyLines} />
      <path class="map-line is-neighbor" d={neighborLines} />
      <path class="map-line is-state" d={stateLines} />
      {circle && <path class="map-circle" d={picture.drawCircle(circle)} />}
    </svg>
  )
}

const Names = ({ labels, size }: { labels: Label[]; size: Size }) => (
  <g class="map-names" aria-hidden="true">
    {labels.map(({ text, x, y }) => (
      <text x={percent(x, size.width)} y={percent(y, size.height)} dy=".35em">
        {text}
      </text>
    ))}
  </g>
)

const ScaleBar = ({ picture, size }: { picture: Picture; size: Size }) => {
  const miles = scaleBarMiles(picture.pixelsAMile, size.width / 4)
  const end = percent(size.width - MARGIN, size.width)
  const start = percent(size.width - MARGIN - miles * picture.pixelsAMile, size.width)
  const y = percent(size.height - MARGIN, size.height)
  return (
    <g class="map-scale" aria-hidden="true">
      <line x1={start} x2={end} y1={y} y2={y} />
      <text x={end} y={y} dy="-.5em">
        {miles} mi
      </text>
    </g>
  )
}

const MARGIN = 10

const Center = ({ spot, size }: { spot: { x: number; y: number }; size: Size }) => {
  const [cx, cy] = [percent(spot.x, size.width), percent(spot.y, size.height)]
  return (
    <g class="map-center" aria-hidden="true">
      <circle cx={cx} cy={cy} r="9" />
      <circle cx={cx} cy={cy} r="2.5" />
    </g>
  )
}

/** Its name is shown under the map while it is pointed at, where it hides nothing. */
const MarkLink = ({ mark: { x, y, count, name, href }, size }: { mark: Mark; size: Size }) => {
  const [cx, cy] = [percent(x, size.width), percent(y, size.height)]
  return (
    <>
      <a href={href} aria-label={name}>
        <circle
          class={count === 1 ? 'map-ring is-target' : 'map-ring'}
          cx={cx}
          cy={cy}
          r={count === 1 ? radiusOf(1) : radiusOf(count) + 4}
        />
        <circle cx={cx} cy={cy} r={count === 1 ? 6 : radiusOf(count)} />
        {count > 1 && (
          <text x={cx} y={cy} dy=".35em">
            {count.toLocaleString('en-US')}
          </text>
        )}
      </a>
      <text class="map-name" aria-hidden="true" y="100%" dy="1.45em">
        {name}
      </text>
    </>
  )
}

const Caption = ({ outside }: { outside: number }) => (
  <figcaption class="source">
    The results on a map. {outside > 0 && `${people(outside)} outside of this map: see the list. `}
    Boundaries: U.S. Census Bureau.
  </figcaption>
)

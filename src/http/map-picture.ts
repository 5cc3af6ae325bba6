/** A frame of the plane as a picture: where a place is on it, and the lines to draw. */
import { geoCircle, geoIdentity, geoPath, type GeoPermissibleObjects } from 'd3-geo'
import type { Polygon } from 'geojson'
import { EARTH_RADIUS_MILES } from '../core/geo.ts'
import type { Circle, Frame, Place } from '../core/map/frame.ts'
import type { LabelWish } from '../core/map/labels.ts'
import { PathWriter } from '../core/map/path-writer.ts'
import { type Area, flatten, LAYERS } from './map-layers.ts'

export interface Size {
  width: number
  height: number
}

export interface Picture {
  locate: (place: Place) => { x: number; y: number }
  /** The lines of a shape as the `d` of a path, cut at the edges. */
  draw: (shape: GeoPermissibleObjects) => string
  drawCircle: (circle: Circle) => string
  /** Room for the name of an area, where any of it is seen. */
  wish: (area: Area) => LabelWish[]
  pixelsAMile: number
}

/** Room for the circles at the rim. */
const PADDING = 22

/** Narrower than this nothing gets a name, in pixels. */
const NAMED_MIN = 18

/** Edges that only the cut makes are drawn outside of the picture. */
const OVERHANG = 6

/** The picture of a given size that shows the whole frame, as large as it can be. */
export function takePicture(frame: Frame, { width, height }: Size): Picture {
  const [left, top] = flatten({ lat: frame.north, lng: frame.west })
  const [right, bottom] = flatten({ lat: frame.south, lng: frame.east })
  const scale = Math.min(
    (width - 2 * PADDING) / (right - left),
    (height - 2 * PADDING) / (bottom - top),
  )
  const shiftX = width / 2 - (scale * (left + right)) / 2
  const shiftY = height / 2 - (scale * (top + bottom)) / 2
  const plane = geoIdentity()
    .scale(scale)
    .translate([shiftX, shiftY])
    .clipExtent([
      [-OVERHANG, -OVERHANG],
      [width + OVERHANG, height + OVERHANG],
    ])
  const path = geoPath(plane)
  const draw = (shape: GeoPermissibleObjects): string => {
    const writer = new PathWriter()
    geoPath(plane, writer)(shape)
    return writer.toString()
  }
  const milesAcross = Math.cos((((frame.north + frame.south) / 2) * Math.PI) / 180)
  return {
    locate(place) {
      const [x, y] = flatten(place)
      return { x: x * scale + shiftX, y: y * scale + shiftY }
    },
    draw,
    drawCircle: (circle) => draw(flatCircle(circle)),
    wish({ names, box, shape }) {
      const isTooSmall = (box.right - box.left) * scale < NAMED_MIN
      return isTooSmall ? [] : wishFor(names, path.centroid(shape), path.bounds(shape))
    },
    pixelsAMile: scale / (EARTH_RADIUS_MILES * milesAcross),
  }
}

function wishFor(
  texts: string[],
  [x, y]: [number, number],
  [[left, top], [right, bottom]]: [[number, number], [number, number]],
): LabelWish[] {
  if (!Number.isFinite(x)) return []
  return [{ texts, x, y, width: right - left, height: bottom - top }]
}

function flatCircle({ lat, lng, miles }: Circle): Polygon {
  const degrees = (miles / EARTH_RADIUS_MILES) * (180 / Math.PI)
  const round = geoCircle().center([lng, lat]).radius(degrees).precision(3)()
  return {
    type: 'Polygon',
    coordinates: round.coordinates.map((ring) =>
      ring.map(([x = 0, y = 0]) => [...flatten({ lat: y, lng: x })]),
    ),
  }
}

/** Everything that lies under the results. */
export interface Ground {
  neighbors: string
  land: string
  countyLines: string
  neighborLines: string
  stateLines: string
}

export function drawGround({ draw }: Picture): Ground {
  return {
    neighbors: draw(LAYERS.neighbors),
    land: draw(LAYERS.land),
    countyLines: draw(LAYERS.countyLines),
    neighborLines: draw(LAYERS.neighborLines),
    stateLines: draw(LAYERS.stateLines),
  }
}

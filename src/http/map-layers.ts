/**
 * The shapes of the map on a plane. The earth is flattened once, when this is loaded; a picture then
 * only shifts, enlarges and cuts.
 */
import { geoMercator } from 'd3-geo'
import type { MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { feature, merge, mesh, transform } from 'topojson-client'
import type { GeometryObject, Topology } from 'topojson-specification'
import type { Place } from '../core/map/frame.ts'
import { boxOf, isInside, type PlaneBox, type PlanePoint } from '../core/map/inside.ts'
import { SHAPES } from './map-shapes.ts'

export interface Area {
  /** The name, then a shorter one if it has one. */
  names: string[]
  state: string
  shape: Polygon | MultiPolygon
  box: PlaneBox
}

export interface Layers {
  /** The three states as one, and those around them as one. */
  land: MultiPolygon
  neighbors: MultiPolygon
  countyLines: MultiLineString
  stateLines: MultiLineString
  neighborLines: MultiLineString
  counties: Area[]
  states: Area[]
}

const mercator = geoMercator().scale(1).translate([0, 0]).precision(0)

/** A place on the plane; what is south is further down. */
export function flatten({ lat, lng }: Place): PlanePoint {
  return mercator([lng, lat]) ?? [0, 0]
}

const STATES: Record<string, string> = { '34': 'NJ', '36': 'NY', '09': 'CT' }

const stateOf = (shape: GeometryObject): string => String(shape.id).slice(0, 2)
const isOwn = (shape: GeometryObject): boolean => stateOf(shape) in STATES

function flattened(): typeof SHAPES {
  const decode = transform(SHAPES.transform ?? null)
  const arcs = SHAPES.arcs.map((arc) =>
    arc.map((point, index) => {
      const [lng = 0, lat = 0] = decode(point, index > 0)
      return [...flatten({ lat, lng })]
    }),
  )
  return { type: SHAPES.type, objects: SHAPES.objects, arcs }
}

function drawLayers(): Layers {
  const topology = flattened()
  const { counties, states } = topology.objects
  const lines = (of: typeof counties, keep: (a: GeometryObject, b: GeometryObject) => boolean) =>
    mesh(topology, of, (a, b) => a !== b && keep(a, b))
  return {
    land: merged(topology, states.geometries.filter(isOwn)),
    neighbors: merged(
      topology,
      states.geometries.filter((state) => !isOwn(state)),
    ),
    countyLines: lines(counties, (a, b) => stateOf(a) === stateOf(b)),
    stateLines: lines(states, (a, b) => isOwn(a) || isOwn(b)),
    neighborLines: lines(states, (a, b) => !isOwn(a) && !isOwn(b)),
    counties: areas(topology, counties),
    states: areas(topology, states)
      .filter(({ state }) => state !== '')
      .map((area) => ({ ...area, names: [...area.names, area.state] })),
  }
}

const merged = (topology: Topology, shapes: GeometryObject[]): MultiPolygon =>
  merge(
    topology,
    shapes.filter((shape) => shape.type === 'Polygon' || shape.type === 'MultiPolygon'),
  )

const areas = (topology: typeof SHAPES, of: typeof SHAPES.objects.counties): Area[] =>
  feature(topology, of).features.flatMap(({ id, properties, geometry }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
    const state = STATES[String(id).slice(0, 2)] ?? ''
    return [{ names: [properties.name], state, shape: geometry, box: boxOf(ringsOf(geometry)) }]
  })

const ringsOf = (shape: Polygon | MultiPolygon) =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()

export const LAYERS: Layers = drawLayers()

/** The county in which a place is: `Queens, NY`. Null at sea and in other states. */
export function countyAt(place: Place): string | null {
  const point = flatten(place)
  const [x, y] = point
  const county = LAYERS.counties.find(
    ({ box, shape }) =>
      x >= box.left &&
      x <= box.right &&
      y >= box.top &&
      y <= box.bottom &&
      isInside(point, ringsOf(shape)),
  )
  return county ? `${county.names[0]}, ${county.state}` : null
}

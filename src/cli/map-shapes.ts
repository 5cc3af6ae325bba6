/**
 * Writes `src/http/map-shapes.ts` anew from us-atlas: `npx tsx src/cli/map-shapes.ts`. The atlas is
 * of the whole country, 840 kB that no Worker should carry and parse for three states.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** New Jersey, New York, Connecticut, by their federal numbers. */
const OWN = ['34', '36', '09']
/** What else may come into a picture of them. */
const NEIGHBORS = ['10', '11', '23', '24', '25', '33', '39', '42', '44', '50', '51', '54']

/** Counties that nobody calls by the county's name. */
const BOROUGHS: Record<string, string> = {
  '36047': 'Brooklyn',
  '36061': 'Manhattan',
  '36085': 'Staten Island',
}

/** Numbers of arcs, nested as deep as the shape is; `~n` is the arc n backwards. */
type Arcs = number | Arcs[]

interface Shape {
  type: string
  arcs: Arcs
  id: string
  properties: { name: string }
}

interface Atlas {
  transform: { scale: number[]; translate: number[] }
  arcs: [number, number][][]
  objects: Record<'counties' | 'states', { geometries: Shape[] }>
}

/** The text of `src/http/map-shapes.ts`. */
export function mapShapes(): string {
  const file = createRequire(import.meta.url).resolve('us-atlas/counties-10m.json')
  const atlas: Atlas = JSON.parse(readFileSync(file, 'utf8'))
  const arcs: Atlas['arcs'] = []
  const renumbered = new Map<number, number>()
  const keep = (arc: number): number => {
    const known = renumbered.get(arc)
    if (known !== undefined) return known
    renumbered.set(arc, arcs.length)
    return arcs.push(atlas.arcs[arc] ?? []) - 1
  }
  const keepAll = (nested: Arcs): Arcs => {
    if (Array.isArray(nested)) return nested.map(keepAll)
    return nested < 0 ? ~keep(~nested) : keep(nested)
  }
  const pick = (shapes: Shape[], wanted: string[]) => ({
    type: 'GeometryCollection',
    geometries: shapes
      .filter(({ id }) => wanted.includes(id.slice(0, 2)))
      .map(({ type, arcs, id, properties }) => ({
        type,
        arcs: keepAll(arcs),
        id,
        properties: { name: BOROUGHS[id] ?? properties.name },
      })),
  })
  const counties = pick(atlas.objects.counties.geometries, OWN)
  const states = pick(atlas.objects.states.geometries, [...OWN, ...NEIGHBORS])
  const shapes = {
    type: 'Topology',
    transform: atlas.transform,
    objects: { counties, states },
    arcs,
  }
  return `${HEAD}${JSON.stringify(shapes)}',\n)\n`
}

const HEAD = `/**
 * States and counties of the region and the states around it, by the Census Bureau, from us-atlas.
 * Written by \`src/cli/map-shapes.ts\`; not to be changed by hand.
 */
import type { GeometryCollection, Topology } from 'topojson-specification'

interface Named {
  name: string
}

export const SHAPES: Topology<{
  counties: GeometryCollection<Named>
  states: GeometryCollection<Named>
}> = JSON.parse(
  '`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync('src/http/map-shapes.ts', mapShapes())
}

/** The map of results as a page has it. */
import { load } from 'cheerio'
import { jsx } from 'hono/jsx'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mapShapes } from '#src/cli/map-shapes.ts'
import { milesBetween } from '#src/core/geo.ts'
import { countyAt } from '#src/http/map-layers.ts'
import {
  type MapCluster,
  type MapPoint,
  ResultMap,
  type ResultMapProps,
} from '#src/http/views/map.tsx'

const SIZE = { width: 320, height: 300 }
const MANHATTAN = { lat: 40.742, lng: -73.98 }
const HARTFORD = { lat: 41.766, lng: -72.675 }

/** The addresses are as long as those of a search with many choices. */
const hrefOf = ({ lat, lng, miles, count }: MapCluster) =>
  `/practitioners?q=ada&near=${lat}%2C${lng}&radius=${miles}&n=${count}&license=current&order=distance`

const text = (props: Partial<ResultMapProps>) =>
  String(jsx(ResultMap, { points: [], center: null, ...SIZE, hrefOf, ...props }))
const draw = (props: Partial<ResultMapProps>) => load(text(props))

/** Spread over the region, in a way that is the same each time. */
const many = (length: number): MapPoint[] =>
  Array.from({ length }, (_, index) => ({
    lat: 39.5 + ((index * 0.618034) % 1) * 5.4,
    lng: -79.5 + ((index * 0.754877) % 1) * 7.5,
    label: `Ada Lindqvist ${index}`,
    href: `/practitioners/p-${index}`,
  }))

const person = (at: { lat: number; lng: number }, label: string): MapPoint => ({
  ...at,
  label,
  href: `/practitioners/${label}`,
})

const linksOf = ($: ReturnType<typeof draw>) =>
  $('a')
    .toArray()
    .map((link) => ({ name: $(link).attr('aria-label'), href: $(link).attr('href') }))

describe('the marks', () => {
  it('name one person and lead there', () => {
    expect(linksOf(draw({ points: [person(MANHATTAN, 'Bo Ek')] }))).toEqual([
      { name: 'Bo Ek', href: '/practitioners/Bo Ek' },
    ])
  })

  it('count those that are near each other, say where, and lead to the search around them', () => {
    const near = { lat: 40.7, lng: -73.95 }
    const points = [person(HARTFORD, 'Bo Ek'), person(MANHATTAN, 'Di Ohr'), person(near, 'Al Vik')]
    const clusters: MapCluster[] = []
    const $ = draw({
      points,
      hrefOf(cluster) {
        clusters.push(cluster)
        return '/narrowed'
      },
    })
    expect(linksOf($)).toEqual([
      { name: 'Bo Ek', href: '/practitioners/Bo Ek' },
      { name: expect.stringMatching(/^2 practitioners around \w+, NY$/), href: '/narrowed' },
    ])
    expect($('a text').text()).toBe('2')
    const [cluster] = clusters
    expect(clusters).toHaveLength(1)
    for (const place of [MANHATTAN, near]) {
      expect(cluster && milesBetween(cluster, place)).toBeLessThanOrEqual(cluster?.miles ?? 0)
    }
  })

  it('say how far from the place searched', () => {
    const points = [person(HARTFORD, 'Bo Ek'), person(HARTFORD, 'Di Ohr')]
    const names = linksOf(draw({ points, center: { ...MANHATTAN, miles: 120 } }))
    expect(names[0]?.name).toBe('2 practitioners around Hartford, CT, 98 mi northeast')
  })

  it('stand for as many as a point says', () => {
    const points = [{ ...person(HARTFORD, 'Hartford'), count: 1234 }]
    expect(draw({ points })('a text').text()).toBe('1,234')
  })

  it('lose nobody, and say who is outside', () => {
    const points = [...many(500), person({ lat: 34.05, lng: -118.24 }, 'Far Away')]
    const $ = draw({ points })
    const counted = $('a')
      .toArray()
      .map((link) => Number($(link).find('text').text() || 1))
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(500)
    expect($('figcaption').text()).toContain('1 practitioner outside of this map')
    expect(draw({ points: many(5) })('figcaption').text()).not.toContain('outside')
  })

  it('come in reading order', () => {
    const $ = draw({ points: many(300) })
    const rows = $('a')
      .toArray()
      .map((link) =>
        Math.floor((Number.parseFloat($(link).find('circle').attr('cy') ?? '') * 3) / 28),
      )
    expect(rows).toEqual(rows.toSorted((a, b) => a - b))
  })
})

describe('the picture', () => {
  it('has a name and says what is on it', () => {
    const $ = draw({ points: many(40), center: { ...MANHATTAN, miles: 1 } })
    const image = $('svg[role=img]')
    const [title, summary] = (image.attr('aria-labelledby') ?? '').split(' ')
    expect($(`title#${title}`).text()).toBe('Map of the results')
    expect($(`desc#${summary}`).text()).toMatch(
      /with 40 practitioners in \d+ spots.*1 mile searched/,
    )
    expect(image.find('a')).toHaveLength(0)
    expect($('svg[role=group]').attr('aria-label')).toBe('Results on the map')
  })

  it('shows the circle and its middle only if one was searched', () => {
    const around = draw({ center: { ...HARTFORD, miles: 25 } })
    expect(around('.map-circle').attr('d')).toMatch(/^M.*z$/)
    expect(around('.map-center circle').attr('cx')).toBe('50.00%')
    for (const center of [null, { lat: 34.05, lng: -118.24, miles: 10 }]) {
      expect(draw({ center })('.map-circle, .map-center')).toHaveLength(0)
    }
  })

  it('names states from afar and counties from near', () => {
    expect(draw({})('.map-names').text()).toContain('New York')
    const near = draw({ center: { ...MANHATTAN, miles: 5 } })('.map-names').text()
    for (const name of ['Manhattan', 'Queens', 'Brooklyn']) expect(near).toContain(name)
  })

  it('asks nobody for anything, and needs no style of its own', () => {
    const html = text({ points: many(100), center: { ...MANHATTAN, miles: 100 } })
    expect(html).not.toMatch(/https?:|url\(|<image|<script|style=|NaN|Infinity/)
  })

  it('is the same for the same input', () => {
    expect(text({ points: many(200) })).toBe(text({ points: many(200) }))
  })

  it('escapes what a registry may have said', () => {
    const $ = draw({ points: [person(HARTFORD, '<b>"Bo" & Co</b>')] })
    expect(linksOf($)[0]?.name).toBe('<b>"Bo" & Co</b>')
    expect($('b')).toHaveLength(0)
  })

  it('of a thousand is small, and drawn in a blink', () => {
    const props = { points: many(1000), center: { lat: 42, lng: -75, miles: 200 } }
    expect(text(props).length).toBeLessThan(60_000)
    const times = Array.from({ length: 40 }, () => {
      const start = performance.now()
      text(props)
      return performance.now() - start
    })
    // Far above what it takes: what would show is a picture that grows with every pair of people.
    expect(Math.min(...times)).toBeLessThan(40)
  })
})

describe('the shapes', () => {
  it('are what the atlas says', () => {
    expect(readFileSync('src/http/map-shapes.ts', 'utf8')).toBe(mapShapes())
  })

  it('know the county of a place', () => {
    expect(countyAt(MANHATTAN)).toBe('Manhattan, NY')
    expect(countyAt(HARTFORD)).toBe('Hartford, CT')
    expect(countyAt({ lat: 40.735, lng: -74.172 })).toBe('Essex, NJ')
    expect(countyAt({ lat: 39.95, lng: -75.16 })).toBeNull()
    expect(countyAt({ lat: 40, lng: -72 })).toBeNull()
  })
})

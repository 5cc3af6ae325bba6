/** How each engine grows with the directory, as an SVG made by hand: both axes in powers of ten. */
import { writeFileSync } from 'node:fs'

export interface Line {
  name: string
  points: { size: number; ms: number }[]
}

const WIDTH = 860
const HEIGHT = 520
const FRAME = { left: 70, right: 190, top: 50, bottom: 60 }
const COLORS = ['#0b6e4f', '#1b4d9b', '#b3541e', '#7a3e9d', '#a11d33', '#5f6b00', '#3d3d3d']
const DASHES = ['', '8 4', '2 3', '10 3 2 3', '4 4', '12 4', '1 3']

export function writePlot(path: string, title: string, lines: Line[]): void {
  const shown = lines.filter(({ points }) => points.length > 0)
  const sizes = [...new Set(shown.flatMap(({ points }) => points.map(({ size }) => size)))].sort(
    (a, b) => a - b,
  )
  const times = shown.flatMap(({ points }) => points.map(({ ms }) => ms))
  const x = scale([sizes[0] ?? 1, sizes.at(-1) ?? 10], [FRAME.left, WIDTH - FRAME.right])
  const low = 10 ** Math.floor(Math.log10(Math.min(...times, 1)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...times, 10)))
  const y = scale([low, high], [HEIGHT - FRAME.bottom, FRAME.top])
  writeFileSync(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" role="img">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${FRAME.left}" y="28" font-size="16" font-weight="bold">${title}</text>
${axes(sizes, low, high, x, y)}
${shown.map((line, index) => drawLine(line, index, x, y)).join('\n')}
</svg>
`,
  )
}

type Scale = (value: number) => number

function scale([from, to]: [number, number], [start, end]: [number, number]): Scale {
  const span = Math.log10(to) - Math.log10(from) || 1
  return (value) =>
    Math.round(start + ((Math.log10(value) - Math.log10(from)) / span) * (end - start))
}

function axes(sizes: number[], low: number, high: number, x: Scale, y: Scale): string {
  const powers = Array.from(
    { length: Math.round(Math.log10(high / low)) + 1 },
    (_, power) => low * 10 ** power,
  )
  const right = WIDTH - FRAME.right
  const bottom = HEIGHT - FRAME.bottom
  return [
    ...powers.map(
      (ms) =>
        `<path d="M${FRAME.left} ${y(ms)}H${right}" stroke="#ddd"/><text x="${FRAME.left - 8}" y="${y(ms) + 4}" text-anchor="end">${Number(ms.toPrecision(1))}</text>`,
    ),
    ...sizes.map(
      (size) =>
        `<path d="M${x(size)} ${FRAME.top}V${bottom}" stroke="#ddd"/><text x="${x(size)}" y="${bottom + 20}" text-anchor="middle">${size.toLocaleString('en-US')}</text>`,
    ),
    `<text x="${(FRAME.left + right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">practitioners</text>`,
    `<text transform="translate(20 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">milliseconds, p95</text>`,
  ].join('\n')
}

function drawLine({ name, points }: Line, index: number, x: Scale, y: Scale): string {
  const color = COLORS[index % COLORS.length]
  const path = points.map(({ size, ms }, at) => `${at ? 'L' : 'M'}${x(size)} ${y(ms)}`).join('')
  const keyY = FRAME.top + 10 + index * 24
  const keyX = WIDTH - FRAME.right + 20
  const stroke = `stroke="${color}" stroke-width="2.5" stroke-dasharray="${DASHES[index % DASHES.length]}" fill="none"`
  return [
    `<path d="${path}" ${stroke}/>`,
    ...points.map(
      ({ size, ms }) => `<circle cx="${x(size)}" cy="${y(ms)}" r="4" fill="${color}"/>`,
    ),
    `<path d="M${keyX} ${keyY}h30" ${stroke}/><text x="${keyX + 38}" y="${keyY + 4}">${name}</text>`,
  ].join('\n')
}

/** Steps of one picture unit; a drawing of 360 units is then 3,600 wide, in whole numbers. */
export const STEPS = 10

/** Points nearer than this to the last one are left out, in picture units. */
const NEAREST = 0.8

/**
 * Writes outlines as short as SVG allows: whole numbers, each point relative to the last, and none
 * that the eye would not see. Has the methods of a canvas that d3-geo calls.
 */
export class PathWriter {
  #text = ''
  #first: [number, number] = [0, 0]
  #last: [number, number] = [0, 0]
  #skipped: [number, number] | null = null
  #run: [number, number][] = []

  moveTo(x: number, y: number): void {
    this.#flush(2)
    this.#first = steps(x, y)
    this.#last = this.#first
  }

  lineTo(x: number, y: number): void {
    const point = steps(x, y)
    const [dx, dy] = [point[0] - this.#last[0], point[1] - this.#last[1]]
    if (Math.hypot(dx, dy) < NEAREST * STEPS) {
      this.#skipped = point
      return
    }
    this.#skipped = null
    this.#run.push([dx, dy])
    this.#last = point
  }

  /** A ring that has shrunk to a line is not drawn. */
  closePath(): void {
    this.#skipped = null
    this.#flush(3, 'z')
  }

  /** A path has no circles here; d3-geo asks for them for points only. */
  arc(): void {}
  beginPath(): void {}

  /** What was drawn, as the `d` of a path; empty if nothing was. */
  toString(): string {
    this.#flush(2)
    return this.#text
  }

  #flush(pointsMin: number, close = ''): void {
    // The end of a line is kept, so that it meets the next one.
    if (this.#skipped && this.#run.length > 0) {
      const [x, y] = this.#skipped
      const delta: [number, number] = [x - this.#last[0], y - this.#last[1]]
      if (delta[0] !== 0 || delta[1] !== 0) this.#run.push(delta)
    }
    if (this.#run.length + 1 >= pointsMin) {
      this.#text += `M${pair(this.#first)}l${this.#run.map(pair).join(' ').replaceAll(' -', '-')}${close}`
    }
    this.#run = []
    this.#skipped = null
  }
}

/** `+ 0` because a minus before nothing is a sign too many. */
const steps = (x: number, y: number): [number, number] => [
  Math.round(x * STEPS) + 0,
  Math.round(y * STEPS) + 0,
]

const pair = ([x, y]: [number, number]): string => (y < 0 ? `${x}${y}` : `${x} ${y}`)

/** Names on a map: where they fit, and never over a circle or another name. */

export interface LabelWish {
  /** The name, and shorter ones for where it does not fit. */
  texts: string[]
  /** Middle of what it names. */
  x: number
  y: number
  /** Size of what it names. */
  width: number
  height: number
}

export interface Label {
  text: string
  x: number
  y: number
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A little more than the letters of the page's own font need at the size of the style sheet. */
const LETTER = 7
const LINE = 15

/** Steps aside from the middle, in lines: a name may move, but not out of what it names. */
const STEPS_ASIDE = [0, -1, 1, -2, 2]

/** Places the wishes that find room, the first ones first. */
export function placeLabels(
  wishes: readonly LabelWish[],
  circles: readonly { x: number; y: number; radius: number }[],
  size: { width: number; height: number },
): Label[] {
  const taken = circles.map(({ x, y, radius }) => boxAround(x, y, 2 * radius, 2 * radius))
  const placed: Label[] = []
  for (const wish of wishes) {
    const label = candidates(wish).find(({ text, x, y }) => {
      const box = boxAround(x, y, text.length * LETTER, LINE)
      return isInside(box, size) && !taken.some((other) => overlap(box, other))
    })
    if (!label) continue
    taken.push(boxAround(label.x, label.y, label.text.length * LETTER, LINE))
    placed.push(label)
  }
  return placed
}

const candidates = ({ texts, x, y, width, height }: LabelWish): Label[] =>
  texts
    .filter((text) => text.length * LETTER <= width)
    .flatMap((text) => STEPS_ASIDE.map((step) => ({ text, x, y: y + step * LINE })))
    .filter((label) => Math.abs(label.y - y) + LINE / 2 <= height / 2)

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
})

const isInside = (box: Box, size: { width: number; height: number }): boolean =>
  box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The longest round number of miles that a scale bar of at most `pixels` can show. */
export function scaleBarMiles(pixelsAMile: number, pixels: number): number {
  const most = pixels / pixelsAMile
  const power = 10 ** Math.floor(Math.log10(most))
  return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1)
}

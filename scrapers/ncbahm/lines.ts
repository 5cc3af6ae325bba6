/** A page as the lines a reader sees, so that markup that nobody recorded can be read by its labels. */
import type { CheerioAPI } from 'cheerio'
import type { Selection } from '../lib/html.ts'
import { foldSpaces } from '../lib/text.ts'

export interface Line {
  text: string
  /** 1 to 6 inside a heading element, 0 elsewhere; null where the page is text and nobody knows. */
  heading: number | null
}

type Document = ReturnType<CheerioAPI['root']>[number]
type Node = Document['children'][number]

/** Of the DOM standard. */
const TEXT_NODE = 3

const INVISIBLE = new Set(
  'script style noscript template svg head nav header footer iframe'.split(' '),
)
const INLINE = new Set(
  'a abbr b bdi em font i img mark small span strong sub sup u label'.split(' '),
)

/** Lines of the `main` element, or of the body where there is none. */
export function htmlLines(root: Selection): Line[] {
  const main = root.find('main')
  const start = main.length > 0 ? main : root.find('body')
  const lines: Line[] = []
  let open = ''
  const close = (heading: number): void => {
    const text = foldSpaces(open)
    if (text !== '') lines.push({ text, heading })
    open = ''
  }
  const walk = (node: Node, heading: number): void => {
    if (node.nodeType === TEXT_NODE) open += node.data
    if (!('attribs' in node) || INVISIBLE.has(node.name) || isHidden(node.attribs)) return
    const isInline = INLINE.has(node.name)
    const inside = Number(/^h([1-6])$/.exec(node.name)?.[1] ?? heading)
    if (!isInline) close(heading)
    for (const child of node.children) walk(child, inside)
    if (!isInline) close(inside)
  }
  for (const node of start.toArray()) walk(node, 0)
  return lines
}

const isHidden = (attributes: Record<string, string>): boolean =>
  (attributes['class'] ?? '').split(/\s+/).includes('modal') || attributes['id'] === 'pac-container'

export const textLines = (text: string): Line[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => ({ text: foldSpaces(line), heading: null }))
    .filter((line) => line.text !== '')

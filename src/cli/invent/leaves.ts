/** The places of an answer where a value can stand; everything around them is structure and stays. */

export type Form = 'json' | 'html' | 'table'

/**
 * A value, decoded, and the name of the field that it stands in, where the form has one. In a page
 * `attribute` is one that carries no value, `label` a text that names one.
 */
export type Replace = (leaf: string, field: string | null) => string

/** The form of a media type, or null where there is no text to read. */
export function formOf(mediaType: string): Form | null {
  if (/json/i.test(mediaType)) return 'json'
  if (/html|xml/i.test(mediaType)) return 'html'
  return /^text\//i.test(mediaType) ? 'table' : null
}

/** The text with every value replaced in place. */
export const replaceLeaves = (text: string, form: Form, replace: Replace): string =>
  FORMS[form](text, replace)

/** Every value with its field. */
export function listLeaves(text: string, form: Form): { leaf: string; field: string | null }[] {
  const leaves: { leaf: string; field: string | null }[] = []
  replaceLeaves(text, form, (leaf, field) => {
    leaves.push({ leaf, field })
    return leaf
  })
  return leaves
}

const FORMS: Record<Form, (text: string, replace: Replace) => string> = {
  json: replaceJson,
  html: replaceHtml,
  table: replaceTable,
}

/** Strings that are no keys, and bare numbers. */
function replaceJson(text: string, replace: Replace): string {
  let field: string | null = null
  return text.replaceAll(
    /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token: string, colon: string | undefined) => {
      if (!token.startsWith('"')) return toNumber(replace(token, field))
      const value: unknown = JSON.parse(colon ? token.slice(0, -colon.length) : token)
      if (colon) {
        field = String(value)
        return token
      }
      return JSON.stringify(replace(String(value), field))
    },
  )
}

/** A number with a zero in front is none in JSON. */
const toNumber = (text: string): string => text.replace(/^(-?)0+(?=\d)/, '$1')

const VALUE_ATTRIBUTES = /^(value|href|src|title|alt|content|placeholder|action|data-[\w-]+)$/i

/** Text, and attributes that carry values; scripts, styles and comments lose what is in them. */
function replaceHtml(text: string, replace: Replace): string {
  const parts =
    /(<(script|style|noscript)\b[^>]*>)[\s\S]*?(<\/\2\s*>)|<!--[\s\S]*?-->|<![^>]*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</gi
  let isLabel = false
  return text.replaceAll(parts, (part: string, open?: string, _name?: string, close?: string) => {
    if (open && close) return `${replaceTag(open, replace)}${close}`
    if (part.startsWith('<!--')) return '<!---->'
    if (part.startsWith('<')) {
      isLabel = LABELS.test(part)
      return replaceTag(part, replace)
    }
    return replaceText(part, isLabel || /:\s*$/.test(part) ? 'label' : null, replace)
  })
}

const LABELS = /^<(th|dt|label|title|legend|caption|option|button|h[1-6])\b/i

const replaceTag = (tag: string, replace: Replace): string =>
  tag.replaceAll(
    /([\w:-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g,
    (whole: string, name: string, equals: string, ...values: (string | undefined)[]) => {
      const value = values.slice(0, 3).find((one) => typeof one === 'string') ?? ''
      const kind = VALUE_ATTRIBUTES.test(name) ? null : 'attribute'
      const replaced = replaceText(value, kind, replace)
      return replaced === value ? whole : `${name}${equals}"${replaced.replaceAll('"', '&quot;')}"`
    },
  )

/** White space at the two ends is layout. */
function replaceText(text: string, field: string | null, replace: Replace): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  if (inner === '') return text
  const decoded = decodeEntities(inner)
  const replaced = replace(decoded, field)
  return replaced === decoded ? text : `${before}${encodeEntities(replaced)}${after}`
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

const decodeEntities = (text: string): string =>
  text.replaceAll(/&(#?\w+);/g, (whole: string, code: string) => {
    const digits = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(code)
    if (!digits) return NAMED[code.toLowerCase()] ?? whole
    const point = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
  })

const encodeEntities = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00A0', '&nbsp;')

/** What stands between commas, bars, tabs and quotes, below the line that names the columns. */
function replaceTable(text: string, replace: Replace): string {
  const end = /\r?\n/.exec(text)?.index ?? text.length
  return (
    text.slice(0, end) +
    text.slice(end).replaceAll(/[^,|\t\r\n"]+/g, (cell: string) => replace(cell, null))
  )
}

/** An Atom feed (RFC 4287) of texts. */

export interface FeedEntry {
  /** A URI that no other entry has. */
  id: string
  title: string
  at: Date
  text: string
  /** A page about it. */
  link: string | null
}

export interface Feed {
  id: string
  title: string
  updatedAt: Date
  entries: FeedEntry[]
}

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8'

export function renderAtom({ id, title, updatedAt, entries }: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(id)}</id>
<title type="text">${escapeXml(title)}</title>
<updated>${updatedAt.toISOString()}</updated>
<author><name>Tri-State Acupuncture Directory</name></author>
${entries.map(renderEntry).join('\n')}
</feed>
`
}

function renderEntry({ id, title, at, text, link }: FeedEntry): string {
  return `<entry>
<id>${escapeXml(id)}</id>
<title type="text">${escapeXml(title)}</title>
<updated>${at.toISOString()}</updated>${link ? `\n<link rel="alternate" href="${escapeXml(link)}"/>` : ''}
<content type="text">${escapeXml(text)}</content>
</entry>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML has no way at all to write control characters and lone halves of a character. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '')

/** Answers that every simulator can be told to give instead of its own. */

/** A firewall's page with status 200, as seen in the field. */
export function blockPage(): Response {
  const html = `<html><head><META NAME="robots" CONTENT="noindex,nofollow">
<script src="/_Incapsula_Resource?SWJIYLWA=0"></script></head>
<body>Request unsuccessful. Incapsula incident ID: 0-0</body></html>`
  return new Response(html, { headers: { 'content-type': 'text/html' } })
}

/** The first half of an answer, whose length is announced in full, and then a closed connection. */
export function truncated(text: string, mediaType: string): Response {
  const bytes = new TextEncoder().encode(text)
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  return new Response(half, {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      connection: 'close',
    },
  })
}

export function unavailable(): Response {
  return new Response('Service Unavailable', {
    status: 503,
    headers: { 'content-type': 'text/plain' },
  })
}

/** Of each five people two stay: 60 % are gone. */
export const isKeptWhenFewer = (position: number): boolean => position % 5 < 2

/** Offset of the page in the middle, where faults strike, of `total` rows read `size` at a time. */
export function middleOffset(total: number, size: number): number {
  const pages = Math.ceil(total / size)
  return Math.max(0, Math.ceil((pages - 1) / 2)) * size
}

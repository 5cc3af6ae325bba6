/** Whatever a registry answered is shown as text: nothing in it may run, load or be guessed to be a page. */
export const captureHeaders = (): Record<string, string> => ({
  'Content-Type': 'text/plain; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
})

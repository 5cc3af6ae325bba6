/** The frame of every page of the directory: head, navigation, challenge, foot. */

/** `raw` as the server sends it, `dom` as a browser saves it after the scripts ran. */
export type FrameForm = 'raw' | 'dom'

export interface Frame {
  form: FrameForm
  /** Where a browser says the page came from. */
  savedFrom: string
  main: string
  hasChallenge: boolean
}

export const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

export function renderFrame({ form, savedFrom, main, hasChallenge }: Frame): string {
  const isDom = form === 'dom'
  const length = String(savedFrom.length).padStart(4, '0')
  return `<!DOCTYPE html>
${isDom ? `<!-- saved from url=(${length})${savedFrom} -->\n` : ''}<html lang="en">
<head><meta charset="UTF-8"><title>Invented people: a simulated directory</title></head>
<body${isDom ? ' class="modal-open"' : ''}>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/Registry/RegistryEnquiry">Registry</a></li></ul></nav></header>
<main>
${hasChallenge ? renderModal(isDom) : ''}${main}
</main>
<footer><ul><li><a href="#">Certification</a></li><li><a href="#">Education</a></li></ul></footer>
${isDom ? '<div class="modal-backdrop fade show"></div>\n' : ''}</body>
</html>
`
}

const renderModal = (isDom: boolean): string => `<div class="modal fade${
  isDom ? ' show' : ''
}" id="CaptchaModal" role="dialog">
<div class="cf-turnstile" data-sitekey="invented" data-callback="onSuccess"></div>
</div>
`

/** What a program gets, and what a person saves who has not waited for the check. */
export const renderChallenge = (): string => `<!DOCTYPE html>
<html lang="en-US">
<head><title>Just a moment...</title></head>
<body><noscript>Enable JavaScript and cookies to continue</noscript>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body>
</html>
`

/**
 * Tells an answer from a refusal. Firewalls refuse with any status, 200 too, and a page of theirs
 * taken for an empty list would un-license everybody.
 */

export interface Answer {
  status: number
  mediaType: string
  body: Uint8Array
  /** Media types that count as an answer. */
  accept: string[]
}

/** What each firewall's page has in it; compared in lower case. */
const FINGERPRINTS: [name: string, text: RegExp][] = [
  ['Imperva', /_incapsula_resource|incapsula incident id|imperva/],
  ['Cloudflare', /cdn-cgi\/challenge-platform|cf-chl-|cf-browser-verification|__cf_chl_/],
  ['Cloudflare', /attention required! \| cloudflare|<title>just a moment\.\.\.<\/title>/],
  ['Turnstile', /challenges\.cloudflare\.com\/turnstile|cf-turnstile/],
  ['captcha', /g-recaptcha|h-captcha|hcaptcha\.com|recaptcha\/api|px-captcha|captcha-delivery/],
  ['Akamai', /access denied[\s\S]{0,600}reference\s*(?:#|&#35;)|errors\.edgesuite\.net/],
  ['firewall', /<(title|h1)>\s*access denied\s*<|the requested url was rejected/],
  ['captcha', /(are you|verify (that )?you are|confirm you are) (a )?(human|not a robot|robot)/],
]

/** How far into a page the fingerprints are looked for, in bytes; they stand near the top. */
const SEARCHED_BYTES = 200_000

/** Who keeps us out and how it shows, as the rest of a sentence, or null for a plain answer. */
export function findBlock(answer: Answer): string | null {
  if (isHtml(answer)) {
    const text = beginning(answer.body, SEARCHED_BYTES).toLowerCase()
    const found = FINGERPRINTS.find(([, pattern]) => pattern.test(text))
    if (found) return `answered with a block page (${found[0]}, status ${answer.status})`
  }
  if (answer.status === 401 || answer.status === 403) {
    return `refused with status ${answer.status}`
  }
  if (answer.status === 200 && isHtml(answer) && !answer.accept.some(isHtmlType)) {
    return `answered with an HTML page where ${answer.accept.join(' or ')} was asked for`
  }
  return null
}

/** A 401 or 403 of the application itself: no page of a firewall stands around it. */
export const isBareRefusal = (answer: Answer): boolean =>
  (answer.status === 401 || answer.status === 403) && !isHtml(answer)

function isHtml({ mediaType, body }: Answer): boolean {
  return isHtmlType(mediaType) || /^\s*(<!doctype html|<html)/i.test(beginning(body, 256))
}

const isHtmlType = (mediaType: string): boolean =>
  /^\s*(text\/html|application\/xhtml\+xml)/i.test(mediaType)

const beginning = (body: Uint8Array, bytes: number): string =>
  new TextDecoder().decode(body.subarray(0, bytes)).replace(/^\uFEFF/, '')

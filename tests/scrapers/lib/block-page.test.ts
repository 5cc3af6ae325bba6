import { expect, test } from 'vitest'
import { findBlock } from '#scrapers/lib/block-page.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const page = (body: string, status = 200, mediaType = 'text/html'): string | null =>
  findBlock({ status, mediaType, body: bytes(body), accept: ['text/html'] })

test.each([
  ['Imperva', '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>'],
  ['Imperva', '<p>Request unsuccessful. Incapsula incident ID: 1-2</p>'],
  ['Cloudflare', '<title>Just a moment...</title>'],
  ['Cloudflare', '<title>Attention Required! | Cloudflare</title>'],
  ['Cloudflare', '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'],
  ['Turnstile', '<div class="cf-turnstile" data-sitekey="x"></div>'],
  ['captcha', '<div class="g-recaptcha"></div>'],
  ['captcha', '<p>Please confirm you are a human</p>'],
  ['Akamai', '<h1>Access Denied</h1> You have no permission. Reference #18.1'],
  ['firewall', '<title>Access Denied</title>'],
  ['firewall', 'The requested URL was rejected. Please consult with your administrator.'],
])('knows a page of %s with status 200', (name, html) => {
  expect(page(`<html><body>${html}</body></html>`)).toContain(`(${name}, status 200)`)
})

test('knows a challenge by its text under any media type and status', () => {
  const html = '<!DOCTYPE html><title>Just a moment...</title>'
  expect(page(html, 503)).toContain('Cloudflare')
  expect(page(html, 200, 'application/json')).toContain('Cloudflare')
})

test('takes 401 and 403 for a refusal, whatever the body', () => {
  expect(page('{}', 401, 'application/json')).toContain('401')
  expect(page('', 403, '')).toContain('403')
})

test('takes HTML where JSON was asked for as a block, and HTML that was asked for as an answer', () => {
  const body = bytes('<html><body>Maintenance</body></html>')
  const answer = { status: 200, mediaType: 'text/html; charset=utf-8', body }
  expect(findBlock({ ...answer, accept: ['application/json'] })).toContain('HTML page where')
  expect(findBlock({ ...answer, accept: ['text/html'] })).toBeNull()
})

test('leaves plain answers alone, also with words of a firewall in a name', () => {
  const body = bytes('[{"name":"HCAPTCHA.COM LLC"}]')
  const accept = ['application/json']
  expect(findBlock({ status: 200, mediaType: 'application/json', body, accept })).toBeNull()
  expect(
    findBlock({ status: 404, mediaType: 'text/html', body: bytes('<html>'), accept }),
  ).toBeNull()
})

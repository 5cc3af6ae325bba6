/** Every address of the application that has a handler, and who may reach it. */

/** For everybody; those of `/api/auth` ask for a session themselves where they need one. */
const VISITOR = `
  GET /
  GET /about
  GET /assets/app.css
  GET /assets/app.js
  GET /assets/desk.css
  GET /assets/desk.js
  GET /docs
  GET /guides
  GET /guides/:guide
  GET /healthz
  GET /openapi.json
  GET /practitioners
  GET /practitioners/:id
  GET /practitioners/:id/correction
  POST /practitioners/:id/correction
  GET /practitioners/:id/training
  POST /practitioners/:id/training
  GET /readyz
  GET /registries
  GET /robots.txt
  GET /sitemap.xml
  GET /sitemaps/:file
  GET /sitemaps/pages.xml
  GET /admin/sign-in
  POST /admin/sign-in
  GET /admin/sign-in/code
  POST /admin/sign-in/code
  GET /admin/welcome
  POST /admin/welcome
  GET /api/auth/get-session
  POST /api/auth/change-password
  POST /api/auth/revoke-other-sessions
  POST /api/auth/sign-in/email
  POST /api/auth/sign-out
  POST /api/auth/two-factor/disable
  POST /api/auth/two-factor/enable
  POST /api/auth/two-factor/generate-backup-codes
  POST /api/auth/two-factor/verify-backup-code
  POST /api/auth/two-factor/verify-totp
  GET /api/v1/practitioners
  GET /api/v1/practitioners/:id
  GET /api/v1/practitioners/:id/history
  GET /api/v1/refreshes/:id
  GET /api/v1/registries
  POST /api/v1/practitioners/:id/corrections`

/** For whoever is signed in, or has a key. */
const CLINIC = `
  POST /admin/sign-out
  GET /admin/account
  POST /admin/account/password
  POST /admin/account/sessions/end
  POST /admin/account/second-factor
  POST /admin/account/second-factor/confirm
  POST /admin/account/second-factor/off
  POST /admin/account/backup-codes
  POST /api/v1/practitioners/:id/training-claims`

const ADMIN = `
  GET /admin
  GET /admin/people
  POST /admin/people/invite
  POST /admin/people/invitations/:id/withdraw
  GET /admin/people/:id
  POST /admin/people/:id/remove
  GET /admin/keys
  POST /admin/keys
  GET /admin/keys/:id
  POST /admin/keys/:id/revoke
  GET /admin/registries
  GET /admin/registries/:id
  POST /admin/registries/:id/refresh
  POST /admin/registries/:id/pause
  POST /admin/registries/:id/resume
  POST /admin/registries/:id/schedule
  GET /admin/runs
  GET /admin/runs/:id
  POST /admin/runs/:id/release
  POST /admin/runs/:id/reject
  POST /admin/runs/:id/cancel
  GET /admin/captures/:id
  GET /admin/captures/:id/text
  GET /admin/matches
  GET /admin/judgements
  GET /admin/matches/:pair
  POST /admin/matches/:pair
  POST /admin/judgements/:id/undo
  GET /admin/practitioners
  GET /admin/practitioners/:id
  POST /admin/practitioners/:id/merge
  POST /admin/practitioners/:id/split
  GET /admin/training
  GET /admin/training/submissions
  GET /admin/training/submissions/:id
  POST /admin/training/submissions/:id
  GET /admin/training/reviews
  GET /admin/training/reviews/:id
  POST /admin/training/reviews/:id
  GET /admin/training/claims
  GET /admin/training/claims/:id
  POST /admin/training/claims/:id/withdraw
  GET /admin/training/import
  POST /admin/training/import
  POST /admin/training/import/confirm
  GET /admin/evidence/:sha256
  GET /admin/corrections
  GET /admin/corrections/:id
  POST /admin/corrections/:id
  POST /admin/corrections/:id/undo
  GET /admin/capture
  GET /admin/capture/:registry
  POST /admin/capture/:registry
  GET /admin/history
  GET /admin/history/as-of
  GET /admin/history/export.jsonl
  POST /admin/history/verify
  GET /admin/history/:seq
  GET /api/v1/desk
  GET /api/v1/users
  POST /api/v1/users/:id/remove
  GET /api/v1/invitations
  POST /api/v1/invitations
  POST /api/v1/invitations/:id/withdraw
  GET /api/v1/keys
  POST /api/v1/keys
  POST /api/v1/keys/:id/revoke
  GET /api/v1/refreshes
  GET /api/v1/registries/:id/refreshes
  GET /api/v1/registries/:id/schedule
  GET /api/v1/refreshes/:id/problems
  GET /api/v1/refreshes/:id/difference
  POST /api/v1/registries/:id/refreshes
  PUT /api/v1/registries/:id/schedule
  POST /api/v1/refreshes/:id/release
  POST /api/v1/refreshes/:id/reject
  POST /api/v1/refreshes/:id/cancel
  GET /api/v1/captures/:id
  GET /api/v1/captures/:id/text
  GET /api/v1/matches
  GET /api/v1/matches/:left/:right
  GET /api/v1/judgements
  GET /api/v1/links
  POST /api/v1/judgements
  POST /api/v1/judgements/:id/undo
  POST /api/v1/practitioners/:id/merge
  POST /api/v1/practitioners/:id/split
  GET /api/v1/training-submissions
  POST /api/v1/training-submissions/:id/decision
  GET /api/v1/evidence/:sha256
  GET /api/v1/training-reviews
  POST /api/v1/training-reviews/:id/decision
  GET /api/v1/training-claims
  POST /api/v1/training-claims/:id/withdrawal
  POST /api/v1/training-imports
  GET /api/v1/corrections
  GET /api/v1/corrections/:id
  POST /api/v1/corrections/:id/outcome
  POST /api/v1/corrections/:id/undo
  GET /api/v1/audit
  GET /api/v1/audit/export
  GET /api/v1/audit/:seq
  POST /api/v1/audit/verifications
  GET /api/v1/registries/:id/saved-pages
  POST /api/v1/registries/:id/saved-pages
  GET /api/v1/refreshes/:id/events`

export type Needed = 'visitor' | 'clinic' | 'admin'

const listed = (text: string): string[] => text.trim().split(/\s*\n\s*/)
export const CLASSIFIED = new Map<string, Needed>([
  ...listed(VISITOR).map((route) => [route, 'visitor'] as const),
  ...listed(CLINIC).map((route) => [route, 'clinic'] as const),
  ...listed(ADMIN).map((route) => [route, 'admin'] as const),
])

/** Assets are named with their contents, parameters with what they look like, each guide by itself. */
export const patternOf = (path: string): string =>
  path
    .replace(/^(\/assets\/\w+)\.[0-9a-f]+\./, '$1.')
    .replace(/^\/guides\/[\w-]+$/, '/guides/:guide')
    .replaceAll(/\{[^/]+\}/g, '')

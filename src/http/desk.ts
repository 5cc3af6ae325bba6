/** What the desk works with, and who may reach what of it: one rule for every address. */
import type { Context } from 'hono'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { AskLive } from '#src/core/checks/lay-over.ts'
import type { Role } from '#src/core/roles.ts'
import type { Auth } from '#src/services/auth.ts'
import type { ServiceContext } from '#src/services/context.ts'
import type { Signer } from '#src/services/signing.ts'
import { ForbiddenError } from './desk-errors.ts'
import type { Identity } from './identity.ts'
import type { Site } from './deps.ts'

export interface Desk {
  auth: Auth
  /** Signs cookies and forms. */
  secret: string
  ctx: ServiceContext
  /** Hands a queued run to whichever process is free. */
  enqueue: (runId: string) => Promise<void>
  /** Settings that a registry needs and that are missing. */
  missingSettings: (info: RegistryInfo) => string[]
  /** Network address of the client as limits count it, null where it cannot be known. */
  addressOf: (c: Context) => string | null
  assets: { css: string; js: string; font: Uint8Array }
  /** The key that receipts are signed with, as it is now. */
  signer: () => Promise<Signer>
  softwareVersion: string
  /** Asks registries now; null where none can be asked. */
  askLive: AskLive | null
}

/** A site with a desk: what pages and calls of the desk are handed. */
export interface DeskSite extends Site {
  desk: Desk
}

export const hasDesk = (site: Site): site is DeskSite => site.desk !== null

type Needed = Role | 'visitor'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The first that fits decides. `*` stands for any rest. */
const RULES: [methods: 'reads' | 'writes' | 'all', path: string, needed: Needed][] = [
  ['all', '/admin/sign-in*', 'visitor'],
  ['all', '/admin/welcome', 'visitor'],
  ['all', '/admin/sign-out', 'clinic'],
  ['all', '/admin/account*', 'clinic'],
  ['all', '/admin*', 'admin'],
  // better-auth asks for a session where one is needed.
  ['all', '/api/auth/*', 'visitor'],
  ['writes', '/api/v1/practitioners/:id/corrections', 'visitor'],
  ['writes', '/api/v1/practitioners/:id/training-claims', 'clinic'],
  ['reads', '/api/v1/practitioners*', 'visitor'],
  ['reads', '/api/v1/registries', 'visitor'],
  ['reads', '/api/v1/refreshes/:id', 'visitor'],
  ['reads', '/api/v1/checks/:id', 'visitor'],
  ['writes', '/api/v1/checks', 'visitor'],
  ['writes', '/api/v1/receipts/verify', 'visitor'],
  ['all', '/api/v1/checks*', 'clinic'],
  ['all', '/api/v1/check-batches*', 'clinic'],
  ['all', '/api/v1/watches*', 'clinic'],
  ['all', '/api/v1/webhooks*', 'clinic'],
  ['all', '/api/v1*', 'admin'],
  ['writes', '/practitioners/:id/correction', 'visitor'],
  ['writes', '/practitioners/:id/training', 'visitor'],
  ['all', '/check', 'visitor'],
  ['all', '/receipts/verify', 'visitor'],
  ['reads', '/receipts/:id', 'visitor'],
  ['all', '/receipts*', 'clinic'],
  ['all', '/checks*', 'clinic'],
  ['all', '/check-batches*', 'clinic'],
  // Whoever has the secret in the address may read the feed.
  ['reads', '/watches/feed/*', 'visitor'],
  ['all', '/watches*', 'clinic'],
  ['all', '/webhooks*', 'clinic'],
  ['reads', '*', 'visitor'],
]

/** What an address needs; whatever no rule names is for admins. */
export function neededRole(method: string, path: string): Needed {
  const kind = READS.has(method) ? 'reads' : 'writes'
  const rule = RULES.find(
    ([methods, pattern]) => (methods === 'all' || methods === kind) && fits(pattern, path),
  )
  return rule?.[2] ?? 'admin'
}

function fits(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll(/:[a-z]+/g, '[^/]+')
  return new RegExp(`^${source}$`).test(path)
}

/** Who asks, on an address that needs somebody. */
export function actorOf(c: Context): Identity {
  const identity = c.get('identity')
  if (!identity) throw new ForbiddenError('Nobody is signed in.')
  return identity
}

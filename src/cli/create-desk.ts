/** The desk of this process: signing in on the open database, and what hands runs out. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { missingSettings } from '#src/config.ts'
import type { Desk } from '#src/http/desk.ts'
import { createAuth } from '#src/services/auth.ts'
import { serviceSecret } from '#src/services/service-secret.ts'
import { openSigner, type Signer } from '#src/services/signing.ts'
import packageInfo from '../../package.json' with { type: 'json' }
import { createAddressOf } from './client-address.ts'
import { createLiveAsker } from './live-asker.ts'
import type { Opened } from './open.ts'

/** A key that another process put in place is taken up within so long. */
const SIGNER_MS = 60_000

function createSignerOf({ ctx, settings }: Pick<Opened, 'ctx' | 'settings'>) {
  let known: { signer: Promise<Signer>; at: number } | null = null
  return function signer(): Promise<Signer> {
    const now = ctx.now()
    if (known && now.getTime() - known.at < SIGNER_MS) return known.signer
    const opening = openSigner(ctx.db, settings.SIGNING_KEY ?? null, now)
    known = { signer: opening, at: now.getTime() }
    opening.catch(() => {
      known = null
    })
    return opening
  }
}

const asset = (name: string): string =>
  readFileSync(new URL(`../http/public/${name}`, import.meta.url), 'utf8')

export async function createDesk(
  { ctx, settings }: Pick<Opened, 'ctx' | 'settings'>,
  enqueue: Desk['enqueue'],
): Promise<Desk> {
  const secret =
    settings.BETTER_AUTH_SECRET ??
    (await serviceSecret(
      ctx.db,
      'better-auth',
      () => randomBytes(32).toString('base64url'),
      ctx.now(),
    ))
  const { db, now, log } = ctx
  return {
    auth: createAuth({ db, secret, publicUrl: settings.PUBLIC_URL ?? null, now, log }),
    secret,
    ctx,
    enqueue,
    missingSettings: (info) => missingSettings(settings, info),
    addressOf: createAddressOf(settings.TRUSTED_PROXIES),
    assets: {
      css: asset('desk.css'),
      js: asset('desk.js'),
      font: readFileSync(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))),
    },
    signer: createSignerOf({ ctx, settings }),
    softwareVersion: packageInfo.version,
    askLive: createLiveAsker({ ctx, settings }),
  }
}

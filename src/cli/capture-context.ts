import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db/client.ts'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'
import { createPoliteHttp } from '#scrapers/lib/http.ts'
import type { CaptureContext, Registry } from '#scrapers/source.ts'
import type { Settings } from '#src/config.ts'
import { createValidatorFinder } from '#src/services/save-captures.ts'

/**
 * The network for one registry, as the settings have it. Without a database every answer comes in
 * full: nothing is known to ask conditionally about.
 */
export function captureContextFor(
  settings: Settings,
  db: Db | null,
  registry: Registry,
  signal: AbortSignal,
): CaptureContext {
  const { info } = registry
  return {
    baseUrl: baseUrlFor(settings, registry),
    settings: settings.registry,
    http: createPoliteHttp({
      registry: info.id,
      userAgent: userAgent(settings),
      pauseMs: info.pauseMs,
      now: () => new Date(),
      sleep: async (ms, abort) => {
        await sleep(ms, undefined, { signal: abort })
      },
      random: Math.random,
      signal,
      ...(db ? { findValidators: createValidatorFinder(db, info.id) } : {}),
    }),
  }
}

export const baseUrlFor = (settings: Settings, { info }: Registry): string =>
  settings.registry[baseUrlSetting(info.id)] ?? info.baseUrl

/** Registries see who asks and where to complain. */
const userAgent = (settings: Settings): string =>
  `TriStateAcupunctureDirectory/0.1 (${settings.PUBLIC_URL ? `+${new URL('/about', settings.PUBLIC_URL).href}` : 'operator has not set PUBLIC_URL'})`

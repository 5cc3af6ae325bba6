import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db/client.ts'
import { baseUrlSetting, isLoopback } from '#scrapers/lib/base-url.ts'
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
      fetch: createPacedFetch(info),
      ...(db ? { findValidators: createValidatorFinder(db, info.id) } : {}),
    }),
  }
}

/** When each registry may be asked next, whichever sweep or question of this process asks it. */
const NEXT_AT_MS = new Map<string, number>()

/** Each client keeps a pace of its own; together they keep the same one. */
function createPacedFetch({ id, pauseMs }: Registry['info']): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!isLoopback(url)) {
      const now = Date.now()
      const at = Math.max(now, NEXT_AT_MS.get(id) ?? 0)
      NEXT_AT_MS.set(id, at + pauseMs)
      if (at > now) await sleep(at - now, undefined, init?.signal ? { signal: init.signal } : {})
    }
    return fetch(input, init)
  }
}

export const baseUrlFor = (settings: Settings, { info }: Registry): string =>
  settings.registry[baseUrlSetting(info.id)] ?? info.baseUrl

/** Registries see who asks and where to complain. */
const userAgent = (settings: Settings): string =>
  `TriStateAcupunctureDirectory/0.1 (${settings.PUBLIC_URL ? `+${new URL('/about', settings.PUBLIC_URL).href}` : 'operator has not set PUBLIC_URL'})`

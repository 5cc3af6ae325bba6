/** Asks registries about one person for the checks of this process. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CaptureContext, Registry } from '#scrapers/source.ts'
import { missingSettings } from '#src/config.ts'
import type { AskLive } from '#src/core/checks/lay-over.ts'
import { createAskLive } from '#src/services/ask-live.ts'
import { captureContextFor } from './capture-context.ts'
import type { Opened } from './open.ts'

/**
 * One client for each registry, so that its pace and its circuit hold for all questions. `signal`
 * ends what is asked, for a process that does not stay.
 */
export function createLiveAsker(
  { ctx, settings }: Pick<Opened, 'ctx' | 'settings'>,
  signal: AbortSignal = new AbortController().signal,
): AskLive {
  const contexts = new Map<string, CaptureContext>()
  return createAskLive(ctx, {
    contextOf(registry: Registry) {
      const { id, access } = registry.info
      if (access === 'by-hand' || missingSettings(settings, registry.info).length > 0) return null
      const context = contexts.get(id) ?? captureContextFor(settings, ctx.db, registry, signal)
      contexts.set(id, context)
      return context
    },
    wait: (ms, abort) => sleep(ms, undefined, { signal: abort }),
  })
}

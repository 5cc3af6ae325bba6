import type { RefreshRunRow } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { RefusedError } from './errors.ts'
import { startRun } from './start-run.ts'

export interface RefreshRequest {
  registry: string
  by: string
  /** Settings that the registry needs and that are missing. */
  missingSettings: string[]
}

/**
 * Queues a sweep because somebody asked for it, even of a registry that is paused. While one is
 * queued or running there is no second: that one is returned. Whoever gets `isNew` hands it to the
 * queue. Throws `RefusedError` for a registry that cannot be asked.
 */
export async function requestRefresh(
  ctx: ServiceContext,
  { registry, by, missingSettings }: RefreshRequest,
): Promise<{ run: RefreshRunRow; isNew: boolean }> {
  const known = ctx.registries.find(({ info }) => info.id === registry)
  if (known && !known.sweep) {
    throw new RefusedError(`${known.info.title} keeps programs out; import pages saved by hand.`)
  }
  if (missingSettings.length > 0) {
    throw new RefusedError(`${registry} is off: ${missingSettings.join(', ')} is not set.`)
  }
  return ctx.db.transaction(async (tx) => {
    const started = await startRun({ ...ctx, db: tx }, { registry, mode: 'sweep', requestedBy: by })
    if (!started.isNew) return started
    await appendAudit(
      tx,
      {
        actor: by,
        action: 'request-refresh',
        subject: { type: 'run', id: started.run.id },
        why: '',
        before: null,
        after: { registry },
      },
      started.run.createdAt,
    )
    return started
  })
}

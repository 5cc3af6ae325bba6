/** Works on lists as the service's loop does, with a clock and an owner of its own. */
import { randomBytes } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { createDirectory } from '#db/queries/search.ts'
import { openSigner } from '#src/services/signing.ts'
import { type BatchWorker, takeBatch, workSet } from '#src/services/work-batch.ts'
import { NOW, SAMPLE_REGISTRIES } from './sample-directory.ts'

export async function createBatchWorker(
  db: Db,
  { owner = 'a worker', now = NOW, log = () => {} }: Partial<BatchWorker> & { now?: Date } = {},
): Promise<BatchWorker> {
  return {
    context: {
      db,
      directory: createDirectory(true),
      infos: SAMPLE_REGISTRIES.map(({ info }) => info),
      now,
      newId: () => randomBytes(8).toString('hex'),
      signer: await openSigner(db, null, now),
      softwareVersion: '0.0.0-test',
    },
    owner,
    log,
  }
}

/** Until no list waits; returns how many rows were worked on. */
export async function workAll(worker: BatchWorker): Promise<number> {
  let rows = 0
  for (;;) {
    const batch = await takeBatch(worker)
    if (!batch) return rows
    rows += await workSet(worker, batch)
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { linkFiles, type LinkJob, type LinkSummary } from './link-files.ts'
import { UsageError } from './usage.ts'

/** What the thread says at its end; an error loses its class between threads. */
export type LinkAnswer = { summary: LinkSummary } | { wrongUse: string }

const job: LinkJob = workerData

async function answer(): Promise<LinkAnswer> {
  try {
    return { summary: await linkFiles(job) }
  } catch (error) {
    if (error instanceof UsageError) return { wrongUse: error.message }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await answer())

/**
 * Two processes on one PGlite folder destroy it, so the first one locks it. The lock is SQLite's
 * file lock: the system lets go of it when the process ends, however it ends, so nothing is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Held here too: a connection that is garbage-collected is closed, and lets go of its lock. */
const held = new Set<DatabaseSync>()

export class FolderInUseError extends Error {
  override name = 'FolderInUseError'
}

/** Locks the folder until the returned function is called. Throws `FolderInUseError`. */
export function lockFolder(folder: string): () => void {
  const ownerFile = join(folder, 'lock.owner')
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new FolderInUseError(
      `The data folder ${folder} is in use by process ${readOwner(ownerFile)}. Stop it first, or set DATABASE_URL to a Postgres that several processes can share.`,
      { cause: error },
    )
  }
  writeFileSync(ownerFile, String(process.pid))
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 5

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '(unknown)'
  }
}

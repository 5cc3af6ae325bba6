/** PGlite's folder: one process at a time, and nothing lost when that process is killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FolderInUseError, lockFolder } from '#db/lock.ts'
import { openPglite } from '#db/pglite.ts'
import { practitioners } from '#db/schema/index.ts'

let folder = ''
let child: ChildProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tad-folder-'))
})
afterEach(async () => {
  if (child) await kill(child)
  child = null
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the owner and resolves with the ids it has committed, once they are `count`. */
async function startOwner(count: number): Promise<string[]> {
  child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', 'tsx', OWNER, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!child.stdout) throw new Error('The owner has no standard output.')
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line)
    if (ids.length === count) return ids
  }
  throw new Error('The owner of the folder ended by itself.')
}
const OWNER = join('tests', 'helpers', 'folder-owner.ts')

async function kill(process_: ChildProcess): Promise<void> {
  if (process_.exitCode !== null || process_.signalCode !== null) return
  const ended = once(process_, 'exit')
  process_.kill('SIGKILL')
  await ended
}

async function idsInFolder(): Promise<string[]> {
  const database = await openPglite({ folder })
  try {
    const rows = await database.db.select({ id: practitioners.publicId }).from(practitioners)
    return rows.map((row) => row.id)
  } finally {
    await database.close()
  }
}

it('refuses a second process, and loses nothing when the first is killed', async () => {
  const committed = await startOwner(40)
  const refusal = await openPglite({ folder }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(FolderInUseError)
  expect(String(refusal)).toContain(`The data folder ${folder} is in use by process ${child?.pid}.`)
  expect(String(refusal)).toContain('DATABASE_URL')

  if (child) await kill(child)
  expect(await idsInFolder()).toEqual(expect.arrayContaining(committed))
  // And again: what the first start found after the kill, it left in order.
  expect(await idsInFolder()).toEqual(expect.arrayContaining(committed))
})

it('keeps its lock when whoever took it forgets to hold on to it', async () => {
  lockFolder(folder)
  await collectGarbage()
  expect(() => lockFolder(folder)).toThrow(FolderInUseError)
})

/** Two rounds with a turn between them: what the first finds, the second frees. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  for (let round = 0; round < 2; round++) {
    await new Promise((resolve) => setImmediate(resolve))
    runInNewContext('gc()')
  }
}

it('makes a half-made folder anew, and opens it once at a time', async () => {
  mkdirSync(join(folder, 'pglite.new', 'base'), { recursive: true })
  writeFileSync(join(folder, 'pglite.new', 'PG_VERSION'), 'half')
  const first = await openPglite({ folder })
  expect(existsSync(join(folder, 'pglite.new'))).toBe(false)
  await expect(openPglite({ folder })).rejects.toThrow(FolderInUseError)
  await first.close()
  expect(await idsInFolder()).toEqual([])
})

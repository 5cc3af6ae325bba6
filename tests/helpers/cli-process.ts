/** The command line and the services as processes of their own, as an operator starts them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { registries } from '#scrapers/index.ts'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'

export interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunningProcess {
  child: ChildProcess
  /** What it has printed so far. */
  stdout: () => string
  stderr: () => string
  ended: Promise<Ended>
}

/** What stands behind `node` in a script of package.json. */
function nodeArguments(script: string): string[] {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  )
  const [program, ...args] = (scripts[script] ?? '').split(' ')
  if (program !== 'node') throw new Error(`The script ${script} does not start node.`)
  return args
}

/** Where nothing listens: no test ever asks a real registry. */
export const NOWHERE = 'http://127.0.0.1:9'
const unreachable = Object.fromEntries(
  registries.map(({ info }) => [baseUrlSetting(info.id), NOWHERE]),
)

/**
 * Starts what `npm run <script>` starts. Nothing of this process's settings reaches it, and every
 * registry is out of reach unless `settings` say otherwise.
 */
export function startScript(
  script: string,
  args: string[],
  settings: Record<string, string>,
): RunningProcess {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  const child = spawn(process.execPath, [...nodeArguments(script), ...args], {
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...unreachable, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then((): Ended => {
    return { status: child.exitCode, signal: child.signalCode, stdout, stderr }
  })
  return { child, stdout: () => stdout, stderr: () => stderr, ended }
}

export const cli = (args: string[], settings: Record<string, string>): RunningProcess =>
  startScript('cli', args, settings)

/** Waits until something is so; throws with what was printed when it is not in time. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  running: RunningProcess,
  timeoutMs = 60_000,
): Promise<void> {
  const endsAt = Date.now() + timeoutMs
  while (!(await isSo())) {
    if (Date.now() > endsAt) {
      throw new Error(`Not in time. It printed:\n${running.stdout()}${running.stderr()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The JSON objects on the lines of an output. */
export const jsonLines = (output: string): Record<string, unknown>[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Record<string, unknown> => JSON.parse(line))

/** The caller's words are off; exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export interface Command {
  /** One line: the call and what it does. */
  usage: string
  /** Returns the exit status: 0 done, 1 failed or held. */
  run(args: string[]): Promise<number>
}

/** One JSON object on a line of standard output. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Exactly these words in this order. Throws `UsageError` otherwise. */
export function requireWords(given: string[], names: string[], command: Command): string[] {
  if (given.length !== names.length) throw new UsageError(`Usage: ${command.usage}`)
  return given
}

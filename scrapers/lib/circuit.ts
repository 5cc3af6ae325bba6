import { BlockedError, UnavailableError } from './errors.ts'

/** Requests that fail, each after all its retries, before the registry is left alone. */
const FAILURES_MAX = 3
const REST_AFTER_FAILURES_MS = 5 * 60_000
/** Somebody who keeps programs out is not asked again soon. */
const REST_AFTER_BLOCK_MS = 60 * 60_000

/** Stops asking a registry that fails again and again, or that has refused, for a while. */
export class Circuit {
  readonly #registry: string
  readonly #now: () => Date
  #failures = 0
  #restsUntilMs = 0
  #cause: Error | null = null

  constructor(registry: string, now: () => Date) {
    this.#registry = registry
    this.#now = now
  }

  /** Throws the kind of error that stopped us while the rest lasts. */
  check(): void {
    if (!this.#cause || this.#now().getTime() >= this.#restsUntilMs) return
    const until = new Date(this.#restsUntilMs).toISOString()
    const message = `${this.#registry} is left alone until ${until}. Before that: ${this.#cause.message}`
    throw this.#cause instanceof BlockedError
      ? new BlockedError(message, { cause: this.#cause })
      : new UnavailableError(message, { cause: this.#cause })
  }

  succeeded(): void {
    this.#failures = 0
    this.#cause = null
  }

  failed(error: Error): void {
    this.#failures += 1
    const isBlocked = error instanceof BlockedError
    if (!isBlocked && this.#failures < FAILURES_MAX) return
    this.#cause = error
    this.#failures = 0
    this.#restsUntilMs =
      this.#now().getTime() + (isBlocked ? REST_AFTER_BLOCK_MS : REST_AFTER_FAILURES_MS)
  }
}

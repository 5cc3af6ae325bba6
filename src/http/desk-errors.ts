/** Nobody is signed in, or the key is no good. A page leads to /admin/sign-in, the API says 401. */
export class UnauthorizedError extends Error {
  override name = 'UnauthorizedError'
}

/** Whoever asks may not do this. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError'
}

/** Too many tries; `retryAfter` is in seconds. */
export class TooManyError extends Error {
  override name = 'TooManyError'
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super(`Too many tries. Try again in ${retryAfter} seconds.`)
    this.retryAfter = retryAfter
  }
}

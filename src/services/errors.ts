/** The request is understood and cannot be done, given how things stand; the message says why. */
export class RefusedError extends Error {
  override name = 'RefusedError'
}

/** There is no such thing. */
export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

/** Another process has taken over the run; this one stops without a trace. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

/** What the database layer says of a failed statement, without the values that were in it. */
export const withoutParameters = (text: string): string =>
  text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '')

/** The message of whatever was thrown, with its causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : ` (${describeError(error.cause)})`
  const message = withoutParameters(error.message)
  return message.includes(cause) ? message : message + cause
}

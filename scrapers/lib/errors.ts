/** What can go wrong between a registry and us. Each message is a sentence for the operator. */

/** The answer is not of the shape that the parser knows: the run fails, nothing is guessed. */
export class LayoutError extends Error {
  override name = 'LayoutError'
}

/** An assumption that nobody could confirm turned out wrong; names the setting. */
export class AssumptionError extends Error {
  override name = 'AssumptionError'
}

/** The registry did not answer: time-out, refusal to connect, 5xx, 429 after all retries. */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
}

/** The registry keeps programs out: firewall page, captcha, challenge, robots.txt. We stop. */
export class BlockedError extends Error {
  override name = 'BlockedError'
}

/** A bare 401 or 403 without a firewall's page: where a key was sent, the key is refused. */
export class DeniedError extends BlockedError {
  override name = 'DeniedError'
}

/** How fast something gets on, and when it will be done if it goes on like that. */

export interface Pace {
  perMinute: number
  /** Null where nobody knows how much there is. */
  secondsLeft: number | null
}

const MIN_SECONDS = 2

/** Null as long as too little has happened to say anything. */
export function paceOf(done: number, total: number | null, elapsedMs: number): Pace | null {
  const seconds = elapsedMs / 1000
  if (done <= 0 || seconds < MIN_SECONDS) return null
  const perSecond = done / seconds
  const left = total === null ? null : Math.max(0, total - done)
  return {
    perMinute: Math.round(perSecond * 60),
    secondsLeft: left === null ? null : Math.round(left / perSecond),
  }
}

import type { IsoDate, Standing } from '#src/core/words.ts'
import { ENTITLED, PLAIN_REASONS, REASON_PATTERNS, STATUS_WORDS } from './words.ts'

export interface StatusFields {
  status: string
  statusReason: string | null
  /** The registry's own flag. */
  isActive: boolean
  expiresOn: IsoDate | null
}

export interface StandingReading {
  standing: Standing
  unknownWords: string[]
  problems: string[]
}

/**
 * What a license is worth by status, reason, flag and last day. Where they contradict one another
 * the standing is `unknown` with a problem: the page is no place to take a side.
 */
export function toStanding(fields: StatusFields): StandingReading {
  const { status, statusReason, isActive, expiresOn } = fields
  const base = STATUS_WORDS[status.toUpperCase()]
  if (base === undefined) return { standing: 'unknown', unknownWords: [status], problems: [] }
  if (base !== 'pending' && ENTITLED.has(base) !== isActive) {
    return unknown(`The status is "${status}" but the flag active is ${isActive ? 1 : 0}.`)
  }
  const reason = statusReason?.toUpperCase() ?? null
  const reasoned = REASON_PATTERNS.find(([pattern]) => reason !== null && pattern.test(reason))?.[1]
  if (base === 'inactive') return plain(reasoned === 'restricted' ? base : (reasoned ?? base))
  if (base !== 'active') return plain(base)
  if (expiresOn === null) return unknown(`The status is "${status}" without an expiration date.`)
  if (reason === null || PLAIN_REASONS.has(reason)) return plain('active')
  if (reasoned === undefined) {
    // Entitlement rests on status, flag and date; the word itself must be seen by somebody.
    return { standing: 'active', unknownWords: [`${status}: ${statusReason}`], problems: [] }
  }
  const isContradiction = reasoned === 'lapsed' || reasoned === 'inactive' || reasoned === 'pending'
  return isContradiction
    ? unknown(`The status is "${status}" but the reason is "${statusReason}".`)
    : plain(reasoned)
}

const plain = (standing: Standing): StandingReading => ({
  standing,
  unknownWords: [],
  problems: [],
})

const unknown = (problem: string): StandingReading => ({
  standing: 'unknown',
  unknownWords: [],
  problems: [problem],
})

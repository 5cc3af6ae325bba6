/** Errors as programs read them (RFC 9457), and the one error that a bad parameter raises. */
import type { Context } from 'hono'

export interface ParameterIssue {
  parameter: string
  /** A sentence: what was given, what is understood. */
  detail: string
}

/** Something in the query or the path cannot be used; says which parameter and why. */
export class ParameterError extends Error {
  override name = 'ParameterError'
  readonly issues: ParameterIssue[]

  constructor(issues: ParameterIssue[]) {
    super(issues.map(({ detail }) => detail).join(' '))
    this.issues = issues
  }
}

/** There is no such thing; the message says what was looked for. */
export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

export const parameterError = (parameter: string, detail: string): ParameterError =>
  new ParameterError([{ parameter, detail }])

const TITLES = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
} as const
export type ProblemStatus = keyof typeof TITLES
export const problemTitle = (status: ProblemStatus): string => TITLES[status]

export interface ProblemJson {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors: ParameterIssue[]
}

/** The answer for anything under `/api` that went wrong. */
export function problem(
  c: Context,
  status: ProblemStatus,
  detail: string,
  errors: ParameterIssue[] = [],
): Response {
  const body: ProblemJson = {
    type: 'about:blank',
    title: TITLES[status],
    status,
    detail,
    instance: c.req.path,
    errors,
  }
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

/** A broken connection or a database that is starting is worth another try; anything else is ours. */
export function statusOfFailure(error: unknown): 500 | 503 {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (/^(08|53|57P|58|ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|CONNECT|CONNECTION_)/.test(code)) return 503
    // The sockets of a Worker fail without a code.
    if (/^(connection attempt failed|Network connection lost)/.test(cause.message)) return 503
  }
  return 500
}

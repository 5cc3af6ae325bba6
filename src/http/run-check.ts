/** One check as a visitor, a clinic or a key asks for it, and who may read it afterwards. */
import type { Context } from 'hono'
import { findCheck, type KeptCheck } from '#db/queries/checks.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { checkPerson, jwsOf, keptParts } from '#src/services/check-person.ts'
import { consumeLimit, type LimitRule } from '#src/services/consume-limit.ts'
import { askerOf, checkContext } from './check-context.ts'
import { readQuestion } from './check-question.ts'
import { TooManyError } from './desk-errors.ts'
import type { DeskSite } from './desk.ts'
import { NotFoundError, type ParameterIssue } from './problem.ts'

/** An address that nobody is signed in at. */
const CHECKS_AN_ADDRESS = { window: 3600, max: 20 }
const RECEIPTS_AN_ADDRESS = { window: 3600, max: 60 }

/** Nothing of a check is left in a cache. */
export const keepNothing = (c: Context): void => c.header('Cache-Control', 'private, no-store')

/** The question, and what is wrong with it for whoever asks. */
export function readAsked(
  site: DeskSite,
  c: Context,
  asked: Parameters<typeof readQuestion>[0],
): { question: CheckQuestion; issues: ParameterIssue[] } {
  const { question, issues } = readQuestion(asked, site.now())
  if (!question.live || c.get('identity')) return { question, issues }
  const detail = 'Sign in, or send a key, to have the registries asked now.'
  return { question, issues: [...issues, { parameter: 'live', detail }] }
}

/** Throws `TooManyError` for a visitor who has asked often. */
export async function runCheck(
  site: DeskSite,
  c: Context,
  question: CheckQuestion,
): Promise<KeptCheck> {
  await limitVisitor(site, c, 'check', CHECKS_AN_ADDRESS)
  const asker = askerOf(c)
  const finished = await checkPerson(await checkContext(site, c), asker, question)
  const { document } = finished
  return {
    id: document.id,
    account: asker.account,
    at: new Date(document.at),
    document,
    ...keptParts(finished, asker.account),
    signOffs: [],
  }
}

export const limitReceipts = (site: DeskSite, c: Context): Promise<void> =>
  limitVisitor(site, c, 'verify', RECEIPTS_AN_ADDRESS)

async function limitVisitor(
  site: DeskSite,
  c: Context,
  what: string,
  rule: LimitRule,
): Promise<void> {
  if (c.get('identity')) return
  const key = `${what} ${site.desk.addressOf(c) ?? 'unknown'}`
  const { retryAfter } = await consumeLimit(site.database(c), key, rule, site.now())
  if (retryAfter !== null) throw new TooManyError(retryAfter)
}

/** A clinic's check is for that clinic; a visitor's for whoever knows its id. Throws `NotFoundError`. */
export async function readableCheck(site: DeskSite, c: Context, id: string): Promise<KeptCheck> {
  const check = await findCheck(site.database(c), id)
  const account = c.get('identity')?.account ?? null
  if (!check || (check.account !== null && check.account !== account)) {
    throw new NotFoundError('There is no such receipt, or it is not yours to read.')
  }
  return check
}

export const receiptJws = ({ text, kid, signature }: KeptCheck): string =>
  jwsOf({ document: text, kid, signature })

/** The service as others know it, without a trailing slash. */
export const originOf = (site: DeskSite, c: Context): string =>
  site.publicUrl ?? new URL(c.req.url).origin

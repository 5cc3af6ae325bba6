/** One request to a registry for all who ask the same within ten minutes, in whatever process. */
import { gunzipSync } from 'node:zlib'
import { and, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { captureBodies, captures, liveQuestions } from '#db/schema/index.ts'
import { BlockedError } from '#scrapers/lib/errors.ts'
import type { Capture } from '#scrapers/source.ts'
import type { ServiceContext } from './context.ts'
import { saveCaptures } from './save-captures.ts'

const SHARED_MS = 10 * 60_000
/** A registry that did not answer may be asked again so soon; one that keeps programs out is not. */
const FAILED_MS = 60_000
/** Longer than any question takes, so that it is asked again only if its process is gone. */
const LEASE_MS = 5 * 60_000
/** An answer is shared for minutes; whom clinics asked about is not kept for its own sake. */
const KEPT_MS = 24 * 3_600_000
const LOOK_MS = 250

export interface LiveQuestion {
  registry: string
  /** What is asked, in words that are the same whoever asks it. */
  question: string
}

export type SavedCapture = Capture & { id: string; sha256: string }

export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>

/**
 * What the registry answered, asked now unless somebody has asked already; null where it did not
 * answer. `signal` ends waiting for another process, not what this one asks.
 */
export async function shareQuestion(
  ctx: ServiceContext,
  { wait, signal }: { wait: Wait; signal: AbortSignal },
  asked: LiveQuestion,
  ask: () => Promise<Capture[]>,
): Promise<SavedCapture[] | null> {
  if (await claim(ctx, asked)) await askAndKeep(ctx, asked, ask)
  for (;;) {
    const row = await find(ctx, asked)
    if (row?.answeredAt) return row.captureIds ? await loadCaptures(ctx, row.captureIds) : null
    await wait(LOOK_MS, signal)
  }
}

const isAbout = ({ registry, question }: LiveQuestion) =>
  and(eq(liveQuestions.registry, registry), eq(liveQuestions.question, question))

async function claim(ctx: ServiceContext, asked: LiveQuestion): Promise<boolean> {
  const nowMs = ctx.now().getTime()
  const fresh = {
    leaseUntil: new Date(nowMs + LEASE_MS),
    answeredAt: null,
    captureIds: null,
    error: null,
    isBlocked: false,
  }
  const { answeredAt, leaseUntil, error, isBlocked } = liveQuestions
  const rows = await ctx.db
    .insert(liveQuestions)
    .values({ ...asked, ...fresh })
    .onConflictDoUpdate({
      target: [liveQuestions.registry, liveQuestions.question],
      set: fresh,
      setWhere: or(
        and(isNull(answeredAt), lt(leaseUntil, new Date(nowMs))),
        lt(answeredAt, new Date(nowMs - SHARED_MS)),
        and(isNotNull(error), eq(isBlocked, false), lt(answeredAt, new Date(nowMs - FAILED_MS))),
      ),
    })
    .returning({ registry: liveQuestions.registry })
  return rows.length > 0
}

async function askAndKeep(
  ctx: ServiceContext,
  asked: LiveQuestion,
  ask: () => Promise<Capture[]>,
): Promise<void> {
  const outcome = await ask()
    .then(async (answers) => ({ captureIds: await saveCaptures(ctx, ctx.db, null, answers) }))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      ctx.log({ level: 'warn', event: 'live question failed', registry: asked.registry, reason })
      return { error: reason, isBlocked: error instanceof BlockedError }
    })
  await ctx.db
    .update(liveQuestions)
    .set({ answeredAt: ctx.now(), ...outcome })
    .where(isAbout(asked))
}

const find = async ({ db }: ServiceContext, asked: LiveQuestion) =>
  (await db.select().from(liveQuestions).where(isAbout(asked)))[0]

async function loadCaptures({ db }: ServiceContext, ids: string[]): Promise<SavedCapture[]> {
  const rows = await db
    .select({ capture: captures, gzip: captureBodies.gzip })
    .from(captures)
    .innerJoin(captureBodies, eq(captureBodies.sha256, captures.sha256))
    .where(inArray(captures.id, ids))
  return rows
    .map(({ capture, gzip }) => ({ ...capture, body: new Uint8Array(gunzipSync(gzip)) }))
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Deletes questions a day after their lease, whether they were answered or left behind. */
export async function forgetLiveQuestions(db: Db, now: Date): Promise<void> {
  await db
    .delete(liveQuestions)
    .where(lt(liveQuestions.leaseUntil, new Date(now.getTime() - KEPT_MS)))
}

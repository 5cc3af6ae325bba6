/**
 * Asks registries anew about people who are watched and whom no sweep has seen for long, so that
 * each is checked again at least every thirty days or the account is told that they were not.
 */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { readShown, type ShownPractitioner } from '#db/queries/shown.ts'
import type { AskLive, LiveFacts } from '#src/core/checks/lay-over.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import type { ServiceContext } from './context.ts'
import { evaluateWatches, standingBehind } from './evaluate-watches.ts'
import {
  nextRecheck,
  type Recheck,
  RECHECK_AFTER_DAYS,
  type RecheckAnswer,
} from './watch-rechecks.ts'

const DAY_MS = 86_400_000

const QUESTION: CheckQuestion = {
  name: null,
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: true,
}

/**
 * Asks about the one whose facts are oldest, notes what came, and looks at their watches. False
 * where nobody is due. One person at a time, so that those who wait for a check come in between.
 */
export async function recheckNext(ctx: ServiceContext, askLive: AskLive): Promise<boolean> {
  const due = await findDue(ctx)
  if (!due) return false
  const shown = (await readShown(ctx.db, [due.practitionerId])).get(due.practitionerId)
  const numbers = shown ? numbersOf(shown, due.recordIds) : []
  const told = shown ? await ask(askLive, shown, numbers) : NOTHING_TOLD
  const watches = await keepAnswers(ctx, due, numbers, told)
  for (const id of watches) await evaluateWatches(ctx, id)
  return true
}

const NOTHING_TOLD: LiveFacts = { live: {}, licenses: [], identifiers: [], notAsked: {} }

interface Due {
  practitionerId: number
  /** Old, of registries that can be asked about one person. */
  recordIds: number[]
}

async function findDue(ctx: ServiceContext): Promise<Due | null> {
  const now = ctx.now()
  const cutoff = new Date(now.getTime() - RECHECK_AFTER_DAYS * DAY_MS).toISOString()
  const askable = ctx.registries
    .filter(({ lookUp, notAskedLive }) => lookUp && notAskedLive === undefined)
    .map(({ info }) => info.id)
  const [due] = await rowsOf<Due>(
    ctx.db,
    sql`select now.id::int as "practitionerId", jsonb_agg(distinct r.id) as "recordIds"
        from watches w ${standingBehind}
        cross join lateral jsonb_array_elements(w.seen->'records') shown(record)
        join records r on r.id = (shown.record->>'id')::bigint
        where r.registry in (select jsonb_array_elements_text(${jsonRows(askable)}))
          and r.delisted_at is null and r.last_seen_at < ${cutoff}::timestamptz
          and not exists (
            select from jsonb_array_elements(w.seen->'rechecks') known(recheck)
            where (known.recheck->>'recordId')::bigint = r.id
              and known.recheck->>'nextAt' > ${now.toISOString()})
        group by now.id order by min(r.last_seen_at), now.id limit 1`,
  )
  return due ?? null
}

type AskedNumber = Pick<Recheck, 'recordId' | 'number'>

/** What can be asked of each record; a record that shows no number is noted as asked in vain. */
function numbersOf({ view }: ShownPractitioner, recordIds: number[]): AskedNumber[] {
  return recordIds.flatMap((recordId): AskedNumber[] => {
    const own = view.licenses
      .filter((license) => license.recordId === recordId)
      .map(({ number }) => ({ recordId, number }))
    if (own.length > 0) return own
    const isNpi = view.npiRecordId === recordId && view.npi !== null
    return [{ recordId, number: isNpi ? (view.npi ?? '') : '' }]
  })
}

/** Only what is old is asked for. */
function ask(
  askLive: AskLive,
  { view, sources }: ShownPractitioner,
  numbers: AskedNumber[],
): Promise<LiveFacts> {
  const isAsked = (id: number | null): boolean => numbers.some(({ recordId }) => recordId === id)
  const isNpiAsked = isAsked(view.npiRecordId)
  const narrowed = {
    ...view,
    licenses: view.licenses.filter(({ recordId }) => isAsked(recordId)),
    npi: isNpiAsked ? view.npi : null,
    npiRecordId: isNpiAsked ? view.npiRecordId : null,
  }
  const known = [...sources].map(([id, source]) => {
    const fetchedAt = source.fetchedAt.toISOString()
    return [id, { ...source, fetchedAt, lastSeenAt: fetchedAt }] as const
  })
  return askLive(QUESTION, { view: narrowed, sources: new Map(known), registries: [] })
}

function answerOf({ licenses, identifiers }: LiveFacts, asked: AskedNumber): RecheckAnswer | null {
  const isSame = (one: { recordId: number | null }, number: string | null): boolean =>
    one.recordId === asked.recordId && number === asked.number
  const license = licenses.find((one) => isSame(one, one.number))
  if (license) {
    const { fact, source } = license
    return { isListed: fact !== null, fact, at: source.fetchedAt }
  }
  const identifier = identifiers.find((one) => isSame(one, one.npi))
  if (!identifier) return null
  // A number that another name has now does not list this person.
  return { isListed: identifier.finding === 'listed', fact: null, at: identifier.source.fetchedAt }
}

/** Returns the watches of the person, whoever's they are. */
function keepAnswers(
  ctx: ServiceContext,
  { practitionerId, recordIds }: Due,
  numbers: AskedNumber[],
  told: LiveFacts,
): Promise<string[]> {
  const asked =
    numbers.length > 0 ? numbers : recordIds.map((recordId) => ({ recordId, number: '' }))
  return ctx.db.transaction(async (tx) => {
    const watches = await lockWatches(tx, practitionerId)
    const now = ctx.now()
    const rows = watches.map(({ id, rechecks }) => {
      const known = rechecks ?? []
      const findKnown = ({ recordId, number }: AskedNumber): Recheck | undefined =>
        known.find((one) => one.recordId === recordId && one.number === number)
      const next = asked.map((one) => nextRecheck(one, findKnown(one), answerOf(told, one), now))
      const others = known.filter((one) => !asked.some(({ recordId }) => recordId === one.recordId))
      return { id, rechecks: [...others, ...next] }
    })
    await tx.execute(sql`
      update watches w set seen = w.seen || jsonb_build_object('rechecks', r.rechecks, 'isRechecked', true)
      from jsonb_to_recordset(${jsonRows(rows)}) as r(id text, rechecks jsonb)
      where w.id = r.id`)
    return watches.map(({ id }) => id)
  })
}

const lockWatches = (
  tx: Db,
  practitionerId: number,
): Promise<{ id: string; rechecks: Recheck[] | null }[]> =>
  rowsOf(
    tx,
    sql`select w.id, w.seen->'rechecks' as rechecks from watches w ${standingBehind}
        where now.id = ${practitionerId}::bigint and w.seen is not null
        order by w.id for update of w`,
  )

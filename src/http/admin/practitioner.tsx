/** One practitioner as the desk sees them: records, why they are here, merge, split, history. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findHistory } from '#db/queries/changes.ts'
import { listJudgements } from '#db/queries/judgements.ts'
import { findDoubtful } from '#db/queries/match-queue.ts'
import { findDecisions, findDeskPractitioner } from '#db/queries/practitioner-desk.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { newYorkDay } from '#src/core/days.ts'
import { mergePractitioners } from '#src/services/merge-practitioners.ts'
import { splitPractitioner } from '#src/services/split-practitioner.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError, parameterError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { readForm, reasonText } from './desk-forms.ts'
import { JUDGED } from './judgement-words.ts'
import { nameOfPractitioner } from './practitioner-records.tsx'
import { PractitionerView } from './practitioner-view.tsx'

/** How much of each list stands on the page. */
const SHOWN = 20

const DONE: Record<string, string> = {
  ...JUDGED,
  merged: 'The two are one practitioner now.',
  split: 'The records were taken away.',
}

const MERGE_FORM = z.object({ with: z.string().min(1, 'Name the other.'), note: reasonText })

/** Boxes come as one text, or as many. */
const SPLIT_FORM = z.object({
  records: z
    .union([z.string(), z.array(z.string())], 'Choose the records that belong to somebody else.')
    .transform((chosen) => [chosen].flat()),
  note: reasonText,
})

export const practitionerPath = (publicId: string): string =>
  `/admin/practitioners/${encodeURIComponent(publicId)}`

export function deskPractitionerPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/practitioners', (c) => showFinder(site, c))
  app.get('/admin/practitioners/:id', (c) => showPractitioner(site, c))
  app.post('/admin/practitioners/:id/merge', async (c) => {
    const form = await readForm(c, MERGE_FORM)
    const { practitioner } = await mergePractitioners(site.desk.ctx, {
      practitioners: [c.req.param('id'), form.with],
      by: actorOf(c).actor,
      note: form.note,
    })
    return c.redirect(`${practitionerPath(practitioner)}?done=merged`, 303)
  })
  app.post('/admin/practitioners/:id/split', async (c) => {
    const { records, note } = await readForm(c, SPLIT_FORM)
    const { practitioners } = await splitPractitioner(site.desk.ctx, {
      practitioner: c.req.param('id'),
      records: records.map(toNamed),
      by: actorOf(c).actor,
      note,
    })
    const stays = practitioners[0] ?? c.req.param('id')
    return c.redirect(`${practitionerPath(stays)}?done=split`, 303)
  })
  return app
}

/** `registry key`; a registry's id has no space. */
function toNamed(text: string): { registry: string; key: string } {
  const at = text.indexOf(' ')
  if (at < 1) throw parameterError('records', 'This is no record.')
  return { registry: text.slice(0, at), key: text.slice(at + 1) }
}

/** What somebody typed or pasted: an id, or the address of a page about the practitioner. */
export function toPublicId(text: string): string {
  const [, id] = /\/practitioners\/([^/?#\s]+)/.exec(text) ?? []
  if (id === undefined) return text.trim()
  try {
    return decodeURIComponent(id)
  } catch {
    // Not of our making; as an id it is not known either.
    return id
  }
}

async function showFinder(site: DeskSite, c: Context) {
  const typed = c.req.query('id') ?? ''
  const identity = typed ? await findIdentity(site.database(c), toPublicId(typed)) : null
  if (identity) return c.redirect(practitionerPath(identity.publicId), 303)
  return deskPage(site, c, {
    title: 'Find a practitioner',
    current: '/admin/matches',
    children: (
      <>
        <h1>Find a practitioner</h1>
        {typed && (
          <p class="panel is-error" role="alert">
            No practitioner has this id.
          </p>
        )}
        <form class="stack" method="get" action="/admin/practitioners">
          <label for="id">Id, or address of the public page</label>
          <input id="id" name="id" value={typed} required />
          <button>Open</button>
        </form>
        <p>
          Only a name is known? <a href="/practitioners">Search the directory</a> and bring the
          address of the page.
        </p>
      </>
    ),
  })
}

async function showPractitioner(site: DeskSite, c: Context) {
  const db = site.database(c)
  const publicId = c.req.param('id') ?? ''
  const identity = await findIdentity(db, publicId)
  if (!identity) throw new NotFoundError('No practitioner has this id.')
  if (identity.publicId !== publicId) return c.redirect(practitionerPath(identity.publicId), 303)
  const { id } = identity
  const [practitioner, judgements, doubtful, decisions, changes, merge] = await Promise.all([
    findDeskPractitioner(db, id),
    listJudgements(db, { practitionerId: id, limit: SHOWN, beforeId: null }),
    findDoubtful(db, id, SHOWN),
    findDecisions(db, publicId, SHOWN),
    findHistory(db, id, SHOWN, null),
    findPartner(site, c, id),
  ])
  if (!practitioner) throw new NotFoundError('No practitioner has this id.')
  const props = {
    practitioner,
    judgements: judgements.slice(0, SHOWN),
    doubtful,
    decisions,
    changes: changes.slice(0, SHOWN),
    merge,
    today: newYorkDay(site.now()),
  }
  return deskPage(site, c, {
    title: nameOfPractitioner(practitioner),
    current: '/admin/matches',
    done: DONE[c.req.query('done') ?? ''],
    children: <PractitionerView site={site} {...props} />,
  })
}

/** With whom a merge is being looked at; `partner` is null for nobody and for oneself. */
async function findPartner(site: DeskSite, c: Context, id: number) {
  const typed = c.req.query('with') ?? ''
  if (!typed.trim()) return { typed: '', partner: null }
  const db = site.database(c)
  const identity = await findIdentity(db, toPublicId(typed))
  const isOther = identity && identity.id !== id
  return { typed, partner: isOther ? await findDeskPractitioner(db, identity.id) : null }
}

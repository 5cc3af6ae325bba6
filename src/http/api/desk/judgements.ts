import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Db } from '#db/client.ts'
import { findLastWord, listJudgements } from '#db/queries/judgements.ts'
import { findMatch } from '#db/queries/match.ts'
import { findMatchQueue } from '#db/queries/match-queue.ts'
import { findDeskPractitioner } from '#db/queries/practitioner-desk.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { judgePair } from '#src/services/judge-pair.ts'
import { mergePractitioners } from '#src/services/merge-practitioners.ts'
import { splitPractitioner } from '#src/services/split-practitioner.ts'
import { undoJudgement } from '#src/services/undo-judgement.ts'
import { parsePair } from '../../admin/desk-forms.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { decodeId, decodePlace, encodeId, encodePlace } from '../../match-cursor.ts'
import { NotFoundError } from '../../problem.ts'
import { newApi } from '../answers.ts'
import {
  judgementsRoute,
  judgeRoute,
  linksRoute,
  matchRoute,
  mergeRoute,
  queueRoute,
  splitRoute,
  undoRoute,
} from './judgement-routes.ts'
import { toJudgementJson, toLinkJson, toMatchJson, toQueuedJson } from './match-schemas.ts'
import { PAGE_SIZE } from './shapes.ts'

/** Who is who: what waits, what was judged, and judging, merging, splitting and taking back. */
export function judgementsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  addReads(app, site)
  addDecisions(app, site)
  return app
}

function addReads(app: OpenAPIHono, site: DeskSite): void {
  app.openapi(queueRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const pairs = await findMatchQueue(site.database(c), limit, decodePlace(cursor))
    const end = pairs.length > limit ? pairs[limit - 1] : undefined
    const items = pairs.slice(0, limit).map(toQueuedJson)
    return c.json({ items, next_cursor: end ? encodePlace(end) : null }, 200)
  })
  app.openapi(matchRoute, async (c) => {
    const db = site.database(c)
    const params = c.req.valid('param')
    const { left, right } = parsePair(`${params.left}-${params.right}`)
    const match = await findMatch(db, left, right)
    if (!match) throw new NotFoundError('No two records have these numbers.')
    const word = await findLastWord(db, left, right)
    return c.json(toMatchJson(match, word && !word.ended ? word : null), 200)
  })
  app.openapi(judgementsRoute, async (c) => {
    const db = site.database(c)
    const { limit = PAGE_SIZE, cursor, practitioner } = c.req.valid('query')
    const practitionerId = practitioner === undefined ? null : await findId(db, practitioner)
    const question = `judgements ${practitioner ?? ''}`
    const beforeId = decodeId(question, cursor)
    const rows = await listJudgements(db, { practitionerId, limit, beforeId })
    const end = rows.length > limit ? rows[limit - 1] : undefined
    const items = rows.slice(0, limit).map(toJudgementJson)
    return c.json({ items, next_cursor: end ? encodeId(question, end.id) : null }, 200)
  })
  app.openapi(linksRoute, async (c) => {
    const db = site.database(c)
    const id = await findId(db, c.req.valid('query').practitioner)
    const found = await findDeskPractitioner(db, id)
    return c.json({ items: found?.records.map(toLinkJson) ?? [], next_cursor: null }, 200)
  })
}

function addDecisions(app: OpenAPIHono, site: DeskSite): void {
  const { ctx } = site.desk
  app.openapi(judgeRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await judgePair(ctx, { ...given, by: actorOf(c).actor }), 201)
  })
  app.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { note } = c.req.valid('json')
    const { pairs } = await undoJudgement(ctx, { judgement: id, by: actorOf(c).actor, note })
    return c.json({ judgement: id, pairs: pairs.map(({ left, right }) => [left, right]) }, 200)
  })
  app.openapi(mergeRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { with: other, note } = c.req.valid('json')
    const by = actorOf(c).actor
    return c.json(await mergePractitioners(ctx, { practitioners: [id, other], by, note }), 200)
  })
  app.openapi(splitRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { records, note } = c.req.valid('json')
    const by = actorOf(c).actor
    return c.json(await splitPractitioner(ctx, { practitioner: id, records, by, note }), 200)
  })
}

/** Of who the public id stands for today. */
async function findId(db: Db, publicId: string): Promise<number> {
  const identity = await findIdentity(db, publicId)
  if (!identity) throw new NotFoundError('No practitioner has this id.')
  return identity.id
}

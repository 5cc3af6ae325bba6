import type { Context } from 'hono'
import type { CheckStore } from '#src/services/load-check-facts.ts'
import type { CheckAsker, CheckContext } from '#src/services/check-person.ts'
import type { DeskSite } from './desk.ts'

/** What a check is made with. */
export const checkStore = (site: DeskSite, c: Context): CheckStore => ({
  db: site.database(c),
  directory: site.directory,
  infos: site.infos,
  now: site.now(),
})

export const checkContext = async (site: DeskSite, c: Context): Promise<CheckContext> => ({
  ...checkStore(site, c),
  newId: site.desk.ctx.newId,
  signer: await site.desk.signer(),
  softwareVersion: site.desk.softwareVersion,
  askLive: site.desk.askLive,
})

/** Whose the check will be. */
export const askerOf = (c: Context): CheckAsker => ({
  account: c.get('identity')?.account ?? null,
  batchId: null,
})

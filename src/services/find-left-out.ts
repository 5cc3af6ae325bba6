import type { Db } from '#db/client.ts'
import { isLeftOut } from '#db/queries/left-out.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import { findSources } from '#db/queries/sources.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import { buildViews } from './build-views.ts'

/**
 * A practitioner who asked to be left out of searches, for their own address: that they are licensed
 * is public. Null for anybody else.
 */
export async function findLeftOut(
  infos: RegistryInfo[],
  db: Db,
  id: number,
): Promise<ShownPractitioner | null> {
  if (!(await isLeftOut(db, id))) return null
  const [built] = await buildViews(infos, db, [id])
  if (!built) return null
  const { publicId, view } = built
  const sources = await findSources(
    db,
    view.records.map(({ recordId }) => recordId),
  )
  const seen = [...sources.values()].map(({ fetchedAt }) => fetchedAt.getTime())
  return { publicId, view, sources, updatedAt: new Date(Math.max(...seen)) }
}

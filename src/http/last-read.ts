import type { Db } from '#db/client.ts'
import { findReadings } from '#db/queries/check-records.ts'
import type { Site } from './deps.ts'

/** By id: when each registry was last looked through before an instant; without those never read whole. */
export async function lastRead(
  { infos }: Pick<Site, 'infos'>,
  db: Db,
  at: Date,
): Promise<Map<string, Date>> {
  const readings = await findReadings(db, infos, at)
  return new Map([...readings].map(([id, reading]) => [id, new Date(reading.at)]))
}

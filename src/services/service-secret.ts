import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { serviceSecrets } from '#db/schema/index.ts'

/** The secret of this name, made by `random` on the first call of any process and kept. */
export async function serviceSecret(
  db: Db,
  name: string,
  random: () => string,
  now: Date,
): Promise<string> {
  await db
    .insert(serviceSecrets)
    .values({ name, value: random(), createdAt: now })
    .onConflictDoNothing()
  const [kept] = await db.select().from(serviceSecrets).where(eq(serviceSecrets.name, name))
  if (!kept) throw new Error(`The secret ${name} could not be kept.`)
  return kept.value
}

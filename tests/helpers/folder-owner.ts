/**
 * A process that opens a data folder and inserts practitioners until it is killed. It writes the
 * public id of each on a line of its own, after the commit.
 */
import { openPglite } from '#db/pglite.ts'
import { practitioners } from '#db/schema/index.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Usage: folder-owner.ts <data folder>')
const { db } = await openPglite({ folder })
for (let count = 0; ; count++) {
  const publicId = `person-${count}`
  await db.insert(practitioners).values({ publicId, createdAt: new Date(count) })
  process.stdout.write(`${publicId}\n`)
}

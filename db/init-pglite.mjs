// Makes an empty PGlite data directory and ends. A process of its own, because making one takes
// 300 MB that PGlite never gives back; plain JavaScript, so that it starts without a loader.
import { PGlite } from '@electric-sql/pglite'

const [, , dataDir] = process.argv
if (!dataDir) throw new Error('Usage: init-pglite.mjs <data directory>')
const pglite = await PGlite.create({ dataDir })
await pglite.close()

/** `npm run bench [-- <name> …]`: what was measured, then the figures as JSON on the last line. */
import { benchChecks } from './checks/index.ts'
import { benchDesk } from './desk/index.ts'
import { benchDrift } from './drift/index.ts'
import { benchFullSize } from './full-size.ts'
import { benchLinkage } from './linkage/index.ts'
import { benchRefresh } from './refresh.ts'
import { benchSearch } from './search/index.ts'

const BENCHES: Record<string, () => Promise<object>> = {
  refresh: benchRefresh,
  'full-size': benchFullSize,
  drift: benchDrift,
  linkage: benchLinkage,
  search: benchSearch,
  checks: benchChecks,
  desk: benchDesk,
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
  )
  process.exit(2)
}
const figures: Record<string, object> = {}
for (const [name, run] of Object.entries(BENCHES)) {
  if (names.length === 0 || names.includes(name)) figures[name] = await run()
}
console.log(JSON.stringify(figures))
process.exit(0)

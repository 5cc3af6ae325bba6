/** Every registry the directory knows: one line each. */
import { aama } from './aama/index.ts'
import { ctElicense } from './ct-elicense/index.ts'
import { leie } from './leie/index.ts'
import { ncbahm } from './ncbahm/index.ts'
import { njDca } from './nj-dca/index.ts'
import { nppes } from './nppes/index.ts'
import { nyNysed } from './ny-nysed/index.ts'
import { nyOmig } from './ny-omig/index.ts'
import type { Registry } from './source.ts'

export const registries: Registry[] = [
  nyNysed,
  njDca,
  ctElicense,
  nppes,
  ncbahm,
  aama,
  leie,
  nyOmig,
]

/** The registry of that permanent id, or null. */
export const findRegistry = (id: string): Registry | null =>
  registries.find((registry) => registry.info.id === id) ?? null

/** Every registry the directory knows: one line each. */
import { ctElicense } from './ct-elicense/index.ts'
import { ncbahm } from './ncbahm/index.ts'
import { njDca } from './nj-dca/index.ts'
import { nppes } from './nppes/index.ts'
import { nyNysed } from './ny-nysed/index.ts'
import type { Registry } from './source.ts'

export const registries: Registry[] = [nyNysed, njDca, ctElicense, nppes, ncbahm]

/** The registry of that permanent id, or null. */
export const findRegistry = (id: string): Registry | null =>
  registries.find((registry) => registry.info.id === id) ?? null

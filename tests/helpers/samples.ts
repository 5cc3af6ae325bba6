/** Real answers of registries, kept outside of the project; tests that read them skip without. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve('..', 'shared', 'registries')

/** Whether the samples of a registry are on this machine. */
export const hasSamples = (registry: string): boolean => existsSync(path.join(ROOT, registry))

/** The bytes of a sample, by its path below the folder of all registries. */
export const readSample = (file: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(ROOT, file)))

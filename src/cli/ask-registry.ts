/** What `capture` and `live` share: which registry may be asked, and about whom. */
import { registries } from '#scrapers/index.ts'
import type { PersonQuery, Registry } from '#scrapers/source.ts'
import { missingSettings, type Settings } from '#src/config.ts'
import { STATES } from '#src/core/words.ts'
import { UsageError } from './usage.ts'

/** Throws `UsageError` where builds and tests run: a registry is nothing to test against. */
export function refuseInBuilds(environment: Record<string, string | undefined>): void {
  if (environment.CI) {
    throw new UsageError(
      'CI is set: a build never asks a registry. Run this by hand, or against a simulator.',
    )
  }
}

/** The registry of that id. Throws `UsageError` for one that cannot be asked, saying why. */
export function requireAskable(settings: Settings, id: string): Registry {
  const registry = registries.find(({ info }) => info.id === id)
  if (!registry) {
    const known = registries.map(({ info }) => info.id).join(', ')
    throw new UsageError(`There is no registry ${id}. There are: ${known}.`)
  }
  if (registry.info.access === 'by-hand') {
    throw new UsageError(
      `${id} keeps programs out, so no program asks it: save its pages in a browser and hand them over with npm run cli -- import-pages ${id} <folder>.`,
    )
  }
  const missing = missingSettings(settings, registry.info)
  if (missing.length > 0) throw new UsageError(`${id} is off: ${missing.join(', ')} is not set.`)
  return registry
}

export const QUERY_OPTIONS = {
  npi: { type: 'string' },
  license: { type: 'string' },
  name: { type: 'string' },
  state: { type: 'string' },
} as const

export const QUERY_USAGE = '[--npi N | --license N | --name "FAMILY GIVEN"] [--state S]'

/** Null where nothing is asked. `Family Name, Given` may have a comma; without one a family name is one word. */
export function toQuery(
  values: Partial<Record<keyof typeof QUERY_OPTIONS, string>>,
): PersonQuery | null {
  const { npi, license, name } = values
  const state = STATES.find((code) => code === values.state?.toUpperCase())
  if (values.state !== undefined && !state) {
    throw new UsageError(`--state is one of ${STATES.join(', ')}.`)
  }
  const [familyName = '', givenName = ''] = (
    name?.includes(',')
      ? name.split(',', 2)
      : (/^\s*(\S+)\s*(.*)$/.exec(name ?? '')?.slice(1) ?? [])
  ).map((part) => part.trim())
  const query: PersonQuery = {
    ...(npi ? { npi } : {}),
    ...(license ? { licenseNumber: license } : {}),
    ...(familyName ? { familyName } : {}),
    ...(givenName ? { givenName } : {}),
  }
  if (Object.keys(query).length === 0) return null
  return state ? { ...query, state } : query
}

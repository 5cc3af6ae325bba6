/** Settings of the process, read once at the start and passed on; a wrong one stops the start. */
import type { Registry, RegistryInfo } from '#scrapers/source.ts'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'
import { z } from 'zod'

export class SettingsError extends Error {
  override name = 'SettingsError'
}

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

const addressRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

const SETTINGS = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    .optional(),
  DATA_DIR: z.string().default('./.data'),
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(3000),
  HOST: z.string().default('localhost'),
  PUBLIC_URL: httpUrl.optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[,\s]+/).filter(Boolean))
    .refine(
      (ranges) => ranges.every((range) => addressRange.safeParse(range).success),
      'must be addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, separated by commas',
    ),
  SIGNING_KEY: z.string().optional(),
  BETTER_AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  LOG_LEVEL: z
    .enum(['info', 'warn', 'error'], { error: 'must be info, warn or error' })
    .default('info'),
})

export type Settings = z.infer<typeof SETTINGS> & {
  /** What registries are configured by, by the setting's name; empty ones are left out. */
  registry: Record<string, string>
}

/** Throws `SettingsError` with a line for each wrong setting; values are never printed. */
export function readSettings(
  environment: Record<string, string | undefined>,
  registries: Registry[],
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]?.trim()),
  )
  const parsed = SETTINGS.safeParse(given)
  const wrong =
    parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) ?? []
  const registry: Record<string, string> = {}
  for (const { info } of registries) {
    const base = baseUrlSetting(info.id)
    if (given[base] && !httpUrl.safeParse(given[base]).success) {
      wrong.push(`${base} must be an http or https address.`)
    }
    const names = [
      base,
      ...info.requiredSettings,
      ...Object.values(info.settings).map(({ env }) => env),
    ]
    for (const name of names) if (given[name]) registry[name] = given[name]
  }
  if (!parsed.data || wrong.length > 0) {
    throw new SettingsError(`Wrong settings:\n${wrong.map((line) => `  ${line}`).join('\n')}`)
  }
  return { ...parsed.data, registry }
}

/** Settings that a registry needs and that are missing. */
export const missingSettings = (settings: Settings, info: RegistryInfo): string[] =>
  info.requiredSettings.filter((name) => !settings.registry[name])

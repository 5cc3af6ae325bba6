/** Questions to the registry. The key goes into one header, to one address, and nowhere else. */
import { baseUrlSetting, joinUrl } from '../lib/base-url.ts'
import { AssumptionError, DeniedError, UnavailableError } from '../lib/errors.ts'
import { getSetting } from '../lib/settings.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { info } from './info.ts'

export const KEY_SETTING = 'NYSED_OAPI_KEY'

/** The largest page that public clients were seen to get. */
export const PAGE_ROWS = 200

/** Statuses that say "nobody": the first was seen, the second is expected by other clients. */
const NOBODY = [204, 404]

export const isNobody = ({ status }: Capture): boolean => NOBODY.includes(status)

export const askProfessions = (context: CaptureContext): Promise<Capture> =>
  ask(context, 'professions', 'professions', {})

/** One page of the people whose name begins with a text. Beyond the first page 400 is an answer. */
export const askNames = (
  context: CaptureContext,
  { profession, name, page }: { profession: string; name: string; page: number },
): Promise<Capture> =>
  ask(
    context,
    'names',
    'byProfessionAndName',
    { name, professionCode: profession, pageNumber: page, pageSize: PAGE_ROWS },
    page > 0 ? [204, 400] : [204],
  )

/** All that the registry says of one license; `isNobody` tells that there is none. */
export const askDetail = (
  context: CaptureContext,
  kind: 'detail' | 'look-up',
  { profession, number }: { profession: string; number: string },
): Promise<Capture> =>
  ask(
    context,
    kind,
    'byProfessionAndLicenseNumber',
    { licenseNumber: number, professionCode: profession },
    NOBODY,
  )

async function ask(
  context: CaptureContext,
  kind: string,
  path: string,
  parameters: Record<string, string | number>,
  alsoStatuses: number[] = [],
): Promise<Capture> {
  const url = joinUrl(context.baseUrl, `/rosa/V2/${path}`, parameters)
  const headers = { 'x-oapi-key': getKey(context), ...userAgent(context) }
  const request = { accept: ['application/json'], headers, alsoStatuses }
  // Redirects are not followed: the header would go along, to whatever host they lead to.
  const { capture } = await context.http.exchange(kind, url, request).catch((error: unknown) => {
    if (!(error instanceof DeniedError)) throw error
    throw new DeniedError(
      `New York refused the key. Check the setting ${KEY_SETTING}: nothing more was asked.`,
      { cause: error },
    )
  })
  if (capture.status >= 300 && capture.status < 400 && capture.status !== 304) {
    const { host, pathname } = new URL(url)
    throw new UnavailableError(
      `${host}${pathname} leads elsewhere (status ${capture.status}), where the key is not sent; is ${baseUrlSetting(info.id)} right?`,
    )
  }
  return capture
}

/** Throws where there is no key that could be one; its value stands in no message. */
function getKey({ settings }: CaptureContext): string {
  const key = settings[KEY_SETTING]?.trim() ?? ''
  if (key === '') throw new Error(`${KEY_SETTING} is not set; ${info.title} is off without it.`)
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new Error(`${KEY_SETTING} has characters in it that no key has.`)
}

/** Another name than the directory's own must say as well who can be asked about it. */
function userAgent({ settings }: CaptureContext): Record<string, string> {
  const { value, env } = getSetting(info, settings, 'userAgent')
  if (value === '') return {}
  if (/https?:\/\/|@/.test(value)) return { 'user-agent': value }
  throw new AssumptionError(
    `The setting userAgent (${env}) expects a name with a web or mail address; "${value}" has none.`,
  )
}

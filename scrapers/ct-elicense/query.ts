/** The registry's query language (SoQL), as far as it is needed. */
import { joinUrl } from '../lib/base-url.ts'
import { getSetting } from '../lib/settings.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { info } from './info.ts'

export async function ask(
  context: CaptureContext,
  kind: string,
  parameters: Record<string, string | number>,
): Promise<Capture> {
  const url = joinUrl(context.baseUrl, '/resource/ngch-56tr.json', parameters)
  return await context.http.fetch(kind, url, { accept: ['application/json'] })
}

/** The condition that picks acupuncturists out of 2.6 million rows. */
export function acupuncturists({ settings }: CaptureContext): string {
  const { value } = getSetting(info, settings, 'credentialPrefix')
  return `upper(credential) like ${quote(`${value}%`)}`
}

/** Text as SoQL writes it. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

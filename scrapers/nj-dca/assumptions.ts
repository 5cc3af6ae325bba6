/** What nobody could confirm about New Jersey, as settings: read once, checked where it is used. */
import type { IsoDate } from '#src/core/words.ts'
import { parseIsoDate, parseUsDate } from '../lib/dates.ts'
import { AssumptionError } from '../lib/errors.ts'
import { getSetting } from '../lib/settings.ts'
import type { CaptureContext } from '../source.ts'
import { info } from './info.ts'

export interface Assumptions {
  isProfession: (label: string) => boolean
  isLicenseType: (label: string) => boolean
  isNumber: (number: string) => boolean
  /** Throws `LayoutError` for text that is no date of the expected form. */
  parseDate: (text: string) => IsoDate
}

type SettingName = keyof typeof info.settings

const DATE_FORMATS: Record<string, (text: string) => IsoDate> = {
  'M/D/YYYY': parseUsDate,
  'YYYY-MM-DD': parseIsoDate,
}

/** Throws `AssumptionError` for a setting that cannot be used at all. */
export function readAssumptions(settings: CaptureContext['settings']): Assumptions {
  const { value: format } = getSetting(info, settings, 'dateFormat')
  const parseDate = DATE_FORMATS[format]
  if (!parseDate) {
    fail(settings, 'dateFormat', `one of ${Object.keys(DATE_FORMATS).join(', ')}`, `"${format}"`)
  }
  return {
    isProfession: toTest(settings, 'profession'),
    isLicenseType: toTest(settings, 'licenseType'),
    isNumber: toTest(settings, 'numberPattern'),
    parseDate,
  }
}

function toTest(
  settings: CaptureContext['settings'],
  name: SettingName,
): (text: string) => boolean {
  const { value } = getSetting(info, settings, name)
  try {
    const pattern = new RegExp(value, 'i')
    return (text) => pattern.test(text)
  } catch {
    return fail(settings, name, 'a regular expression', `"${value}"`)
  }
}

/** Ends the run: names the setting, what was expected and what came. */
export function fail(
  settings: CaptureContext['settings'],
  name: SettingName,
  expected: string,
  found: string,
): never {
  const { env } = getSetting(info, settings, name)
  throw new AssumptionError(`Setting ${name} (${env}): expected ${expected}, found ${found}.`)
}

/** `"Acupuncture", "Dentistry"`, or `none`; long lists are cut. */
export function quote(labels: Iterable<string>): string {
  const all = [...new Set(labels)]
  const shown = all.slice(0, LABELS_MAX).map((label) => `"${label}"`)
  const rest = all.length - shown.length
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'none'
}

const LABELS_MAX = 300

/** Which code stands for licensed acupuncturists: read from the registry's own list, never assumed. */
import { decodeJson } from '../lib/decode.ts'
import { AssumptionError, LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import { getSetting } from '../lib/settings.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { info } from './info.ts'
import { findText } from './wire.ts'

interface Profession {
  code: string
  label: string
}

export const ACUPUNCTURE = /acupunct/i

/** The registry's list of professions; anything else is a `LayoutError`. */
export function readProfessions(capture: Capture): Profession[] {
  const answer = decodeJson(capture)
  if (!Array.isArray(answer)) throw new LayoutError('The list of professions is no list.')
  return answer.map((row: unknown, index) => {
    const code = isRow(row) ? findText(row.professionCode) : null
    const label = isRow(row) ? findText(row.profession) : null
    if (code !== null && label !== null) return { code, label }
    throw new LayoutError(
      `Row ${index + 1} of the professions has no professionCode or profession.`,
    )
  })
}

/**
 * The code of licensed acupuncturists. Throws `AssumptionError`, with the labels found, unless it
 * is the one of the setting and the only one of its kind.
 */
export function getProfession(capture: Capture, settings: CaptureContext['settings']): string {
  const setting = getSetting(info, settings, 'profession')
  const certified = getSetting(info, settings, 'certifiedWords')
  const words = certified.value.split('|').map((word) => word.trim().toLowerCase())
  const professions = readProfessions(capture)
  const isCertified = ({ label }: Profession): boolean =>
    words.some((word) => word !== '' && label.toLowerCase().includes(word))
  const matching = professions.filter(({ label }) => ACUPUNCTURE.test(label))
  const candidates = new Map(
    matching.filter((one) => !isCertified(one)).map((one) => [`${one.code} ${one.label}`, one]),
  )
  const [only, ...others] = candidates.values()
  const expected = `The setting profession (${setting.env}) expects ${setting.value} to be licensed acupuncturists`
  const asides = `labels with a word of certifiedWords (${certified.env}) aside`
  if (others.length > 0) {
    throw new AssumptionError(
      `${expected}, and no other; ${asides}, the registry lists ${quote([...candidates.values()])}.`,
    )
  }
  if (!only) {
    const known = professions.filter(({ code }) => code === setting.value)
    throw new AssumptionError(
      `${expected}; ${asides}, the registry lists no acupuncture among ${professions.length} professions: ${quote([...matching, ...known])}.`,
    )
  }
  if (only.code !== setting.value || !/^\d{3}$/.test(only.code)) {
    throw new AssumptionError(`${expected}; the registry lists ${quote([only])}.`)
  }
  return only.code
}

const quote = (professions: Profession[]): string =>
  professions.map(({ code, label }) => `"${label} (${code})"`).join(', ') || 'none'

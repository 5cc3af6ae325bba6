/** Whom a link to a form means, and what it already says of them. */
import type { Context } from 'hono'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { DeskSite } from '../desk.ts'
import { findShown } from '../find-shown.ts'
import type { CheckFormValues } from '../views/check-form.tsx'

export interface AskedPerson {
  publicId: string
  view: PractitionerView
}

/** The id at the end of the address of a practitioner's page, or the id alone. */
export const publicIdIn = (text: string): string =>
  /([^/?#\s]+)\/?(?:[?#].*)?$/.exec(text.trim())?.[1] ?? ''

/** Null for an id that nobody has, or has any more. */
export async function findAsked(
  site: DeskSite,
  c: Context,
  publicId: string,
): Promise<AskedPerson | null> {
  if (publicId === '') return null
  const shown = await findShown(site, site.database(c), publicId, undefined)
  if (shown.kind === 'moved') return findAsked(site, c, shown.publicId)
  return shown.kind === 'found' ? shown.practitioner : null
}

/** As little as means exactly one person: an NPI, else a license, else a certification. */
export function toFormValues({
  name,
  npi,
  licenses,
  certifications,
}: PractitionerView): CheckFormValues {
  if (npi) return { name, npi }
  const license =
    licenses.find(({ standing, delistedOn }) => standing === 'active' && delistedOn === null) ??
    licenses[0]
  if (license?.number) return { name, license_number: license.number }
  const number = certifications.find((certification) => certification.number)?.number
  return number ? { name, certification_number: number } : { name }
}

/** One practitioner for the page and the API: today, or on a past day. */
import type { Db } from '#db/client.ts'
import { findPractitionerAsOf } from '#db/queries/past-practitioners.ts'
import { findIdentity, findPractitioner } from '#db/queries/practitioners.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { IsoDate } from '#src/core/words.ts'
import { type AsOf, parseAsOf } from './as-of.ts'
import type { Site } from './deps.ts'

export type Shown =
  | {
      kind: 'found'
      id: number
      practitioner: ShownPractitioner
      asOf: AsOf | null
      day: IsoDate
      /** Asked to be left out of searches; of today only. */
      isLeftOut: boolean
    }
  | { kind: 'moved'; publicId: string }
  | { kind: 'unknown'; detail: string }

/** `asOf` is the text of the parameter; throws `ParameterError` where it cannot be used. */
export async function findShown(
  site: Site,
  db: Db,
  publicId: string,
  asOfText: string | undefined,
): Promise<Shown> {
  const now = site.now()
  const asOf = asOfText ? parseAsOf(asOfText, now) : null
  const identity = await findIdentity(db, publicId)
  if (!identity) return { kind: 'unknown', detail: 'No practitioner has this id.' }
  if (identity.publicId !== publicId) return { kind: 'moved', publicId: identity.publicId }
  const today = asOf ? null : await findPractitioner(db, identity.id)
  const found = asOf
    ? await findPractitionerAsOf(
        db,
        identity,
        asOf.instant,
        (registry) => site.infoOf(registry)?.role ?? 'identifier',
      )
    : today
  if (!found) {
    const detail = asOf
      ? 'Nothing was known of this practitioner on that day.'
      : 'No registry lists this practitioner at present.'
    return { kind: 'unknown', detail }
  }
  return {
    kind: 'found',
    id: identity.id,
    practitioner: found,
    asOf,
    day: asOf?.day ?? newYorkDay(now),
    isLeftOut: today?.isLeftOut ?? false,
  }
}

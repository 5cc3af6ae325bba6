/** A practitioner from the database's shape to the wire's, as of a day. */
import type { z } from '@hono/zod-openapi'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import type { RecordSource } from '#db/queries/sources.ts'
import { recommendedStates } from '#src/core/credentials-today.ts'
import { type PractitionerView } from '#src/core/practitioner.ts'
import { standingOn } from '#src/core/standing.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { standingNow } from '../standing-now.ts'
import type { practitionerSchema, sourceSchema } from './schemas.ts'

type PractitionerJson = z.input<typeof practitionerSchema>
type SourceJson = z.input<typeof sourceSchema>

export interface JsonContext {
  infoOf: Site['infoOf']
  /** The day on which standings are judged. */
  today: IsoDate
}

export function toPractitionerJson(
  { publicId, view, sources, updatedAt }: ShownPractitioner,
  { infoOf, today }: JsonContext,
  distanceMiles: number | null,
): PractitionerJson {
  const source = (recordId: number | null): SourceJson | null => {
    const found = recordId === null ? undefined : sources.get(recordId)
    return found ? toSourceJson(found, infoOf) : null
  }
  return {
    id: publicId,
    name: view.name,
    other_names: view.otherNames,
    npi: view.npi,
    npi_source: source(view.npiRecordId),
    recommended: recommendedStates(view, today),
    licenses: view.licenses.map((license) => toLicenseJson(license, source, today)),
    certifications: view.certifications.map((fact) => ({
      issuer: fact.issuer,
      designation: fact.designation,
      number: fact.number,
      standing: standingNow(fact, today),
      registry_status: fact.registryStatus,
      expires_on: fact.expiresOn,
      listed: fact.delistedOn === null,
      source: source(fact.recordId),
    })),
    training: view.training.map((fact) => ({
      program: fact.program,
      tier: fact.tier,
      evidence: fact.evidence,
      evidence_url: fact.evidenceUrl,
      given_by: fact.given?.by ?? null,
      given_at: toInstant(fact.given?.at ?? null),
      source: source(fact.recordId),
    })),
    badges: view.badges.map((badge) => ({
      url: badge.url,
      given_at: toInstant(badge.given?.at ?? null),
      source: source(badge.recordId),
    })),
    exclusions: view.exclusions.map((fact) => ({
      list: fact.list,
      since: fact.since,
      reason: fact.reason,
      caveat: infoOf(sources.get(fact.recordId)?.registry ?? '')?.caveat ?? null,
      source: source(fact.recordId),
    })),
    locations: view.locations.map((place) => ({
      name: place.name,
      street: place.street,
      city: place.city,
      state: place.state,
      postal_code: place.postalCode,
      phone: place.phone,
      lat: place.lat,
      lng: place.lng,
      kind: place.kind,
      source: source(place.recordId),
    })),
    languages: view.languages,
    listed_in: view.records.map(({ registry, delistedOn }) => ({
      registry,
      listed: delistedOn === null,
      delisted_on: delistedOn,
    })),
    updated_at: updatedAt.toISOString(),
    distance_miles: toTenths(distanceMiles),
  }
}

const toTenths = (miles: number | null): number | null =>
  miles === null ? null : Math.round(miles * 10) / 10

/** By view: what was written of it on a day, but for the distance and the brace behind it. */
const written = new WeakMap<PractitionerView, { today: IsoDate; text: string }>()

/** `toPractitionerJson` as text; the same view is written once a day. */
export function writePractitioner(
  shown: ShownPractitioner,
  context: JsonContext,
  distanceMiles: number | null,
): string {
  let known = written.get(shown.view)
  if (known?.today !== context.today) {
    const { distance_miles: _, ...json } = toPractitionerJson(shown, context, null)
    known = { today: context.today, text: JSON.stringify(json).slice(0, -1) }
    written.set(shown.view, known)
  }
  return `${known.text},"distance_miles":${toTenths(distanceMiles)}}`
}

type View = PractitionerView

function toLicenseJson(
  license: View['licenses'][number],
  source: (recordId: number) => SourceJson | null,
  today: IsoDate,
): PractitionerJson['licenses'][number] {
  const { registration } = license
  const isListed = license.delistedOn === null
  return {
    state: license.state,
    number: license.number,
    profession: license.profession,
    standing: standingNow(license, today),
    registry_status: license.registryStatus,
    status_reason: license.statusReason,
    licensed_on: license.licensedOn,
    expires_on: license.expiresOn,
    registration: registration && {
      standing: isListed
        ? standingOn(registration.standing, registration.registeredThrough, today)
        : 'unknown',
      registered_through: registration.registeredThrough,
    },
    has_discipline: license.hasDiscipline,
    listed: isListed,
    source: source(license.recordId),
  }
}

const toSourceJson = (source: RecordSource, infoOf: Site['infoOf']): SourceJson => ({
  registry: source.registry,
  capture_id: source.captureId,
  sha256: source.sha256,
  fetched_at: source.fetchedAt.toISOString(),
  url: source.url,
  link: source.link ?? infoOf(source.registry)?.homepage ?? null,
})

const toInstant = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString()

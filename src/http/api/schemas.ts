/** The shapes of the API, in snake_case; instants in UTC, days as YYYY-MM-DD, null where unknown. */
import { z } from '@hono/zod-openapi'
import {
  ACCESS_WAYS,
  DESIGNATIONS,
  RUN_STATUSES,
  STANDINGS,
  STATES,
  TIERS,
  TRAINING_PROGRAMS,
} from '#src/core/words.ts'

const day = z.iso.date().nullable().openapi({ example: '2027-09-30' })
const instant = z.iso.datetime().openapi({ example: '2026-11-20T09:30:00.000Z' })
const state = z.enum(STATES)
const standing = z.enum(STANDINGS)

export const sourceSchema = z
  .object({
    registry: z.string(),
    capture_id: z.string(),
    sha256: z.string(),
    fetched_at: instant,
    url: z.string(),
    link: z.string().nullable(),
  })
  .openapi('Source', {
    description:
      'The registry’s answer that says so. `url` is what was asked, `link` a page that anyone can open.',
  })

const listed = { listed: z.boolean(), source: sourceSchema.nullable() }

const licenseSchema = z
  .object({
    state,
    number: z.string(),
    profession: z.string(),
    standing,
    registry_status: z.string(),
    status_reason: z.string().nullable(),
    licensed_on: day,
    expires_on: day,
    registration: z.object({ standing, registered_through: day }).nullable(),
    has_discipline: z.boolean(),
    ...listed,
  })
  .openapi('License', {
    description:
      '`standing` is that of the day asked about. New York licenses are for life; there the registration lapses.',
  })

const certificationSchema = z
  .object({
    issuer: z.string(),
    designation: z.enum(DESIGNATIONS),
    number: z.string().nullable(),
    standing,
    registry_status: z.string(),
    expires_on: day,
    ...listed,
  })
  .openapi('Certification')

const trainingSchema = z
  .object({
    program: z.enum(TRAINING_PROGRAMS),
    tier: z.enum(TIERS),
    evidence: z.string(),
    evidence_url: z.string().nullable(),
    given_by: z.string().nullable(),
    given_at: instant.nullable(),
    source: sourceSchema.nullable(),
  })
  .openapi('Training', {
    description:
      'Evidence from a registry has a `source`; evidence handed in has `given_by` and `given_at`.',
  })

const exclusionSchema = z
  .object({
    list: z.string(),
    since: day,
    reason: z.string().nullable(),
    caveat: z.string().nullable(),
    source: sourceSchema.nullable(),
  })
  .openapi('Exclusion')

const locationSchema = z
  .object({
    name: z.string().nullable(),
    street: z.string().nullable(),
    city: z.string().nullable(),
    state: z.string().nullable(),
    postal_code: z.string().nullable(),
    phone: z.string().nullable(),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
    kind: z.enum(['practice', 'place-of-record']),
    source: sourceSchema.nullable(),
  })
  .openapi('Location', {
    description: 'A `place-of-record` is only the town of the address on the license.',
  })

export const practitionerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    other_names: z.array(z.string()),
    npi: z.string().nullable(),
    npi_source: sourceSchema.nullable(),
    recommended: z.array(state),
    licenses: z.array(licenseSchema),
    certifications: z.array(certificationSchema),
    training: z.array(trainingSchema),
    badges: z.array(
      z.object({ url: z.string(), given_at: instant.nullable(), source: sourceSchema.nullable() }),
    ),
    exclusions: z.array(exclusionSchema),
    locations: z.array(locationSchema),
    languages: z.array(z.string()),
    listed_in: z.array(z.object({ registry: z.string(), listed: z.boolean(), delisted_on: day })),
    distance_miles: z.number().nullable(),
    updated_at: instant,
  })
  .openapi('Practitioner')

const counts = z.record(z.string(), z.number().int())

export const practitionerListSchema = z
  .object({
    items: z.array(practitionerSchema),
    next_cursor: z.string().nullable(),
    total: z.object({ value: z.number().int(), relation: z.literal('eq') }),
    facets: z.object({
      state: counts,
      license: counts,
      certification: counts,
      training: counts,
      recommended: counts,
    }),
    near: z.object({ label: z.string(), lat: z.number(), lng: z.number() }).nullable(),
  })
  .openapi('PractitionerList')

export const historySchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        at: instant,
        kind: z.string(),
        registry: z.string().nullable(),
        actor: z.enum(['refresh', 'rules', 'person']),
        fields: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .openapi('History')

export const refreshSchema = z
  .object({
    id: z.string(),
    registry: z.string(),
    mode: z.enum(['sweep', 'pages']),
    status: z.enum(RUN_STATUSES),
    counts: z.object({
      seen: z.number().int(),
      new: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      not_seen: z.number().int(),
      problems: z.number().int(),
    }),
    reasons: z.array(z.string()),
    progress: z
      .object({ done: z.number(), total: z.number().nullable(), unit: z.string() })
      .nullable(),
    created_at: instant,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
  })
  .openapi('Refresh')

export const registrySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    publisher: z.string(),
    homepage: z.string(),
    access: z.enum(ACCESS_WAYS),
    proves: z.string(),
    does_not_prove: z.string(),
    caveat: z.string().nullable(),
    license_states: z.array(state),
    freshness: z.object({
      last_good_at: instant.nullable(),
      promise_hours: z.number(),
      state: z.enum(['fresh', 'stale', 'never']),
    }),
    records: z.number().int(),
    no_longer_listed: z.number().int(),
    trouble: z.string().nullable(),
    last_refresh: refreshSchema.nullable(),
  })
  .openapi('Registry')

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ parameter: z.string(), detail: z.string() })),
  })
  .openapi('Problem', { description: 'RFC 9457. `errors` names the parameters that are wrong.' })

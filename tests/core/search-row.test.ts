import { describe, expect, it } from 'vitest'
import { buildView, type LinkedRecord } from '#src/core/practitioner.ts'
import { certified, designated, licensed, trained, UNEXCLUDED } from '#src/core/search/flags.ts'
import { toSearchRow } from '#src/core/search/row.ts'
import { OPEN_END } from '#src/core/standing.ts'
import { DESIGNATIONS, STANDINGS, STATES } from '#src/core/words.ts'
import {
  given,
  locate,
  toCertification,
  toLicense,
  toLocation,
  toName,
  toRecord,
  toTraining,
} from './facts.ts'

const rowOf = (...records: LinkedRecord[]) =>
  toSearchRow(
    7,
    'p7',
    false,
    buildView(records, given([toTraining({ tier: 'confirmed' })]), locate),
  )

const NEW_YORK = toLicense({
  state: 'NY',
  number: '001234',
  expiresOn: null,
  registration: { standing: 'active', registeredThrough: '2028-04-30' },
})

describe('a search row', () => {
  it('is found by every number, in the forms that people type', () => {
    const row = rowOf(
      toRecord(1, { licenses: [toLicense({ number: '42.123' })] }),
      toRecord(2, { licenses: [toLicense({ state: 'NJ', number: '25MZ00012300' }), NEW_YORK] }),
      toRecord(3, { npi: '2000000002', certifications: [toCertification({ number: 'AC-77' })] }),
    )
    expect(row.numbers).toEqual(['001234', '123', '2000000002', '25mz00012300', '42123', 'ac77'])
  })

  it('is in the states of its licenses and its places', () => {
    const row = rowOf(
      toRecord(1, { licenses: [NEW_YORK] }),
      toRecord(2, { locations: [toLocation({ state: 'NJ' }), toLocation({ state: 'FL' })] }),
    )
    expect(row.states).toEqual(['NY', 'NJ'])
  })

  it('has each point once, and none for a place that is nowhere', () => {
    const row = rowOf(
      toRecord(1, {
        locations: [
          toLocation(),
          toLocation({ street: '14 Sample Street' }),
          toLocation({ street: '16 Sample Street', postalCode: null }),
        ],
      }),
    )
    expect(row.view.locations).toHaveLength(3)
    expect(row.points).toEqual([{ lat: 41, lng: -73 }])
  })

  it('says through which day each state and the certification are good', () => {
    const row = rowOf(
      toRecord(1, { licenses: [NEW_YORK, toLicense({ expiresOn: '2027-01-31' })] }),
      toRecord(2, { certifications: [toCertification()] }),
    )
    expect(row).toMatchObject({
      nyThrough: '2028-04-30',
      njThrough: null,
      ctThrough: '2027-01-31',
      certificationThrough: OPEN_END,
    })
    expect(row.flags & trained('apm')).toBeGreaterThan(0n)
    expect(row.flags & trained('confirmed')).toBeGreaterThan(0n)
    expect(row.flags & trained('trigger-point')).toBe(0n)
    expect(row.flags & UNEXCLUDED).toBeGreaterThan(0n)
  })

  it('gives the standing of each license, for New York that of its registration', () => {
    const standings = (...licenses: ReturnType<typeof toLicense>[]) =>
      STATES.flatMap((state) =>
        STANDINGS.filter(
          (standing) => (rowOf(toRecord(1, { licenses })).flags & licensed(standing, [state])) > 0n,
        ).map((standing) => `${state}:${standing}`),
      )
    expect(standings(NEW_YORK)).toEqual(['NY:active'])
    expect(
      standings({ ...NEW_YORK, registration: { standing: 'lapsed', registeredThrough: null } }),
    ).toEqual(['NY:lapsed'])
    expect(standings({ ...NEW_YORK, standing: 'revoked' })).toEqual(['NY:revoked'])
    expect(standings({ ...NEW_YORK, registration: null })).toEqual(['NY:unknown'])
    expect(standings(toLicense(), toLicense(), toLicense({ standing: 'pending' }))).toEqual([
      'CT:active',
      'CT:pending',
    ])
  })

  it('calls everything unknown that is listed no more', () => {
    const gone = toRecord(
      1,
      { licenses: [toLicense()], certifications: [toCertification()] },
      { delistedOn: '2026-11-01' },
    )
    const row = rowOf(gone)
    expect(row).toMatchObject({ ctThrough: null, certificationThrough: null })
    expect(row.flags & licensed('unknown', ['CT'])).toBeGreaterThan(0n)
    expect(row.flags & licensed('active', ['CT'])).toBe(0n)
    expect(row.flags & certified('unknown')).toBeGreaterThan(0n)
    for (const designation of DESIGNATIONS) expect(row.flags & designated(designation)).toBe(0n)
  })

  it('is found by every word of its names and its places', () => {
    const row = rowOf(
      toRecord(1, {
        called: 'ZOË EXAMPLE-LEE',
        otherNames: [toName('Zoë O’Neil')],
        locations: [toLocation({ name: 'Elm Clinic', city: 'Glen Cove' })],
      }),
    )
    expect(row.nameKey).toBe('zoe example lee')
    expect(row.nameTokens).toEqual(['example', 'lee', 'oneil', 'zoe'])
    expect(row.placeTokens).toEqual(['06901', 'clinic', 'connecticut', 'cove', 'ct', 'elm', 'glen'])
  })

  it('marks the excluded', () => {
    const excluded = toRecord(1, { exclusions: [{ list: 'LEIE', since: null, reason: null }] })
    expect(rowOf(excluded).flags & UNEXCLUDED).toBe(0n)
    expect(rowOf({ ...excluded, delistedOn: '2026-11-01' }).flags & UNEXCLUDED).not.toBe(0n)
  })
})

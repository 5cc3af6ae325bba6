import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildView, type LinkedRecord, type PractitionerView } from '#src/core/practitioner.ts'
import { certifiedThrough, licensedThrough } from '#src/core/credentials-today.ts'
import { OPEN_END } from '#src/core/standing.ts'
import { DESIGNATIONS, STANDINGS, TIERS } from '#src/core/words.ts'
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

const view = (...records: LinkedRecord[]): PractitionerView => buildView(records, given(), locate)
const day = fc.constantFrom('2024-06-30', '2026-11-21', '2026-11-22', '2028-01-31')

const anyRecord = (id: number): fc.Arbitrary<LinkedRecord> =>
  fc
    .record({
      called: fc.constantFrom('ALEX EXAMPLE', 'Alex M Example', 'Alexandra Example-Lee', 'Example'),
      npi: fc.constantFrom(null, '2000000002'),
      otherNames: fc.array(fc.constantFrom('Alex Example', 'Alex Lee').map(toName), {
        maxLength: 2,
      }),
      licenses: fc.array(
        fc
          .record({ standing: fc.constantFrom(...STANDINGS), expiresOn: fc.option(day) })
          .map(toLicense),
        { maxLength: 2 },
      ),
      certifications: fc.array(
        fc
          .record({
            designation: fc.constantFrom(...DESIGNATIONS.slice(0, 2)),
            standing: fc.constantFrom(...STANDINGS),
            expiresOn: fc.option(day),
          })
          .map(toCertification),
        { maxLength: 3 },
      ),
      training: fc.array(
        fc.constantFrom(...TIERS).map((tier) => toTraining({ tier })),
        { maxLength: 2 },
      ),
      locations: fc.array(
        fc.record({ street: fc.constantFrom(null, '12 Elm St', '12 ELM ST.') }).map(toLocation),
        { maxLength: 2 },
      ),
      placeOfRecord: fc.constantFrom(null, { city: 'Danbury', state: 'CT', postalCode: '06810' }),
      languages: fc.subarray(['English', 'Korean']),
    })
    .chain((content) =>
      fc
        .record({
          role: fc.constantFrom('roll', 'certification', 'identifier', 'exclusion'),
          delistedOn: fc.option(day),
        })
        .map((more) => toRecord(id, content, more)),
    )

const fewRecords = fc
  .integer({ min: 0, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyRecord(index + 1))))

describe('a view', () => {
  it('does not depend on the order in which the records come', () => {
    const inTwoOrders = fewRecords.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
      ),
    )
    fc.assert(
      fc.property(inTwoOrders, ([records, shuffled]) => {
        expect(view(...shuffled)).toEqual(view(...records))
      }),
    )
  })

  it('holds no fact but those of its records, and none of a delisted one as current', () => {
    fc.assert(
      fc.property(fewRecords, (records) => {
        const shown = view(...records)
        const byId = new Map(records.map((record) => [record.id, record]))
        for (const fact of [...shown.licenses, ...shown.certifications, ...shown.locations]) {
          expect(fact.delistedOn).toBe(byId.get(fact.recordId)?.delistedOn)
        }
        const listed = records.filter(({ delistedOn }) => delistedOn === null)
        const active = listed.flatMap(({ content }) =>
          content.licenses.filter(({ standing }) => standing === 'active'),
        )
        const days = active.map(({ expiresOn }) => expiresOn ?? OPEN_END)
        expect(licensedThrough(shown, 'CT')).toBe(days.sort().at(-1) ?? null)
        if (listed.every(({ content }) => content.certifications.length === 0)) {
          expect(certifiedThrough(shown)).toBeNull()
        }
        expect(shown.otherNames).not.toContain(shown.name)
        expect(new Set(shown.otherNames).size).toBe(shown.otherNames.length)
      }),
    )
  })

  it('of nothing is empty', () => {
    expect(view()).toMatchObject({ name: '', npi: null, licenses: [], locations: [], records: [] })
  })
})

describe('names', () => {
  it("are the roll's first, a listed one before one that is listed no more", () => {
    const card = toRecord(1, { called: 'Alex "Al" Example' }, { role: 'certification' })
    const roll = toRecord(2, { called: 'ALEX MCEXAMPLE' })
    expect(view(card, roll).name).toBe('Alex McExample')
    expect(view(card, { ...roll, delistedOn: '2026-11-01' }).name).toBe('Alex "Al" Example')
  })

  it('that differ are told once each, without the one that is shown', () => {
    const records = [
      toRecord(1, { called: 'ALEX EXAMPLE' }),
      toRecord(2, {
        called: 'Example, Alex',
        otherNames: [toName('Alex Lee'), toName('ALEX LEE')],
      }),
      toRecord(3, { called: 'Alex M. Example', otherNames: [toName('Lee Alex')] }),
    ]
    expect(view(...records)).toMatchObject({
      name: 'Alex Example',
      otherNames: ['Alex Lee', 'Alex M. Example'],
    })
  })
})

describe('what is listed no more', () => {
  it('keeps its mark, and of training, badge, NPI, place and exclusion nothing is left', () => {
    const gone = toRecord(
      1,
      {
        npi: '2000000002',
        licenses: [toLicense({ expiresOn: '2030-01-01' })],
        certifications: [toCertification({ expiresOn: '2030-01-01' })],
        training: [{ program: 'apm', tier: 'documented', evidence: 'words' }],
        exclusions: [{ list: 'LEIE', since: null, reason: null }],
        locations: [toLocation()],
        languages: ['Korean'],
        raw: { badgeUrl: 'https://badges.example/1' },
      },
      { delistedOn: '2026-11-01' },
    )
    const shown = view(gone)
    expect(shown.licenses).toMatchObject([{ number: '42.123', delistedOn: '2026-11-01' }])
    expect(shown.certifications).toMatchObject([{ delistedOn: '2026-11-01' }])
    expect(shown.records).toMatchObject([{ recordId: 1, delistedOn: '2026-11-01' }])
    expect(shown).toMatchObject({ npi: null, training: [], badges: [], exclusions: [] })
    expect(shown).toMatchObject({ locations: [], languages: [] })
    expect([licensedThrough(shown, 'CT'), certifiedThrough(shown)]).toEqual([null, null])
  })
})

describe('certifications', () => {
  const merge = (...facts: [Parameters<typeof toCertification>[0], string | null][]) =>
    view(
      ...facts.map(([fact, delistedOn], index) =>
        toRecord(
          index + 1,
          { certifications: [toCertification(fact)] },
          { role: 'certification', delistedOn },
        ),
      ),
    ).certifications

  it('of the list and of the page of the person are one for each mark', () => {
    const rows = merge(
      [{}, null],
      [{ expiresOn: '2028-01-31', number: '1' }, null],
      [{ designation: 'Dipl. C.H.' }, null],
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ expiresOn: '2028-01-31', number: '1', recordId: 2 })
    expect(rows[1]).toMatchObject({ designation: 'Dipl. C.H.', recordId: 3 })
  })

  it('are not current where one page says so, whatever another one says or how long it runs', () => {
    for (const standing of STANDINGS.filter((word) => word !== 'active')) {
      const facts = [
        [{ expiresOn: '2030-01-01' }, null],
        [{ standing }, null],
      ] as const
      expect(merge(...facts.map((one) => [...one] as [object, null]))[0]).toMatchObject({
        standing,
      })
      expect(
        merge(...facts.toReversed().map((one) => [...one] as [object, null]))[0],
      ).toMatchObject({ standing })
    }
  })

  it('are taken from where they are still listed', () => {
    const rows = merge([{ expiresOn: '2030-01-01' }, '2026-10-01'], [{ standing: 'lapsed' }, null])
    expect(rows).toMatchObject([{ standing: 'lapsed', recordId: 2, delistedOn: null }])
    expect(merge([{}, null], [{ expiresOn: '2030-01-01' }, '2026-10-01'])).toMatchObject([
      { recordId: 1, delistedOn: null },
    ])
  })

  it('run as long as the later of two pages says', () => {
    expect(
      merge([{ expiresOn: '2025-01-31' }, null], [{ expiresOn: '2029-01-31' }, null]),
    ).toMatchObject([{ expiresOn: '2029-01-31' }])
  })
})

describe('places', () => {
  const home = { city: 'Danbury', state: 'CT', postalCode: '06810' }

  it('of record stand only where no practice is known, without street or phone', () => {
    // What a database gives back is not held to the type.
    const leaky = { ...home, street: '3 Home Lane', phone: '203-555-0199', name: 'Home' }
    const [place, ...more] = view(toRecord(1, { placeOfRecord: leaky })).locations
    expect(more).toEqual([])
    expect(place).toEqual({
      ...home,
      kind: 'place-of-record',
      name: null,
      street: null,
      phone: null,
      lat: 41,
      lng: -73,
      recordId: 1,
      delistedOn: null,
    })
    const both = view(
      toRecord(1, { placeOfRecord: home }),
      toRecord(2, { locations: [toLocation()] }, { role: 'identifier' }),
    )
    expect(both.locations).toMatchObject([{ kind: 'practice', recordId: 2, city: 'Stamford' }])
  })

  it('of record stand beside a practice that is known by its telephone alone', () => {
    const phoneOnly = toLocation({ street: null, city: null, state: null, postalCode: null })
    const shown = view(
      toRecord(1, { placeOfRecord: home }),
      toRecord(2, { locations: [phoneOnly] }, { role: 'certification' }),
    )
    expect(shown.locations).toMatchObject([
      { kind: 'practice', phone: '203-555-0123', lat: null },
      { kind: 'place-of-record', phone: null, city: 'Danbury' },
    ])
  })

  it('of record may be no more than a state, and without one are none', () => {
    const none = { city: null, state: null, postalCode: null }
    expect(view(toRecord(1, { placeOfRecord: none })).locations).toEqual([])
    expect(view(toRecord(1, { placeOfRecord: { ...none, state: 'NY' } })).locations).toMatchObject([
      { kind: 'place-of-record', state: 'NY', lat: null },
    ])
  })

  it('are one for each street and town, in the words of the fuller registry', () => {
    const bare = toLocation({ street: '12 SAMPLE STREET.', postalCode: null })
    const other = toLocation({ street: '12 Sample Street', city: 'Darien' })
    const shown = view(
      toRecord(1, { locations: [bare] }),
      toRecord(2, { locations: [toLocation({ phone: null }), other] }, { role: 'identifier' }),
    )
    expect(shown.locations).toMatchObject([
      { recordId: 2, street: '12 Sample Street', city: 'Stamford', phone: null },
      { recordId: 2, city: 'Darien' },
    ])
  })
})

describe('training', () => {
  it('is told best first, and among equals the registries before what people gave', () => {
    const record = toRecord(1, {
      training: [
        { program: 'apm', tier: 'mentioned', evidence: 'a' },
        { program: 'apm', tier: 'documented', evidence: 'b' },
      ],
    })
    const handedIn = given([toTraining({ tier: 'confirmed' }), toTraining({ tier: 'mentioned' })])
    const { training } = buildView([record], handedIn, locate)
    expect(training.map(({ tier, recordId }) => [tier, recordId])).toEqual([
      ['confirmed', null],
      ['documented', 1],
      ['mentioned', 1],
      ['mentioned', null],
    ])
    expect(training[0]?.given).toEqual({ by: 'an admin', at: '2026-11-01T12:00:00Z' })
  })
})

/** What the marks say of one person, and that filters and counts say the same. */
import { describe, expect, it } from 'vitest'
import { buildView, type LinkedRecord, type PractitionerView } from '#src/core/practitioner.ts'
import type { LicenseFact } from '#src/core/record.ts'
import { certified, designated, flagsOn, licensed } from '#src/core/search/flags.ts'
import { toSearchRow } from '#src/core/search/row.ts'
import { DESIGNATIONS, STANDINGS, type State, STATES } from '#src/core/words.ts'
import { type MarkContext, marksOf } from '#src/http/views/marks.ts'
import { given, locate, TODAY, toCertification, toLicense, toRecord } from '#tests/core/facts.ts'

const viewOf = (...records: LinkedRecord[]): PractitionerView => buildView(records, given(), locate)

const contextOf = (...asked: State[]): MarkContext => ({
  site: { infos: [] },
  lastGood: new Map(),
  today: TODAY,
  asked,
})

function markOf(title: string, view: PractitionerView, ...asked: State[]) {
  const mark = marksOf(view, contextOf(...asked)).find((each) => each.title === title)
  if (!mark) throw new Error(`There is no mark ${title}.`)
  return mark
}

const licensedOf = (licenses: LicenseFact[], ...asked: State[]) =>
  markOf('Licensed', viewOf(toRecord(1, { licenses })), ...asked)

const newYork = (more: Partial<LicenseFact> = {}): LicenseFact =>
  toLicense({
    state: 'NY',
    number: '001234',
    registryStatus: 'Registered',
    expiresOn: null,
    registration: { standing: 'active', registeredThrough: '2028-04-30' },
    ...more,
  })
const newJersey = (more: Partial<LicenseFact> = {}): LicenseFact =>
  toLicense({ state: 'NJ', number: '25MZ00011100', ...more })

/** The flags of a search today. */
function flagsToday(view: PractitionerView): bigint {
  const row = toSearchRow(1, 'p', false, view)
  const { nyThrough: NY, njThrough: NJ, ctThrough: CT, certificationThrough: certification } = row
  return flagsOn(row.flags, { NY, NJ, CT, certification }, TODAY)
}

describe('licensed', () => {
  it('is not known where the registry does not say through which day it is registered', () => {
    const registration = { standing: 'unknown' as const, registeredThrough: null }
    const mark = licensedOf([newYork({ registration })])
    expect(mark).toMatchObject({ value: 'unknown', short: 'Registration not known in New York' })
    expect(mark.sentence).toContain('the registry says “Registered” and gives no last day')
  })

  it('is not known in New York where there is no registration to see', () => {
    expect(licensedOf([newYork({ registration: null })])).toMatchObject({ value: 'unknown' })
  })

  it('is judged by the worst license that is still listed', () => {
    const gone = toRecord(1, { licenses: [newYork()] }, { delistedOn: '2026-11-01' })
    const revoked = toRecord(2, { licenses: [newJersey({ standing: 'revoked' })] })
    expect(markOf('Licensed', viewOf(gone, revoked))).toMatchObject({
      value: 'no',
      short: 'Revoked in New Jersey',
    })
    const lapsed = newYork({ registration: { standing: 'lapsed', registeredThrough: null } })
    expect(licensedOf([lapsed, newJersey({ standing: 'suspended' })])).toMatchObject({
      value: 'no',
      short: 'Suspended in New Jersey',
    })
    expect(licensedOf([toLicense({ expiresOn: '2020-01-31' })]).short).toBe('Lapsed in Connecticut')
  })

  it.each(['revoked', 'suspended', 'restricted'] as const)(
    'says even beside a current license that another is %s',
    (standing) => {
      const mark = licensedOf([newYork(), newJersey({ standing })])
      expect(mark).toMatchObject({ value: 'yes', short: `New York; ${standing} in New Jersey` })
      expect(mark.sentence).toContain(
        `License 25MZ00011100 in New Jersey is not current: ${standing}`,
      )
    },
  )

  it('means the states asked about', () => {
    const licenses = [newYork(), newJersey({ standing: 'revoked' })]
    expect(licensedOf(licenses, 'NJ')).toMatchObject({
      value: 'no',
      short: 'Revoked in New Jersey; licensed in New York',
    })
    expect(licensedOf(licenses, 'NY', 'NJ')).toMatchObject({ value: 'yes' })
    expect(licensedOf(licenses, 'CT')).toMatchObject({
      value: 'unknown',
      short: 'Not found in Connecticut; licensed in New York; revoked in New Jersey',
    })
  })

  it('is what the filter of that state says', () => {
    const registrations = [
      null,
      ...STANDINGS.flatMap((standing) =>
        [null, '2028-04-30', '2020-04-30'].map((registeredThrough) => ({
          standing,
          registeredThrough,
        })),
      ),
    ]
    const licenses = STANDINGS.flatMap((standing) => [
      ...[null, '2020-01-31'].map((expiresOn) => toLicense({ standing, expiresOn })),
      ...registrations.map((registration) => newYork({ standing, registration })),
    ])
    for (const license of licenses) {
      for (const delistedOn of [null, '2026-11-01']) {
        const view = viewOf(toRecord(1, { licenses: [license] }, { delistedOn }))
        const flags = flagsToday(view)
        const isFlagged = (standing: (typeof STANDINGS)[number]) =>
          (flags & licensed(standing, STATES)) > 0n
        const expected = isFlagged('active') ? 'yes' : isFlagged('unknown') ? 'unknown' : 'no'
        const { value, short } = markOf('Licensed', view)
        expect([license, delistedOn, short, value]).toEqual([license, delistedOn, short, expected])
      }
    }
  })
})

describe('board certified', () => {
  const ACUPUNCTURE = toCertification({ expiresOn: '2027-12-31' })
  const HERBS_LAPSED = toCertification({ designation: 'Dipl. C.H.', expiresOn: '2020-06-30' })
  const herbsFrom = (delistedOn: string | null) =>
    toRecord(
      2,
      { certifications: [toCertification({ designation: 'Dipl. C.H.' })] },
      { delistedOn },
    )
  const certifiedOf = (...records: LinkedRecord[]) => markOf('Board certified', viewOf(...records))

  it('names under the tick only what is current, and says of the rest what it is worth', () => {
    const mark = certifiedOf(toRecord(1, { certifications: [ACUPUNCTURE, HERBS_LAPSED] }))
    expect(mark).toMatchObject({ value: 'yes', short: 'Dipl. Ac.; Dipl. C.H. lapsed' })
    expect(mark.sentence).toBe(
      'Dipl. Ac. through 31 Dec 2027, of the NCBAHM (NCCAOM until January 2026). ' +
        'Dipl. C.H. is not current: lapsed, last day 30 Jun 2020.',
    )
    const listed = toRecord(1, { certifications: [ACUPUNCTURE] })
    expect(certifiedOf(listed, herbsFrom('2026-11-01'))).toMatchObject({
      value: 'yes',
      short: 'Dipl. Ac.; Dipl. C.H. no longer listed',
    })
  })

  it('gives each designation its own standing where none is current', () => {
    const lapsed = toRecord(1, { certifications: [{ ...ACUPUNCTURE, standing: 'lapsed' }] })
    expect(certifiedOf(lapsed, herbsFrom('2026-11-01'))).toMatchObject({
      value: 'no',
      short: 'Dipl. Ac. lapsed; Dipl. C.H. no longer listed',
    })
    expect(certifiedOf(herbsFrom('2026-11-01'))).toMatchObject({ value: 'unknown' })
  })

  it('is found by a designation only while that is current', () => {
    const found = (...records: LinkedRecord[]) =>
      DESIGNATIONS.filter((name) => (flagsToday(viewOf(...records)) & designated(name)) > 0n)
    const both = (standing: 'active' | 'lapsed') =>
      toRecord(1, {
        certifications: [ACUPUNCTURE, toCertification({ designation: 'Dipl. C.H.', standing })],
      })
    expect(found(both('active'))).toEqual(['Dipl. Ac.', 'Dipl. C.H.'])
    expect(found(both('lapsed'))).toEqual(['Dipl. Ac.'])
    const past = toRecord(1, { certifications: [HERBS_LAPSED] })
    expect(found(past)).toEqual([])
    expect(flagsToday(viewOf(past)) & certified('lapsed')).toBeGreaterThan(0n)
  })
})

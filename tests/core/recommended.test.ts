import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recommendedStates } from '#src/core/credentials-today.ts'
import { buildView } from '#src/core/practitioner.ts'
import { type Standing, STANDINGS, type State, STATES, type Tier, TIERS } from '#src/core/words.ts'
import {
  given,
  locate,
  TODAY,
  toCertification,
  toLicense,
  toRecord,
  toTraining,
  YESTERDAY,
} from './facts.ts'

interface Case {
  licenses: { state: State; standing: Standing; expiresOn: string | null; isDelisted: boolean }[]
  certification: { standing: Standing; expiresOn: string | null; isDelisted: boolean } | null
  tier: Tier | null
  isExcluded: boolean
}

const registered = { standing: 'active', registeredThrough: '2028-04-30' } as const
const delisted = (isIt: boolean) => ({ delistedOn: isIt ? '2026-11-01' : null })

function recommend({ licenses, certification, tier, isExcluded }: Case): State[] {
  const exclusions = isExcluded ? [{ list: 'LEIE', since: null, reason: null }] : []
  const records = [
    ...licenses.map(({ isDelisted, ...license }, index) =>
      toRecord(
        index + 1,
        {
          licenses: [
            toLicense({ ...license, registration: license.state === 'NY' ? registered : null }),
          ],
        },
        delisted(isDelisted),
      ),
    ),
    toRecord(8, { exclusions }, { role: 'exclusion' }),
    toRecord(
      9,
      { certifications: certification ? [toCertification(certification)] : [] },
      { role: 'certification', ...delisted(certification?.isDelisted ?? false) },
    ),
  ]
  const view = buildView(records, given(tier ? [toTraining({ tier })] : []), locate)
  return recommendedStates(view, TODAY)
}

const fact = {
  standing: fc.constantFrom(...STANDINGS, 'active' as const, 'active' as const),
  expiresOn: fc.constantFrom(null, YESTERDAY, TODAY, '2027-11-22'),
  isDelisted: fc.boolean(),
}
const anyCase: fc.Arbitrary<Case> = fc.record({
  licenses: fc.array(fc.record({ state: fc.constantFrom(...STATES), ...fact }), { maxLength: 4 }),
  certification: fc.option(fc.record(fact), { freq: 5 }),
  tier: fc.option(fc.constantFrom(...TIERS, 'documented' as const), { freq: 5 }),
  isExcluded: fc.constantFrom(false, false, false, true),
})

const BEST: Case = {
  licenses: STATES.map((state) => ({
    state,
    standing: 'active',
    expiresOn: TODAY,
    isDelisted: false,
  })),
  certification: { standing: 'active', expiresOn: TODAY, isDelisted: false },
  tier: 'documented',
  isExcluded: false,
}

describe('recommended', () => {
  it('is the rule of the guide and nothing else, state by state', () => {
    const isCurrent = (one: {
      standing: Standing
      expiresOn: string | null
      isDelisted: boolean
    }) => one.standing === 'active' && !one.isDelisted && (one.expiresOn ?? TODAY) >= TODAY
    fc.assert(
      fc.property(anyCase, (one) => {
        const isFit =
          !one.isExcluded &&
          (one.tier === 'documented' || one.tier === 'confirmed') &&
          one.certification !== null &&
          isCurrent(one.certification)
        const licensed = STATES.filter((state) =>
          one.licenses.some((license) => license.state === state && isCurrent(license)),
        )
        expect(recommend(one)).toEqual(isFit ? licensed : [])
      }),
      { numRuns: 1000 },
    )
  })

  it('needs all of it', () => {
    expect(recommend(BEST)).toEqual(['NY', 'NJ', 'CT'])
    expect(recommend({ ...BEST, tier: 'mentioned' })).toEqual([])
    expect(recommend({ ...BEST, tier: null })).toEqual([])
    expect(recommend({ ...BEST, certification: null })).toEqual([])
    expect(recommend({ ...BEST, isExcluded: true })).toEqual([])
    expect(recommend({ ...BEST, licenses: BEST.licenses.slice(2) })).toEqual(['CT'])
  })

  it('ends the day after the last day of either', () => {
    const [ny, nj, ct] = BEST.licenses
    const late = { expiresOn: YESTERDAY }
    expect(
      ny && nj && ct && recommend({ ...BEST, licenses: [ny, { ...nj, ...late }, ct] }),
    ).toEqual(['NY', 'CT'])
    const certification = BEST.certification && { ...BEST.certification, ...late }
    expect(recommend({ ...BEST, certification })).toEqual([])
  })

  it('takes the registration of New York for what it is', () => {
    const inNewYork = (registration: ReturnType<typeof toLicense>['registration']) =>
      recommendedStates(
        buildView(
          [
            toRecord(1, {
              licenses: [toLicense({ state: 'NY', expiresOn: null, registration })],
              certifications: [toCertification()],
            }),
          ],
          given([toTraining()]),
          locate,
        ),
        TODAY,
      )
    expect(inNewYork({ standing: 'active', registeredThrough: TODAY })).toEqual(['NY'])
    expect(inNewYork({ standing: 'active', registeredThrough: YESTERDAY })).toEqual([])
    expect(inNewYork({ standing: 'lapsed', registeredThrough: '2030-01-01' })).toEqual([])
    expect(inNewYork(null)).toEqual([])
  })
})

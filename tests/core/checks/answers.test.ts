/** What all elements come to, and what two answers have different. */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '#src/core/checks/answer-changes.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { answer } from '#src/core/checks/policy.ts'
import { toLicense, toTraining } from '../facts.ts'
import {
  LONG_AGO,
  onBoard,
  onRoll,
  question,
  THIS_MORNING,
  toFacts,
  toNewYork,
  withRegistry,
  YESTERDAY,
} from './facts.ts'

const training = [toTraining({ tier: 'documented' })]
const GOOD = () => [onRoll(toNewYork()), onBoard()]
const goodFacts = (more: Partial<CheckFacts> = {}) => toFacts(GOOD(), { training, ...more })

describe('recommended', () => {
  it('is whose five elements are as good as can be', () => {
    expect(answer(goodFacts(), question())).toMatchObject({ recommended: true })
  })

  it.each([
    ['of another state', goodFacts(), question({ state: 'CT' })],
    ['by a roll that is stale', toFacts(GOOD(), { training, seenAt: LONG_AGO }), question()],
    [
      'with an exclusion list that nobody read',
      goodFacts({ registries: withRegistry('state-list', { lastGoodAt: null }) }),
      question(),
    ],
    ['without training', toFacts(GOOD()), question()],
  ])('is nobody %s', (_, facts, asked) => {
    expect(answer(facts, asked)).toMatchObject({ recommended: false })
  })
})

describe('changesBetween', () => {
  const before = answer(goodFacts(), question())
  const compare = (facts: CheckFacts) => changesBetween(before, answer(facts, question()))

  it('finds none in the same facts', () => {
    expect(compare(goodFacts())).toEqual({ subject: null, elements: [] })
  })

  it('tells what leaves the verdict as it was', () => {
    const disciplined = [onRoll(toNewYork({ hasDiscipline: true })), onBoard()]
    expect(compare(toFacts(disciplined, { training })).elements).toMatchObject([
      { element: 'license', was: 'current', is: 'current' },
    ])
    const two = [...GOOD(), onRoll(toLicense({ state: 'NJ', number: '25MZ00099900' }))]
    const [license] = compare(toFacts(two, { training })).elements
    expect(license).toMatchObject({ element: 'license', is: 'current' })
    expect(license?.what.join(' ')).toContain(
      'License NJ 25MZ00099900: was not known, is “Current”',
    )
  })

  it('tells that the name means somebody else', () => {
    const other = goodFacts({ identified: { kind: 'one', practitionerId: 9, publicId: 'p-9' } })
    expect(compare(other).subject).not.toBeNull()
  })

  it('says nothing by an older answer than the receipt rests on', () => {
    const suspended = toLicense({ ...toNewYork(), standing: 'suspended' })
    const was = answer(toFacts([onRoll(suspended), onBoard()], { training }), question())
    const older = toFacts(GOOD(), { training, seenAt: `${YESTERDAY}T10:00:00.000Z` })
    expect(changesBetween(was, answer(older, question())).elements).toEqual([])
    const newer = toFacts(GOOD(), { training, seenAt: THIS_MORNING })
    expect(changesBetween(was, answer(newer, question())).elements).not.toEqual([])
  })
})

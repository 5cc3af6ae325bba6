/** What a live check says of the register of identifiers, and why it did not ask others. */
import { expect, it } from 'vitest'
import type { LiveIdentifier } from '#src/core/checks/facts.ts'
import { layOver } from '#src/core/checks/lay-over.ts'
import { toLicense } from '../facts.ts'
import { judge, NOW, onRoll, toFacts } from './facts.ts'

const source = { registry: 'npis', captureId: 'c', sha256: 'ab', fetchedAt: NOW, link: null }
const answer = { recordId: 1, npi: '2000000000', count: 1, source }

const judgeWith = (identifiers: LiveIdentifier[], npis: 'answered' | 'unavailable' = 'answered') =>
  judge(
    layOver(toFacts([onRoll(toLicense())]), {
      live: { npis },
      licenses: [],
      identifiers,
      notAsked: { ct: 'not in use here', federal: 'published as a whole file only' },
    }),
    { live: true },
  )

it.each([
  ['listed', 'current', 'none'],
  ['other-name', 'ambiguous', 'review'],
  ['not-listed', 'not-found', 'review'],
] as const)('an NPI that is %s is told beside the license', (finding, verdict, attention) => {
  const { license } = judgeWith([{ ...answer, finding }])
  expect(license).toMatchObject({ verdict: 'current', attention })
  expect(license.details[1]).toMatchObject({ what: 'NPI 2000000000', verdict, source })
})

it('a name alone says of nobody that it is this person', () => {
  const ofName = { ...answer, npi: null, finding: 'of-that-name' } as const
  const [two, none] = [2, 0].map((count) => judgeWith([{ ...ofName, count }]).license)
  expect(two).toMatchObject({ verdict: 'current', attention: 'none' })
  expect(two?.details[1]).toMatchObject({ what: 'NPI', verdict: 'ambiguous' })
  expect(none?.details[1]).toMatchObject({ what: 'NPI', verdict: 'not-found' })
})

it('a register that did not answer is said to be unavailable', () => {
  const { license } = judgeWith([], 'unavailable')
  expect(license.details[1]).toMatchObject({ what: 'NPI', verdict: 'unavailable', source: null })
})

it('who was not asked is said with the reason', () => {
  const { license, exclusions } = judgeWith([])
  expect(license.reason).toContain('Not asked now (not in use here): stored on 2026-11-22.')
  expect(exclusions.reason).toContain('Not asked now (published as a whole file only): stored on')
})

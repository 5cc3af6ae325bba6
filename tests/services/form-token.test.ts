import { describe, expect, it } from 'vitest'
import { checkForm, signForm } from '#src/services/form-token.ts'

const AT = new Date('2026-11-24T15:00:00Z')
const after = (seconds: number) => new Date(AT.getTime() + seconds * 1000)
const PARTS = ['correction', 'p-1', 'wrong', 'The town is another.']

describe('a signed form', () => {
  const token = signForm('secret', PARTS, AT)

  it.each([
    [0, 'early'],
    [2.9, 'early'],
    [3, 'good'],
    [3600, 'good'],
    [3601, 'late'],
    [-60, 'early'],
  ] as const)('after %d seconds is %s', (seconds, age) => {
    expect(checkForm('secret', PARTS, token, after(seconds))).toBe(age)
  })

  it('is forged with another secret, other parts, another time or none', () => {
    const forged = [
      checkForm('another', PARTS, token, after(10)),
      checkForm('secret', ['correction', 'p-2', ...PARTS.slice(2)], token, after(10)),
      // What moves from one part to the next is another form.
      checkForm('secret', [...PARTS.slice(0, 2), 'wrong,The', 'town'], token, after(10)),
      checkForm(
        'secret',
        PARTS,
        token.replace(/^./, (digit) => (digit === 'z' ? 'y' : 'z')),
        AT,
      ),
      checkForm('secret', PARTS, '', AT),
      checkForm('secret', PARTS, `${token}x`, AT),
    ]
    expect(forged).toEqual(forged.map(() => 'forged'))
  })
})

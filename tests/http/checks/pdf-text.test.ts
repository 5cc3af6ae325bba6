import { describe, expect, it } from 'vitest'
import { fitText, wrapText } from '#src/http/receipts/pdf-text.ts'

const known = new Set(Array.from('abc □?', (char) => char.codePointAt(0) ?? 0))

describe('text for a PDF', () => {
  it('has a box for each character that the font lacks, and no control characters', () => {
    expect(fitText('ab\u202e\u0007c 陈😀', known)).toEqual({ text: 'ab c □□', missing: 2 })
    expect(fitText('陈', new Set())).toEqual({ text: '?', missing: 1 })
  })

  it('breaks between words, and inside words that are longer than a row', () => {
    const widthOf = (text: string): number => text.length
    expect(wrapText('one two three', 7, widthOf)).toEqual(['one two', 'three'])
    expect(wrapText('aaaaaaaaaa b', 4, widthOf)).toEqual(['aaaa', 'aaaa', 'aa b'])
    expect(wrapText('', 4, widthOf)).toEqual([''])
  })
})

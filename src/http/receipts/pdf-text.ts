/** Text as a font can print it, in rows that fit a width. */

const BOX = '□'
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu

/** A box stands for each character that the font lacks; a font without boxes gets question marks. */
export function fitText(
  text: string,
  known: ReadonlySet<number>,
): { text: string; missing: number } {
  const box = known.has(BOX.codePointAt(0) ?? 0) ? BOX : '?'
  let missing = 0
  const fitted = Array.from(text.replaceAll(UNPRINTABLE, ' '), (char) => {
    if (known.has(char.codePointAt(0) ?? 0)) return char
    missing += 1
    return box
  })
  return { text: fitted.join(''), missing }
}

/** Breaks between words, and inside those that are longer than a row. */
export function wrapText(text: string, width: number, widthOf: (text: string) => number): string[] {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ').flatMap((part) => cutWord(part, width, widthOf))) {
    const longer = row === '' ? word : `${row} ${word}`
    if (row !== '' && widthOf(longer) > width) {
      rows.push(row)
      row = word
    } else row = longer
  }
  return [...rows, row]
}

function cutWord(word: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const char of word) {
    if (piece !== '' && widthOf(piece + char) > width) {
      pieces.push(piece)
      piece = char
    } else piece += char
  }
  return [...pieces, piece]
}

/** Cells of CSV that people open in a spreadsheet, where text of others must not become a formula. */

/** What a spreadsheet may take for a formula or a command, also behind blanks and in full width. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]/u
/** A spreadsheet may drop these and look at what is behind them. */
const CONTROL_FIRST = /^[\t\r\n]/

/** One cell, always quoted; an apostrophe in front makes text of what could be a formula. */
export function safeCell(text: string): string {
  const plain = text.replaceAll('\0', '')
  const harmless = FORMULA.test(plain) || CONTROL_FIRST.test(plain) ? `'${plain}` : plain
  return `"${harmless.replaceAll('"', '""')}"`
}

/** A row with the line break that ends it. */
export const safeLine = (cells: readonly string[]): string => `${cells.map(safeCell).join(',')}\r\n`

/**
 * A receipt as a PDF, the same bytes for the same receipt. Lines that the built-in font cannot write
 * are set in the one that is handed in, of which only the letters in use go into the file.
 */
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'
import type { KeptCheck } from '#db/queries/checks.ts'
import { fitText, wrapText } from './pdf-text.ts'
import { type Line, type LinesContext, receiptLines } from './receipt-lines.ts'

export interface PdfContext extends LinesContext {
  /** A TrueType font with more letters than the built-in one. */
  font: Uint8Array
}

const LETTER: [width: number, height: number] = [612, 792]
const MARGIN = 54
const WIDTH = LETTER[0] - 2 * MARGIN
const INK = rgb(0.13, 0.15, 0.12)

const STYLES: Record<Line['style'], { size: number; before: number; isBold: boolean }> = {
  title: { size: 18, before: 0, isBold: true },
  heading: { size: 12, before: 10, isBold: true },
  body: { size: 10, before: 2, isBold: false },
  small: { size: 8.5, before: 1, isBold: false },
  // Room for a pen.
  blank: { size: 10, before: 12, isBold: false },
}

export async function renderReceipt(check: KeptCheck, context: PdfContext): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  describe(pdf, check)
  const fonts = await createFonts(pdf, context.font)
  const sheet = createSheet(pdf)
  let missing = 0
  for (const line of receiptLines(check, context)) {
    missing += sheet.write(line, await fonts.pick(line))
  }
  if (missing > 0) {
    const text = `${missing} characters cannot be printed here and stand as boxes; the signed receipt holds them.`
    const line: Line = { text, style: 'small' }
    sheet.write(line, await fonts.pick(line))
  }
  numberPages(pdf, check.id, fonts.regular)
  return pdf.save()
}

function describe(pdf: PDFDocument, { id, document }: KeptCheck): void {
  const at = new Date(document.at)
  pdf.setTitle(`Receipt ${id} of a credential check`, { showInWindowTitleBar: true })
  pdf.setLanguage('en-US')
  pdf.setProducer('Tri-State Acupuncture Directory')
  pdf.setCreationDate(at)
  pdf.setModificationDate(at)
}

async function createFonts(pdf: PDFDocument, other: Uint8Array) {
  const regular = await pdf.embedFont(StandardFonts.Helvetica)
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold)
  const known = new Set(regular.getCharacterSet())
  const isPlain = (text: string): boolean =>
    Array.from(text).every((char) => known.has(char.codePointAt(0) ?? 0))
  let embedded: Promise<PDFFont> | null = null
  return {
    regular,
    pick({ text, style }: Line): PDFFont | Promise<PDFFont> {
      if (isPlain(text)) return STYLES[style].isBold ? bold : regular
      if (!embedded) {
        pdf.registerFontkit(fontkit)
        embedded = pdf.embedFont(other, { subset: true })
      }
      return embedded
    },
  }
}

function createSheet(pdf: PDFDocument) {
  let page: PDFPage | null = null
  let y = 0
  return {
    /** Returns how many characters the font lacks. */
    write({ text, style }: Line, font: PDFFont): number {
      const { size, before } = STYLES[style]
      const fitted = fitText(text, new Set(font.getCharacterSet()))
      const width = (part: string): number => font.widthOfTextAtSize(part, size)
      const rows = wrapText(fitted.text, WIDTH, width)
      const height = size * 1.35
      // A heading is not left alone at the foot of a page.
      const needed = before + height * (style === 'heading' ? 4 : Math.min(rows.length, 2))
      if (!page || y - needed < MARGIN) {
        page = pdf.addPage(LETTER)
        y = LETTER[1] - MARGIN
      }
      y -= before
      for (const row of rows) {
        if (y - height < MARGIN) {
          page = pdf.addPage(LETTER)
          y = LETTER[1] - MARGIN
        }
        y -= height
        page.drawText(row, { x: MARGIN, y, size, font, color: INK })
      }
      return fitted.missing
    },
  }
}

function numberPages(pdf: PDFDocument, id: string, font: PDFFont): void {
  const pages = pdf.getPages()
  for (const [index, page] of pages.entries()) {
    const text = `Receipt ${id}, page ${index + 1} of ${pages.length}`
    page.drawText(text, { x: MARGIN, y: MARGIN / 2, size: 8, font, color: INK })
  }
}

/** A receipt as a file: to print, to verify, or to hand to a wallet. */
import type { Context } from 'hono'
import type { KeptCheck } from '#db/queries/checks.ts'
import { toCredential } from '#src/core/checks/credential.ts'
import type { DeskSite } from '../desk.ts'
import { keepNothing, originOf, receiptJws } from '../run-check.ts'
import { renderReceipt } from './pdf.ts'

export const RECEIPT_FILES = ['pdf', 'jws', 'vc'] as const
export type ReceiptFile = (typeof RECEIPT_FILES)[number]

/** `abc.pdf` → its id and kind; null for anything else. */
export function readFileName(name: string): { id: string; kind: ReceiptFile } | null {
  const [id, ending, ...more] = name.split('.')
  const kind = RECEIPT_FILES.find((known) => known === ending)
  return id && kind && more.length === 0 ? { id, kind } : null
}

export async function answerFile(
  site: DeskSite,
  c: Context,
  check: KeptCheck,
  kind: ReceiptFile,
): Promise<Response> {
  keepNothing(c)
  c.header('Content-Disposition', `inline; filename="receipt-${check.id}.${kind}"`)
  if (kind === 'jws') {
    return c.body(receiptJws(check), 200, { 'Content-Type': 'application/jose' })
  }
  if (kind === 'vc') {
    const credential = toCredential(check.document, originOf(site, c))
    const signer = await site.desk.signer()
    const jwt = await signer.sign(JSON.stringify(credential), { typ: 'vc+jwt', cty: 'vc' })
    return c.body(jwt, 200, { 'Content-Type': 'application/vc+jwt' })
  }
  const bytes = await renderReceipt(check, {
    origin: originOf(site, c),
    font: site.desk.assets.font,
    titleOf: (registry) => site.infoOf(registry)?.title ?? registry,
  })
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/pdf' })
}

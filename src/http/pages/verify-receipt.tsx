import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function verifyReceiptPages(_site: DeskSite): Hono {
  return new Hono()
}

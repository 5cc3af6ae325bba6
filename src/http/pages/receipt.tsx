import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function receiptPages(_site: DeskSite): Hono {
  return new Hono()
}

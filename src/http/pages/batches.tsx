import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function batchPages(_site: DeskSite): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function webhookPages(_site: DeskSite): Hono {
  return new Hono()
}

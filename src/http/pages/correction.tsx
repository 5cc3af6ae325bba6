import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function correctionPages(_site: DeskSite): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function watchPages(_site: DeskSite): Hono {
  return new Hono()
}

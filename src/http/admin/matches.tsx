import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function matchPages(_site: DeskSite): Hono {
  return new Hono()
}

import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function runPages(_site: DeskSite): Hono {
  return new Hono()
}

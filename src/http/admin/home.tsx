import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function deskHome(_site: DeskSite): Hono {
  return new Hono()
}

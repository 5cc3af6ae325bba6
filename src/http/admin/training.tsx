import { Hono } from 'hono'
import type { DeskSite } from '../desk.ts'

export function deskTrainingPages(_site: DeskSite): Hono {
  return new Hono()
}

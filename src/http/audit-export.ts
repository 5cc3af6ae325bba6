import type { Context } from 'hono'
import { auditLines } from './audit-lines.ts'
import type { DeskSite } from './desk.ts'
import { sendLines } from './send-lines.ts'

/** The whole log as a download. */
export const exportAudit = (site: DeskSite, c: Context): Response =>
  sendLines(c, site.now(), {
    fileName: 'audit.jsonl',
    mediaType: 'application/x-ndjson',
    parts: auditLines(site.database(c)),
  })

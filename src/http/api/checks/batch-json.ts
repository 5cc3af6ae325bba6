/** Lists of people to be checked as the API writes them. */
import type { z } from '@hono/zod-openapi'
import type { Batch } from '#db/queries/batches.ts'
import { mapColumns } from '#src/core/checks/map-columns.ts'
import type { CheckElement } from '#src/core/checks/types.ts'
import type { FoundRow } from '../../batches/results.ts'
import type { batchRowSchema, batchSchema } from './batch-schemas.ts'

export const toBatchJson = (batch: Batch): z.input<typeof batchSchema> => ({
  id: batch.id,
  file_name: batch.fileName,
  status: batch.status,
  reason: batch.reason,
  as_of: batch.asOf,
  mapping: batch.mapping,
  columns: batch.header,
  doubtful: batch.status === 'mapping' ? mapColumns(batch.header).doubtful : [],
  samples: batch.samples,
  total: batch.total,
  done: batch.done,
  problems: batch.problems,
  created_at: batch.createdAt.toISOString(),
  started_at: batch.startedAt?.toISOString() ?? null,
  finished_at: batch.finishedAt?.toISOString() ?? null,
  expires_at: batch.expiresAt.toISOString(),
})

const toElement = ({ verdict, reason }: CheckElement) => ({ verdict, reason })

export function toRowJson(row: FoundRow): z.input<typeof batchRowSchema> {
  const { asked, document } = row
  const elements = document?.elements
  return {
    line: row.line,
    asked: {
      name: asked.name,
      state: asked.state,
      license_number: asked.licenseNumber,
      npi: asked.npi,
      certification_number: asked.certificationNumber,
    },
    problem: row.problem,
    attention: document?.attention ?? null,
    check_id: row.checkId,
    practitioner_id: document?.subject.kind === 'one' ? document.subject.publicId : null,
    name: document?.name ?? null,
    elements: elements
      ? {
          license: toElement(elements.license),
          registration: toElement(elements.registration),
          certification: toElement(elements.certification),
          training: toElement(elements.training),
          exclusions: toElement(elements.exclusions),
        }
      : null,
  }
}

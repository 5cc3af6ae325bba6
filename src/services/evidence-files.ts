/** Files that show a training: kept once by their contents, and never shown to the public. */
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { evidenceFiles } from '#db/schema/index.ts'
import { RefusedError } from './errors.ts'

export const EVIDENCE_MAX_BYTES = 5 * 1024 * 1024
const NAME_MAX = 100

export interface NewEvidence {
  fileName: string
  body: Uint8Array
}

const MAGIC: [mediaType: string, bytes: number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
]

/** What the file is by how it begins, whatever it is called; null for what is not taken. */
export const mediaTypeOf = (body: Uint8Array): string | null =>
  MAGIC.find(([, bytes]) => bytes.every((byte, index) => body[index] === byte))?.[0] ?? null

/** Keeps a file and returns its SHA-256. Throws `RefusedError` for one too large or of another kind. */
export async function keepEvidence(
  tx: Db,
  { fileName, body }: NewEvidence,
  at: Date,
): Promise<string> {
  if (body.length > EVIDENCE_MAX_BYTES) throw new RefusedError('The file is larger than 5 MB.')
  const mediaType = mediaTypeOf(body)
  if (mediaType === null) {
    throw new RefusedError('The file is no PDF, PNG or JPEG.')
  }
  const sha256 = createHash('sha256').update(body).digest('hex')
  await tx
    .insert(evidenceFiles)
    .values({
      sha256,
      mediaType,
      fileName: toFileName(fileName),
      size: body.length,
      body,
      uploadedAt: at,
    })
    .onConflictDoNothing()
  return sha256
}

/** Letters, digits and a few signs, so that the name can stand in a header. */
const toFileName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^\w. -]/g, '')
    .trim()
    .slice(-NAME_MAX) || 'evidence'

export interface EvidenceFile extends NewEvidence {
  mediaType: string
}

/** The file of this SHA-256, or null. */
export async function findEvidence(db: Db, sha256: string): Promise<EvidenceFile | null> {
  const { mediaType, fileName, body } = evidenceFiles
  const [found] = await db
    .select({ mediaType, fileName, body })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.sha256, sha256))
  return found ?? null
}

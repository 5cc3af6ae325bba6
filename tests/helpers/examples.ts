/** Saved answers beside the parsers, and the expected JSON beside each of them. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Capture, Registry } from '#scrapers/source.ts'

export interface Example {
  /** The file's name. */
  file: string
  capture: Capture
  /** Where the JSON that the parser must give stands. */
  expectedPath: string
}

const FETCHED_AT = new Date('2026-11-22T12:00:00Z')

const MEDIA_TYPES: Record<string, string> = {
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * The examples of a registry, in order of their names. `<name>.<kind>.<ext>` is the body of an
 * answer of that kind; a registry that is read from saved pages gets its files that way instead,
 * whatever they are called. `<name>….expected.json` is not an example but what one must give.
 */
export async function listExamples(registry: Registry): Promise<Example[]> {
  const folder = path.resolve('scrapers', registry.info.id, 'examples')
  const files = await readdir(folder).catch(() => [])
  const bodies = files.filter((file) => !file.endsWith('.expected.json')).sort()
  return await Promise.all(
    bodies.map(async (file) => ({
      file,
      capture: toCapture(registry, file, new Uint8Array(await readFile(path.join(folder, file)))),
      expectedPath: path.join(folder, `${path.parse(file).name}.expected.json`),
    })),
  )
}

function toCapture(registry: Registry, file: string, body: Uint8Array): Capture {
  if (registry.fromSavedPage) {
    return registry.fromSavedPage({
      fileName: file,
      body,
      savedAt: FETCHED_AT,
      savedBy: 'example',
    })
  }
  const { name, ext } = path.parse(file)
  const mediaType = MEDIA_TYPES[ext]
  const kind = path.extname(name).slice(1)
  if (mediaType === undefined || kind === '') {
    throw new Error(`The example ${file} is not named <name>.<kind>.<json|html|csv|txt>.`)
  }
  return {
    registry: registry.info.id,
    kind,
    via: 'http',
    method: 'GET',
    url: `${registry.info.baseUrl}/example`,
    requestBody: null,
    status: 200,
    mediaType,
    fetchedAt: FETCHED_AT,
    body,
    etag: null,
    lastModified: null,
    savedBy: null,
  }
}

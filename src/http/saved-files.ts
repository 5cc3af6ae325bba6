/** Pages that a person saved, as a form or a program sends them. */
import type { Context } from 'hono'
import type { Registry, SavedPage } from '#scrapers/source.ts'
import { endOfNewYorkDay, isIsoDate, newYorkDay } from '#src/core/days.ts'
import { actorOf, type DeskSite } from './desk.ts'
import { NotFoundError, parameterError } from './problem.ts'

export const UPLOAD_MB_MAX = 64
export const UPLOAD_BYTES_MAX = UPLOAD_MB_MAX * 1024 * 1024
export const FILES_MAX = 500
export const FILE_MB_MAX = 5

/** The registries that keep programs out. */
export const handRegistries = (site: DeskSite): Registry[] =>
  site.desk.ctx.registries.filter(({ fromSavedPage }) => fromSavedPage !== undefined)

/** Throws `NotFoundError` for a registry that programs ask. */
export function handRegistry(site: DeskSite, id: string): Registry {
  const registry = handRegistries(site).find(({ info }) => info.id === id)
  if (!registry) throw new NotFoundError('No registry of this name is saved by hand.')
  return registry
}

/**
 * The parts `files` of a multipart form, saved on the day `saved_on` in New York, or now. Throws
 * `ParameterError`.
 */
export async function readSavedFiles(site: DeskSite, c: Context): Promise<SavedPage[]> {
  if (!c.req.header('Content-Type')?.startsWith('multipart/form-data')) {
    throw parameterError('files', 'Send the pages as a form with files (multipart/form-data).')
  }
  const form = await c.req.parseBody({ all: true })
  const savedAt = readDay(form.saved_on, site.now())
  const parts = [form.files ?? []].flat()
  // A browser sends one part without a name where nobody chose a file.
  const files = parts.filter((part) => part instanceof File).filter(({ name }) => name !== '')
  if (files.length === 0) throw parameterError('files', 'Choose at least one saved page.')
  if (files.length > FILES_MAX) {
    throw parameterError('files', `At most ${FILES_MAX} pages at a time.`)
  }
  const tooLarge = files.find(({ size }) => size > FILE_MB_MAX * 1024 * 1024)
  if (tooLarge) {
    throw parameterError('files', `${nameOf(tooLarge)} is larger than ${FILE_MB_MAX} MB.`)
  }
  const savedBy = actorOf(c).actor
  return Promise.all(
    files.map(async (file) => ({
      fileName: nameOf(file),
      body: new Uint8Array(await file.arrayBuffer()),
      savedAt,
      savedBy,
    })),
  )
}

const NAME_MAX = 200

/** The name alone, without folders or anything that a database cannot hold. */
const nameOf = ({ name }: File): string =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .at(-1)
    ?.replaceAll('\0', '')
    .toWellFormed()
    .slice(-NAME_MAX) ?? ''

function readDay(given: unknown, now: Date): Date {
  if (given === undefined || given === '') return now
  const today = newYorkDay(now)
  if (typeof given !== 'string' || !isIsoDate(given) || given < '2000' || given > today) {
    throw parameterError(
      'saved_on',
      '`saved_on` must be a day such as 2026-03-01, not in the future.',
    )
  }
  return given === today ? now : endOfNewYorkDay(given)
}

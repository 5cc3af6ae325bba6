/** What registries' answers of now say of the license or number that they were asked about. */
import { hasFittingName } from '#src/core/checks/identify.ts'
import type { LiveIdentifier } from '#src/core/checks/facts.ts'
import type { LiveLicense } from '#src/core/checks/lay-over.ts'
import type { CheckSource } from '#src/core/checks/types.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { LicenseFact, RecordContent } from '#src/core/record.ts'
import type { ServiceContext } from './context.ts'
import { describeError } from './errors.ts'
import type { SavedCapture } from './live-questions.ts'
import type { Asked, AskedIdentifier, AskedLicense } from './plan-live.ts'

/** Null where the registry cannot be asked for such a number. */
export type Outcome =
  { license: LiveLicense } | { identifier: LiveIdentifier } | 'unavailable' | null

/** What cannot be read is no answer. */
export function readLive(
  ctx: ServiceContext,
  asked: Asked,
  view: PractitionerView,
  captures: SavedCapture[],
): Outcome {
  const [last] = captures.slice(-1)
  if (!last) return null
  try {
    const entries = readEntries(asked, captures)
    return asked.about === 'license'
      ? readLicense(asked, entries, last)
      : readIdentifier(asked, entries, last, view)
  } catch (error) {
    const reason = describeError(error)
    ctx.log({
      level: 'warn',
      event: 'live answer unread',
      registry: asked.registry.info.id,
      reason,
    })
    return 'unavailable'
  }
}

interface Entries {
  entries: { content: RecordContent; rank: number; capture: SavedCapture }[]
  /** A row could not be read, which may be the one asked for. */
  hasProblems: boolean
}

function readEntries({ registry, context }: Asked, captures: SavedCapture[]): Entries {
  const all: Entries = { entries: [], hasProblems: false }
  for (const capture of captures) {
    const { records, problems } = registry.parse(capture, context.settings)
    all.hasProblems ||= problems.length > 0
    all.entries.push(...records.map(({ content, rank }) => ({ content, rank, capture })))
  }
  return all
}

/** The row of the highest rank speaks. */
function readLicense(
  { registry, recordId, state, number }: AskedLicense,
  { entries, hasProblems }: Entries,
  last: SavedCapture,
): Outcome {
  const [found] = entries
    .flatMap(({ content, ...entry }) =>
      content.licenses
        .filter((one) => one.state === state && one.number === number)
        .map((fact): LicenseEntry => ({ ...entry, fact, link: content.link })),
    )
    .toReversed()
    .toSorted((a, b) => b.rank - a.rank)
  if (!found && hasProblems) return 'unavailable'
  const source = toSource(registry.info.id, found?.capture ?? last, found?.link ?? null)
  return { license: { recordId, number, fact: found?.fact ?? null, source } }
}

interface LicenseEntry {
  fact: LicenseFact
  link: string | null
  rank: number
  capture: SavedCapture
}

/** An entry that the parser has something against, such as a number taken back, confirms nobody. */
function readIdentifier(
  { registry, recordId, npi }: AskedIdentifier,
  { entries, hasProblems }: Entries,
  last: SavedCapture,
  view: PractitionerView,
): Outcome {
  if (hasProblems) return 'unavailable'
  const own = npi === null ? entries : entries.filter(({ content }) => content.npi === npi)
  const fitting = own.filter(({ content }) =>
    [content.name, ...content.otherNames].some(({ full }) => hasFittingName(view, full)),
  )
  const [entry] = npi === null ? [] : [...fitting, ...own]
  const source = toSource(registry.info.id, entry?.capture ?? last, entry?.content.link ?? null)
  const finding = findingOf(npi, own.length, fitting.length)
  return { identifier: { recordId, npi, finding, count: fitting.length, source } }
}

function findingOf(npi: string | null, own: number, fitting: number): LiveIdentifier['finding'] {
  if (npi === null) return 'of-that-name'
  if (own === 0) return 'not-listed'
  return fitting > 0 ? 'listed' : 'other-name'
}

const toSource = (
  registry: string,
  { id, sha256, fetchedAt }: SavedCapture,
  link: string | null,
): CheckSource => ({
  registry,
  captureId: id,
  sha256,
  fetchedAt: fetchedAt.toISOString(),
  link,
})

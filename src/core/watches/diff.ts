/** What happened between two looks at somebody who is watched. */
import type { IsoDate } from '../words.ts'
import { daysBetween, type WatchEvent, warningAt } from './events.ts'
import type { Seen, SeenCredential, SeenRecord } from './seen.ts'

/**
 * The first look (`before` null) tells what is coming and what bars the person; what changed can
 * only be told from the second on. `titleOf` names a registry.
 */
export function eventsBetween(
  before: Seen | null,
  after: Seen,
  titleOf: (registry: string) => string,
): WatchEvent[] {
  const known = new Map(before?.credentials.map((credential) => [credential.key, credential]))
  const credentials = after.credentials.flatMap((now) => {
    const changes = before ? changesOf(known.get(now.key) ?? null, now, after) : []
    return [...changes, ...expiring(now, after.day)]
  })
  return [
    ...credentials,
    ...newExclusions(before, after),
    ...(before ? notListed(before, after, titleOf) : []),
  ]
}

function changesOf(
  before: SeenCredential | null,
  now: SeenCredential,
  { day, version }: Seen,
): WatchEvent[] {
  const events: WatchEvent[] = []
  // What is no longer listed keeps what was last said of it; that it is not is told by itself.
  if (!now.isListed) return events
  const isNew = !before?.isListed
  const from = isNew ? null : before.standing
  const about = { credential: now.what, credential_key: now.key }
  const isRenewed = isNew ? false : wasRenewed(before, now)
  if (isRenewed) {
    events.push({
      type: 'credential.renewed',
      key: `${now.key}:${now.until ?? ''}`,
      summary: `The ${now.what} was renewed${now.until ? ` through ${now.until}` : ''}.`,
      facts: { ...about, from: before?.until ?? null, until: now.until },
    })
  }
  const isExpiry = from === 'active' && now.standing === 'lapsed'
  const isReturn = isRenewed && from === 'lapsed' && now.standing === 'active'
  if (isExpiry) {
    events.push({
      type: 'credential.expired',
      key: `${now.key}:${now.until ?? day}`,
      summary: `The ${now.what} has lapsed${now.until ? `; its last day was ${now.until}` : ''}.`,
      facts: { ...about, until: now.until },
    })
  } else if (from !== now.standing && !isReturn) {
    events.push({
      type: 'credential.status_changed',
      key: `${now.key}:${from ?? 'none'}:${now.standing}:${version}`,
      summary:
        from === null
          ? `The ${now.what} is now listed, as ${now.standing}.`
          : `The ${now.what} was ${from} and is ${now.standing}.`,
      facts: { ...about, from, to: now.standing },
    })
  }
  if (now.hasDiscipline && !before?.hasDiscipline) {
    events.push({
      type: 'credential.discipline_added',
      key: `${now.key}:${day}`,
      summary: `The registry now tells of a disciplinary action on the ${now.what}.`,
      facts: about,
    })
  }
  return events
}

/** A later last day, or good again without one. */
function wasRenewed(before: SeenCredential, now: SeenCredential): boolean {
  if (now.standing !== 'active') return false
  if (before.until !== null && now.until !== null) return now.until > before.until
  return before.standing === 'lapsed'
}

function expiring({ key, what, standing, until, isListed }: SeenCredential, day: IsoDate) {
  const events: WatchEvent[] = []
  if (!isListed || standing !== 'active' || until === null) return events
  const daysLeft = daysBetween(day, until)
  const warning = warningAt(daysLeft)
  if (warning === null) return events
  const left = daysLeft === 0 ? 'today' : `in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`
  events.push({
    type: 'credential.expiring',
    key: `${key}:${until}:${warning}`,
    summary: `The ${what} is good through ${until}, which is ${left}.`,
    facts: { credential: what, credential_key: key, until, days_left: daysLeft, warning },
  })
  return events
}

function newExclusions(before: Seen | null, after: Seen): WatchEvent[] {
  const known = new Set(before?.exclusions.map(({ key }) => key))
  return after.exclusions
    .filter(({ key }) => !known.has(key))
    .map(({ key, list, since }) => ({
      type: 'exclusion.added',
      key: `${key}:${after.day}`,
      summary: `Stands on the exclusion list ${list}${since ? ` since ${since}` : ''}.`,
      facts: { list, since },
    }))
}

function notListed(before: Seen, after: Seen, titleOf: (registry: string) => string): WatchEvent[] {
  const now = new Map(after.records.map((record) => [record.id, record]))
  const isListed = (record: SeenRecord | undefined): boolean => record?.delistedOn === null
  const gone = before.records.filter((record) => isListed(record) && !isListed(now.get(record.id)))
  const byRegistry = gone.map(({ id, registry }): WatchEvent => {
    const on = now.get(id)?.delistedOn ?? null
    return {
      type: 'practitioner.not_listed',
      key: `${registry}:${id}:${on ?? after.day}`,
      summary: on
        ? `${titleOf(registry)} no longer lists this person, as of ${on}.`
        : `The directory no longer has an entry of ${titleOf(registry)} for this person.`,
      facts: { registry, credential: null, since: on ?? after.day },
    }
  })
  return [...byRegistry, ...goneCredentials(before, after, now)]
}

/** Credentials that an entry had which is still there. */
function goneCredentials(
  before: Seen,
  after: Seen,
  now: ReadonlyMap<number, SeenRecord>,
): WatchEvent[] {
  const held = new Set(after.credentials.map(({ key }) => key))
  return before.credentials
    .filter(({ key, isListed, recordId }) => isListed && !held.has(key) && now.has(recordId))
    .map(({ key, what, recordId }) => ({
      type: 'practitioner.not_listed',
      key: `${key}:${after.day}`,
      summary: `The ${what} is no longer listed.`,
      facts: {
        registry: now.get(recordId)?.registry ?? null,
        credential: what,
        since: after.day,
      },
    }))
}

import { LayoutError } from '../lib/errors.ts'

export interface BadgeEvidence {
  /** The address without anything that a tracker or a mail program hung on. */
  url: string
  host: string
}

const HOSTS = ['digitalbadge.ncbahm.org', 'digitalbadge.nccaom.org']
const PATH = /^\/DiplomateBadgeProfile\/[A-Za-z0-9_+-]{8,200}(?:=|%3D){0,2}$/

/** A badge link that somebody gave, for a person to open; null for any other address. */
export function findBadgeEvidence(url: string): BadgeEvidence | null {
  const parsed = URL.canParse(url.trim()) ? new URL(url.trim()) : null
  const isBadge =
    parsed?.protocol === 'https:' &&
    HOSTS.includes(parsed.hostname) &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    PATH.test(parsed.pathname)
  return parsed && isBadge
    ? { url: `https://${parsed.hostname}${parsed.pathname}`, host: parsed.hostname }
    : null
}

/** The same, of an address that must be one. Throws `LayoutError`; the badge itself is not read. */
export function toBadgeEvidence(url: string): BadgeEvidence {
  const badge = findBadgeEvidence(url)
  if (badge) return badge
  throw new LayoutError(
    `"${url.slice(0, 120)}" is no badge link: it begins with https://${HOSTS[0]}/DiplomateBadgeProfile/ or the same on ${HOSTS[1]}.`,
  )
}

/** Matches by an identifier that belongs to one person, where the names fit as well. */
import { bareLicense, isSameLicense, mayBeOne } from './exclusive.ts'
import type { LinkRecord } from './link-record.ts'
import { groupBy, type Match, pairs, toMatch } from './match.ts'
import { areCompatibleNames, isSameName } from './names.ts'

export function matchByNpi(records: LinkRecord[]): Match[] {
  const groups = groupBy(records, (record) => (record.npi ? [record.npi] : []))
  return [...groups].flatMap(([npi, group]) =>
    pairs(group)
      .filter(([a, b]) => mayBeOne(a, b) && haveCompatibleNames(a, b))
      .map(([a, b]) => toMatch(a, b, 'npi', [`the same NPI, ${npi}`, 'names that fit'])),
  )
}

/** A typed license number counts only where exactly one person claims it and the names fit. */
export function matchByLicense(records: LinkRecord[]): Match[] {
  const holders = groupBy(records, ({ licenses }) => licenses.map(bareLicense))
  const claimants = groupBy(records, ({ licenseHints }) => unique(licenseHints.map(bareLicense)))
  const byName = groupBy(
    records.filter(({ licenses }) => licenses.length > 0),
    ({ names }) => unique(names.map(({ words }) => words.join(' '))),
  )
  return [...claimants].flatMap(([number, claims]) =>
    (holders.get(number) ?? []).flatMap((holder) => {
      const fitting = claims.filter((claim) => fits(holder, claim, holders.get(number) ?? []))
      const [claim, ...rivals] = fitting
      if (!claim || rivals.length > 0 || isBetterNamed(holder, claim, byName)) return []
      return [toMatch(holder, claim, 'license', [`the same license, ${number}`, 'names that fit'])]
    }),
  )
}

/** The claim means this holder and no other, and nothing speaks against it. */
function fits(holder: LinkRecord, claim: LinkRecord, holders: LinkRecord[]): boolean {
  const meant = holders.filter(({ licenses }) =>
    licenses.some((license) => claim.licenseHints.some((hint) => isSameLicense(license, hint))),
  )
  return (
    meant.length === 1 &&
    meant[0] === holder &&
    mayBeOne(holder, claim) &&
    haveCompatibleNames(holder, claim)
  )
}

/**
 * Somebody else on the roll has the very name of the claim, the holder only a name that fits: the
 * number may be theirs with a digit wrong.
 */
function isBetterNamed(
  holder: LinkRecord,
  claim: LinkRecord,
  byName: Map<string, LinkRecord[]>,
): boolean {
  if (haveSameName(holder, claim)) return false
  return claim.names
    .flatMap(({ words }) => byName.get(words.join(' ')) ?? [])
    .some(
      (other) =>
        other !== holder && other.registry === holder.registry && haveSameName(other, claim),
    )
}

const haveSameName = (a: LinkRecord, b: LinkRecord): boolean =>
  a.names.some((one) => b.names.some((other) => isSameName(one, other)))

export const haveCompatibleNames = (a: LinkRecord, b: LinkRecord): boolean =>
  a.names.some((one) => b.names.some((other) => areCompatibleNames(one, other)))

const unique = (values: string[]): string[] => [...new Set(values)]

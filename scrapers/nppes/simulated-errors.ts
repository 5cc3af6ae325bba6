/** Errors of the NPI registry; all of them come with status 200. */

export interface WireError {
  description: string
  field: string
  number: string
}

/** What the registry has against a question, or null. */
export function findError(query: Record<string, string>): WireError | null {
  if (query.version !== '2.1') return error('17', 'version', 'Unsupported Version')
  if (query.number !== undefined) {
    return /^\d{10}$/.test(query.number) ? null : error('06', 'number', 'NPI must be 10 digits')
  }
  const criteria = Object.keys(query).filter((name) => CRITERIA.has(name) && query[name] !== '')
  const [only] = criteria
  if (only === undefined) return error('04', 'generic', 'No valid search criteria provided')
  if (criteria.every((name) => name === 'state' || name === 'enumeration_type')) {
    return only === 'enumeration_type' && criteria.length === 1
      ? error('09', only, 'enumeration_type requires additional search criteria')
      : error('07', 'state', 'Field state requires additional search criteria')
  }
  const short = criteria.find((name) => /^.?\*/.test(query[name] ?? ''))
  return short
    ? error('06', short, 'Wildcard search requires at least two characters before it')
    : null
}

const CRITERIA = new Set([
  'enumeration_type',
  'taxonomy_description',
  'first_name',
  'last_name',
  'organization_name',
  'city',
  'state',
  'postal_code',
])

const error = (number: string, field: string, description: string): WireError => ({
  description,
  field,
  number,
})

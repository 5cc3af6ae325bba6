/**
 * What a hurried person would write instead of the directory: fetch the pages, take what is there,
 * write it over what was known. It is here to show what the checks are worth.
 */
import type { Facts } from './facts.ts'

type Any = Record<string, unknown>
const isAny = (value: unknown): value is Any => typeof value === 'object' && value !== null
const toAny = (value: unknown): Any => (isAny(value) ? value : {})
const listOf = (value: unknown): Any[] => (Array.isArray(value) ? value.map(toAny) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

async function fetchCt(baseUrl: string, save: (key: string, fact: Any) => void): Promise<void> {
  for (let offset = 0; ; offset += 1000) {
    const where = encodeURIComponent("upper(credential) like 'ACUPUNCTUR%'")
    const url = `${baseUrl}/resource/ngch-56tr.json?$where=${where}&$order=:id&$limit=1000&$offset=${offset}`
    const rows = listOf(await (await fetch(url)).json())
    if (rows.length === 0) return
    for (const row of rows) {
      const { name, status, issuedate, expirationdate, address, city, zip } = row
      save(text(row.credentialid), { name, status, issuedate, expirationdate, address, city, zip })
    }
  }
}

async function fetchNppes(baseUrl: string, save: (key: string, fact: Any) => void): Promise<void> {
  for (const state of ['NY', 'NJ', 'CT']) {
    for (let skip = 0; skip <= 1000; skip += 200) {
      const asked = `version=2.1&enumeration_type=NPI-1&taxonomy_description=Acupuncturist`
      const url = `${baseUrl}/api/?${asked}&state=${state}&limit=200&skip=${skip}`
      const data: unknown = await (await fetch(url)).json()
      const rows = listOf(toAny(data).results)
      for (const row of rows) {
        const { first_name, last_name, status, enumeration_date } = toAny(row.basic)
        save(text(row.number), { first_name, last_name, status, enumeration_date })
      }
      if (rows.length < 200) break
    }
  }
}

async function fetchLeie(baseUrl: string, save: (key: string, fact: Any) => void): Promise<void> {
  const lines = (await (await fetch(`${baseUrl}/exclusions/downloadables/UPDATED.csv`)).text())
    .trim()
    .split(/\r?\n/)
  const header = (lines.shift() ?? '').split(',').map((name) => name.replaceAll('"', ''))
  for (const line of lines) {
    const cells = line.split('","').map((cell) => cell.replaceAll('"', ''))
    const row = Object.fromEntries(header.map((name, at) => [name, cells[at]]))
    const key = `${row.LASTNAME} ${row.FIRSTNAME} ${row.BUSNAME} ${row.ADDRESS} ${row.NPI}`
    save(key, { type: row.EXCLTYPE, since: row.EXCLDATE })
  }
}

export const NAIVE: Record<string, typeof fetchCt> = {
  'ct-elicense': fetchCt,
  nppes: fetchNppes,
  leie: fetchLeie,
}

/** Facts after the script has run over those it had; who was not seen is taken off the list. */
export async function runNaive(registry: string, baseUrl: string, had: Facts): Promise<Facts> {
  const now: Facts = new Map(had)
  const seen = new Set<string>()
  try {
    await NAIVE[registry]?.(baseUrl, (key, fact) => {
      seen.add(key)
      now.set(key, JSON.stringify(fact))
    })
  } catch {
    // It ends with a stack trace in the middle; what it had written stays written.
    return now
  }
  for (const key of now.keys()) if (!seen.has(key)) now.delete(key)
  return now
}

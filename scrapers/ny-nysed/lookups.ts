import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold } from '#src/core/names.ts'
import { UnavailableError } from '../lib/errors.ts'
import type { Capture, CaptureContext, PersonQuery } from '../source.ts'
import { type ListedLicense, readNamesPage } from './pages.ts'
import { getProfession } from './professions.ts'
import { askDetail, askNames, askProfessions } from './query.ts'

/** So many pages of one family name are read, and so many licenses are asked for. */
const PAGES_MAX = 10
const LICENSES_MAX = 25

/**
 * Asks by license number, else by family name, with the given name where known; nobody is asked
 * where the query holds neither. Nobody found is an answer too. Throws `UnavailableError` for a
 * name that more people have than may be asked for one by one.
 */
export async function lookUp(context: CaptureContext, query: PersonQuery): Promise<Capture[]> {
  if (query.state !== undefined && query.state !== 'NY') return []
  if (query.licenseNumber !== undefined) {
    const number = normalizeLicenseNumber('NY', query.licenseNumber)
    if (number === null) return []
    return [await askDetail(context, 'look-up', { profession: await ask(context), number })]
  }
  const name = toBeginning(query.familyName ?? '')
  return name === '' ? [] : await lookUpName(context, name, query)
}

const ask = async (context: CaptureContext): Promise<string> =>
  getProfession(await askProfessions(context), context.settings)

async function lookUpName(
  context: CaptureContext,
  name: string,
  query: PersonQuery,
): Promise<Capture[]> {
  const profession = await ask(context)
  const pages: Capture[] = []
  const found = new Map<string, ListedLicense>()
  for (let page = 0, totalPages = 1; page < totalPages; page += 1) {
    const capture = await askNames(context, { profession, name, page })
    const answer = readNamesPage(capture)
    pages.push(capture)
    for (const license of answer.licenses) {
      if (license.profession === profession && isCalled(license.name, query)) {
        found.set(license.number, license)
      }
    }
    if (page === 0) totalPages = answer.totalPages
    if (answer.rows === 0 && totalPages > 0) {
      throw new UnavailableError(`New York sent an empty page, ${page + 1} of ${totalPages}.`)
    }
    if (totalPages > PAGES_MAX || found.size > LICENSES_MAX) {
      throw new UnavailableError(
        `New York has too many licenses under that name to ask for each (${found.size} on ${pages.length} of ${totalPages} pages); give the license number or the full name.`,
      )
    }
  }
  const details: Capture[] = []
  for (const number of found.keys()) {
    details.push(await askDetail(context, 'detail', { profession, number }))
  }
  return [...pages, ...details]
}

/**
 * What the state's names are asked to begin with. Of a double name that is the first, since the
 * second may be hyphenated, spaced or left out; a particle alone would find half of a letter.
 */
function toBeginning(familyName: string): string {
  const plain = familyName.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase().trim()
  const [first = ''] = plain.split(/[\s-]+/)
  return first.length >= 4 ? first : plain.replaceAll(/\s+/g, ' ')
}

/** All words of the family name, and one more that begins as the given name does. */
function isCalled(name: string, { familyName, givenName }: PersonQuery): boolean {
  const words = fold(name).split(' ')
  for (const word of fold(familyName ?? '').split(' ')) {
    const index = words.indexOf(word)
    if (index === -1) return false
    words.splice(index, 1)
  }
  const [given = ''] = fold(givenName ?? '').split(' ')
  return given === '' || words.some((word) => word.startsWith(given))
}

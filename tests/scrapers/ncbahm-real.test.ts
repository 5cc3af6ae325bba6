/** Real pages, where they are: nothing of them is copied, and nothing of them may stay unexplained. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ncbahm, pageFacts } from '#scrapers/ncbahm/index.ts'
import type { Capture } from '#scrapers/source.ts'

const FOLDER = path.resolve('../shared/registries/ncbahm')

const save = (fileName: string, text?: string): Capture => {
  const body = new Uint8Array(text ? Buffer.from(text) : readFileSync(path.join(FOLDER, fileName)))
  const capture = ncbahm.fromSavedPage?.({
    fileName,
    body,
    savedAt: new Date('2026-06-01T00:00:00Z'),
    savedBy: 'tests',
  })
  if (!capture) throw new Error('Pages of this registry cannot be saved.')
  return capture
}

describe.skipIf(!existsSync(FOLDER))('real pages of the directory', () => {
  test.each([
    ['ncbahm_search_ny_2026-05-27_real.html', 'results:dom', 1198, 'NY'],
    ['ncbahm_search_hi_2026-05-27_real.html', 'results:dom', 151, 'HI'],
    ['ncbahm_search_wa_2026-05-27_real.html', 'results:dom', 800, 'WA'],
    ['old_nccaom_search_wa_UNCERTAIN.html', 'results:raw', 789, 'WA'],
  ])('%s: twenty people, every field explained', (fileName, kind, total, state) => {
    const capture = save(fileName)
    expect(capture.kind).toBe(kind)
    expect(pageFacts(capture)).toMatchObject({ total, cards: 20, search: { state } })
    const { records, problems, unknownWords, filled } = ncbahm.parse(capture)
    expect([records.length, problems, unknownWords]).toEqual([20, [], []])
    expect(filled).toMatchObject({ name: 20, status: 20, certifications: 20 })
    expect(filled['address']).toBeGreaterThan(17)
    for (const { scope, content } of records) {
      expect(scope).toBe(`state:${state}`)
      expect(content.gender).not.toBeNull()
      expect(content.certifications.every(({ standing }) => standing === 'active')).toBe(true)
      // A degree left inside would keep the person from being linked.
      expect(content.name.full).not.toMatch(/,|\b(lac|l\.ac|dacm|daom|phd|eamp|faborm)\b/i)
      const [location] = content.locations
      const placed = location?.state ?? content.placeOfRecord?.state
      expect(placed).toBe(state)
      if (location?.state) expect(location.city && location.street).toBeTruthy()
    }
    expect(ncbahm.completeScopes?.([capture])).toEqual([])
  })

  test('an empty list is an empty list', () => {
    const capture = save('old_nccaom_search_empty_synthetic.html')
    expect(ncbahm.parse(capture)).toMatchObject({ records: [], problems: [] })
  })

  test('the older layout: a search by name', () => {
    const capture = save('old_nccaom_search_name_UNCERTAIN.html')
    expect(capture.kind).toBe('results-old:raw')
    const { records, problems } = ncbahm.parse(capture)
    expect([records.length, problems]).toEqual([1, []])
    expect(records[0]).toMatchObject({
      scope: 'state:CT',
      content: { certifications: [{ designation: 'Dipl. Ac.', standing: 'active' }] },
    })
  })

  test('the older layout: a profile', () => {
    const capture = save('old_nccaom_profile_UNCERTAIN.html')
    expect(capture.kind).toBe('detail-old:raw')
    const { records, problems, filled } = ncbahm.parse(capture)
    expect(problems).toEqual([])
    expect(filled).toMatchObject({ about: 1, education: 1, badgeUrl: 1, languages: 1 })
    const content = records[0]?.content
    expect(content?.locations).toHaveLength(1)
    expect(content?.locations[0]).toMatchObject({
      state: 'NY',
      postalCode: expect.stringMatching(/^1\d{4}$/),
    })
    expect(content?.training).toEqual([])
  })

  test('a details page of which only the text is known', () => {
    const text = readFileSync(
      path.join(FOLDER, 'ncbahm_detail_page_text_2026-08-23_real.txt'),
      'utf8',
    )
    // The note of whoever recorded it above, and another page below.
    const page = text.slice(text.indexOf('URL:'), text.indexOf('----'))
    const capture = save('details.txt', page)
    expect([capture.kind, capture.url.includes('/FAP/PractitionerDetail?')]).toEqual([
      'detail:text',
      true,
    ])
    const { records, problems } = ncbahm.parse(capture)
    expect(problems).toEqual([])
    expect(records[0]?.content).toMatchObject({
      gender: 'M',
      certifications: [{ designation: 'Dipl. O.M.', standing: 'active' }],
      locations: [{ state: 'FL', postalCode: expect.stringMatching(/^3\d{4}$/) }],
      raw: { about: null, education: expect.stringContaining('–') },
    })
    // The street stands twice on one line, and the address twice on the page.
    const street = records[0]?.content.locations[0]?.street ?? ''
    expect(page.split(street).length - 1).toBe(4)
  })
})

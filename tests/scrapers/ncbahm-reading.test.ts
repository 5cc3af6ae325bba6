/** Small readers: addresses, marks, training, badge links, the plain text of a details page. */
import { describe, expect, test } from 'vitest'
import { stripDegrees } from '#src/core/names.ts'
import { toAddress } from '#scrapers/ncbahm/address.ts'
import { toBadgeEvidence } from '#scrapers/ncbahm/badge.ts'
import { readMark } from '#scrapers/ncbahm/person.ts'
import { parse } from '#scrapers/ncbahm/parse.ts'
import { fromSavedPage } from '#scrapers/ncbahm/saved-page.ts'
import { trainingFromAbout, trainingFromEducation } from '#scrapers/ncbahm/training.ts'
import { toStanding } from '#scrapers/ncbahm/words.ts'

describe('addresses', () => {
  test.each([
    ['100 Example Tpke , Exampleville, NY, USA', '100 Example Tpke', 'Exampleville', 'NY', null],
    [
      '1 Example St Ste 5 Suite 5, Exampleville, NJ 07000-1234, USA',
      '1 Example St Ste 5',
      'Exampleville',
      'NJ',
      '07000',
    ],
    [
      '7 Example Ave 7 Example Ave, Exampleville, CT 06000, USA',
      '7 Example Ave',
      'Exampleville',
      'CT',
      '06000',
    ],
    [
      '10 Example Rd, Ste 3 Suite 3, Exampleville, NY, USA',
      '10 Example Rd, Ste 3',
      'Exampleville',
      'NY',
      null,
    ],
    [
      '2 Example Way Near A, B & C, Exampleville, NY, USA',
      '2 Example Way Near A, B & C',
      'Exampleville',
      'NY',
      null,
    ],
    ['Exampleville, NY, USA', null, 'Exampleville', 'NY', null],
    ['100 Route 9 Route 9, Exampleville, NY, USA', '100 Route 9', 'Exampleville', 'NY', null],
    [
      '12  Example   St  STE G, Exampleville, NY, USA',
      '12 Example St STE G',
      'Exampleville',
      'NY',
      null,
    ],
  ])('%s', (text, street, city, state, postalCode) => {
    expect(toAddress(text)).toEqual({ street, city, state, postalCode })
  })

  test.each([
    'Not Available',
    '1 Example St, Toronto, ON, Canada',
    '1 Example St, Exampleville, New York, USA',
    'NY, USA',
    '1 Example St, Exampleville, NY 1, USA',
  ])('no address: %s', (text) => {
    expect(toAddress(text)).toBeNull()
  })
})

describe('marks', () => {
  test.each([
    ['Certified Diplomate | Female', ['AC Certification'], 'active', 'F', ['Dipl. Ac.']],
    ['Dipl. O.M. (NCCAOM)® | Male', ['OM Certification'], 'active', 'M', ['Dipl. O.M.']],
    ['Dipl. Ac. & Dipl. C.H. NCBAHM™ | Female', [], 'active', 'F', ['Dipl. Ac.', 'Dipl. C.H.']],
    ['Dipl. ABT (NCCAOM)®, Dipl. AHM', [], 'active', null, ['Dipl. AHM', 'Dipl. A.B.T.']],
    ['Retired Dipl. Ac. (NCCAOM)® | Male', [], 'inactive', 'M', ['Dipl. Ac.']],
    ['Lapsed | Not Available', ['CH Certification'], 'lapsed', null, ['Dipl. C.H.']],
    ['Emeritus Diplomate | Male', ['CH Certification'], 'unknown', 'M', ['Dipl. C.H.']],
  ])('%s', (text, tags, standing, gender, designations) => {
    expect(readMark(text, tags)).toMatchObject({ standing, gender, designations })
  })

  test('a word that nobody mapped is unknown and named, never active', () => {
    expect(readMark('Emeritus Diplomate | Male', []).unknownWords).toEqual(['Emeritus Diplomate'])
    expect(readMark('Dipl. Ac. Provisional | Male', [])).toMatchObject({
      standing: 'unknown',
      unknownWords: ['Provisional'],
    })
    expect(['', 'constructor', 'not certified'].map(toStanding)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
    expect(() => readMark('a | b | c', [])).toThrow(/status and a gender/)
  })
})

describe('names', () => {
  test.each([
    ['Blake Example Dacm, Lac, Lmt', 'Blake Example'],
    ['Blake Q. Example D Ac.', 'Blake Q. Example'],
    ['Blake Example Dacm, Faborm', 'Blake Example'],
    ['Blake Example L.Ac, EAMP', 'Blake Example'],
    ['Blake Example Jr., L.Ac.', 'Blake Example Jr.'],
    ['Blake Example MSOM LAc Dipl. O.M.', 'Blake Example'],
    ['WEI LIN MA', 'WEI LIN MA'],
    ['Linh M. Lac', 'Linh M. Lac'],
    ['Ma Li', 'Ma Li'],
  ])('%s', (text, plain) => {
    expect(stripDegrees(text)).toBe(plain)
  })
})

describe('training', () => {
  test.each([
    'Tri-State College of Acupuncture',
    'TRI STATE COLLEGE OF ACUPUNCTURE – Certificate program',
    'TriState Collage of Accupuncture',
  ])('documented by %s', (line) => {
    expect(trainingFromEducation(['Example College – Diploma program', line])).toEqual([
      { program: 'apm', tier: 'documented', evidence: line },
    ])
  })

  test('documented by no other school', () => {
    expect(
      trainingFromEducation(['Tri-State Nursing College', 'Statewide College of Acupuncture']),
    ).toEqual([])
  })

  test.each([
    ['I practice APM.', ['apm']],
    [
      'Trained in Acupuncture Physical Medicine and trigger-point release.',
      ['apm', 'trigger-point'],
    ],
    ['A graduate of the Tri-State College of Acupuncture.', ['apm']],
    ['I treat myofascial pain.', ['trigger-point']],
    ['I do not only use trigger points.', ['trigger-point']],
    ['No appointment needed. I use trigger points.', ['trigger-point']],
    ['I am not a surgeon, but I release trigger points.', ['trigger-point']],
    ['Trigger points are treated when pills do not help.', ['trigger-point']],
    ['I do not use trigger points.', []],
    ['I don’t offer herbs, cupping or trigger point work.', []],
    ['Trigger point needling is not what I do.', []],
    ['I work without needles, trigger points or pain.', []],
    ['Open from 8 apm to noon.', []],
    ['Dry needling.', []],
    ['Campaigns and maps.', []],
  ])('%s', (about, programs) => {
    const found = trainingFromAbout(about)
    expect(found.map(({ program }) => program)).toEqual(programs)
    expect(found.every(({ tier }) => tier === 'mentioned')).toBe(true)
  })

  test('evidence is the sentence, cut to 200 characters with the words inside', () => {
    const long = `${'Before that I write much. '.repeat(3)}${'very '.repeat(80)}trigger point ${'work '.repeat(80)}.`
    const [fact] = trainingFromAbout(long)
    expect(fact?.evidence.length).toBeLessThanOrEqual(200)
    expect(fact?.evidence).toMatch(/^….*trigger point.*…$/)
  })
})

describe('badge links', () => {
  const PATH = '/DiplomateBadgeProfile/InventedBadge_0123456789=='

  test('of both names of the board are evidence, without what was hung on', () => {
    for (const host of ['digitalbadge.ncbahm.org', 'digitalbadge.nccaom.org']) {
      expect(toBadgeEvidence(` https://${host}${PATH}?utm=mail#top `)).toEqual({
        url: `https://${host}${PATH}`,
        host,
      })
    }
  })

  test.each([
    `http://digitalbadge.ncbahm.org${PATH}`,
    `https://digitalbadge.ncbahm.org.example${PATH}`,
    `https://someone@digitalbadge.ncbahm.org${PATH}`,
    `https://digitalbadge.ncbahm.org:8443${PATH}`,
    'https://digitalbadge.ncbahm.org/',
    'https://digitalbadge.ncbahm.org/DiplomateBadgeProfile/../x',
    'javascript:alert(1)',
    '',
  ])('refused: %s', (url) => {
    expect(() => toBadgeEvidence(url)).toThrow(/no badge link/)
  })
})

describe('a details page saved as text', () => {
  const mail = ['desk', 'clinic.example'].join('@')
  const text = `Home
Registry

Blake "Bo" Example Dacm, Lac

Dipl. Ac. NCBAHM™ | Female

I studied for years.
Write to ${mail} about myofascial pain.
212-555-0142
www.example-clinic.example    Visit
5 Example Rd Ste 2 Suite 2, Exampleville, NY 10000, USA

AC Certification

Practitioner Locations
Location 1
5 Example Rd Ste 2 Suite 2, Exampleville, NY 10000, USA
Location 2
9 Example Ln , Elsewhere, NJ 07000, USA

Digital Badges Information
https://digitalbadge.ncbahm.org/DiplomateBadgeProfile/InventedBadge_0123456789==

Education
Example College of Acupuncture
Diploma program - Acupuncture
Tri State College Of Acupuncture
Master's Degree program - Acupuncture

Languages
English
French

Health Conditions
Pain
Certification
Education
Resources
`
  const save = (content: string) =>
    fromSavedPage({
      fileName: 'page.txt',
      body: new TextEncoder().encode(content),
      savedAt: new Date('2026-11-22T12:00:00Z'),
      savedBy: 'tests',
    })

  test('gives what the same page gives as HTML', () => {
    const capture = save(text)
    expect([capture.kind, capture.mediaType]).toEqual(['detail:text', 'text/plain; charset=utf-8'])
    const { records, problems } = parse(capture)
    expect(problems).toEqual([])
    expect(records[0]?.content).toMatchObject({
      name: { full: 'Blake Example' },
      otherNames: [{ full: 'Bo Example' }],
      gender: 'F',
      certifications: [{ designation: 'Dipl. Ac.', standing: 'active' }],
      training: [
        {
          program: 'apm',
          tier: 'documented',
          evidence: "Tri State College Of Acupuncture – Master's Degree program - Acupuncture",
        },
        { program: 'trigger-point', tier: 'mentioned' },
      ],
      locations: [
        {
          street: '5 Example Rd Ste 2',
          city: 'Exampleville',
          postalCode: '10000',
          phone: '212-555-0142',
        },
        {
          street: '9 Example Ln',
          city: 'Elsewhere',
          state: 'NJ',
          postalCode: '07000',
          phone: null,
        },
      ],
      languages: ['English', 'French'],
      link: 'https://digitalbadge.ncbahm.org/DiplomateBadgeProfile/InventedBadge_0123456789==',
    })
    expect(JSON.stringify(records)).not.toContain(mail)
    expect(JSON.stringify(records)).not.toContain('example-clinic')
  })

  test('reads NA as nothing', () => {
    const bare = text
      .replace(/I studied[\s\S]*?pain\.\n/, 'NA\n')
      .replace('212-555-0142', 'Not Available')
      .replace(/www\S+ +Visit/, 'Not Available')
    const content = parse(save(bare)).records[0]?.content
    expect(content?.raw).toMatchObject({ about: null, phone: null })
    expect(content?.locations[0]).toMatchObject({ city: 'Exampleville', phone: null })
  })
})

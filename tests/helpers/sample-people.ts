/** Invented people for tests of search and pages: one for each thing that a reader must get right. */
import type {
  CertificationFact,
  LicenseFact,
  LocationFact,
  RecordContent,
} from '#src/core/record.ts'
import { emptyContent } from '#src/core/record.ts'
import type { Designation, State } from '#src/core/words.ts'
import { toNpi } from '#scrapers/population/npis.ts'

export interface SampleRecord {
  registry: string
  content: RecordContent
  isDelisted?: boolean
}

export interface SamplePerson {
  publicId: string
  records: SampleRecord[]
}

const named = (full: string): RecordContent =>
  emptyContent({ full, given: null, middle: null, family: null, suffix: null })

const ROLLS: Record<State, string> = { NY: 'ny-nysed', NJ: 'nj-dca', CT: 'ct-elicense' }

function license(state: State, number: string, more: Partial<LicenseFact> = {}): LicenseFact {
  const standing = more.standing ?? 'active'
  return {
    state,
    number,
    profession: 'Acupuncturist',
    registryStatus: standing.toUpperCase(),
    statusReason: null,
    licensedOn: '2011-05-02',
    expiresOn: state === 'NY' ? null : '2027-09-30',
    registration: state === 'NY' ? { standing: 'active', registeredThrough: '2028-04-30' } : null,
    hasDiscipline: false,
    ...more,
    standing,
  }
}

const roll = (
  name: string,
  fact: LicenseFact,
  more: Partial<RecordContent> = {},
): SampleRecord => ({
  registry: ROLLS[fact.state],
  content: { ...named(name), licenses: [fact], ...more },
})

function diplomate(
  name: string,
  more: Partial<CertificationFact> & { training?: RecordContent['training'] } = {},
): SampleRecord {
  const { training = [], ...fact } = more
  const designation: Designation = fact.designation ?? 'Dipl. Ac.'
  return {
    registry: 'ncbahm',
    content: {
      ...named(`${name}, L.Ac.`),
      certifications: [
        {
          issuer: 'NCBAHM',
          number: null,
          standing: 'active',
          registryStatus: 'Active',
          expiresOn: '2027-12-31',
          ...fact,
          designation,
        },
      ],
      training,
      link: `https://directory.example/people/${name.toLowerCase().replaceAll(/\W+/g, '-')}`,
    },
  }
}

const APM_DOCUMENTED: RecordContent['training'] = [
  {
    program: 'apm',
    tier: 'documented',
    evidence: 'Education: Tri-State College of Acupuncture, 2009',
  },
]
const TRIGGER_MENTIONED: RecordContent['training'] = [
  { program: 'trigger-point', tier: 'mentioned', evidence: '“I release trigger points by hand.”' },
]

const identifier = (
  name: string,
  id: number,
  locations: LocationFact[],
  more: Partial<RecordContent> = {},
): SampleRecord => ({
  registry: 'nppes',
  content: { ...named(name.toUpperCase()), npi: toNpi(id), locations, ...more },
})

const at = (
  city: string,
  state: string,
  postalCode: string,
  more: Partial<LocationFact> = {},
): LocationFact => ({
  name: null,
  street: '12 Sample Street',
  city,
  state,
  postalCode,
  phone: '212-555-0123',
  ...more,
})

export const NPI_OF_LEVINE = toNpi(1)

export const SAMPLE_PEOPLE: SamplePerson[] = [
  {
    publicId: 'p-levine',
    records: [
      roll('LEVINE JORDAN K', license('NY', '001234')),
      diplomate('Jordan Levine', { training: APM_DOCUMENTED }),
      identifier('Jordan Levine', 1, [
        at('New York', 'NY', '10011', { name: 'Still Point Acupuncture', street: '27 W 20th St' }),
        at('Brooklyn', 'NY', '11215', { phone: '718-555-0144' }),
      ]),
    ],
  },
  {
    publicId: 'p-kinam',
    records: [
      roll('Ki Nam Park', license('NJ', '25MZ00012300')),
      diplomate('Ki-Nam Park', { designation: 'Dipl. O.M.', training: TRIGGER_MENTIONED }),
      identifier('Kinam Park', 2, [at('Fort Lee', 'NJ', '07024', { phone: '201-555-0171' })]),
    ],
  },
  {
    publicId: 'p-nguyen-smith',
    records: [
      roll('Mai Nguyễn-Smith', license('CT', '42.123'), {
        placeOfRecord: { city: 'Hartford', state: 'CT', postalCode: '06103' },
      }),
    ],
  },
  {
    publicId: 'p-lapsed',
    records: [
      roll('Oren Castellanos', license('CT', '42.77', { expiresOn: '2025-01-31' })),
      diplomate('Oren Castellanos', { expiresOn: '2024-06-30' }),
    ],
  },
  {
    publicId: 'p-unregistered',
    records: [
      roll(
        'Philippa Vandermeer',
        license('NY', '004321', {
          registration: { standing: 'lapsed', registeredThrough: '2021-08-31' },
        }),
      ),
      identifier('Philippa Vandermeer', 5, [at('Albany', 'NY', '12207')]),
    ],
  },
  {
    publicId: 'p-revoked',
    records: [
      roll(
        'Barnaby Quill',
        license('NJ', '25MZ00099900', {
          standing: 'revoked',
          registryStatus: 'Revoked',
          hasDiscipline: true,
        }),
      ),
      diplomate('Barnaby Quill', { training: APM_DOCUMENTED }),
    ],
  },
  {
    publicId: 'p-excluded',
    records: [
      roll('Wen-Li Zhao', license('NY', '007007')),
      diplomate('Wen-Li Zhao', { training: APM_DOCUMENTED }),
      identifier('Wenli Zhao', 7, [at('Flushing', 'NY', '11354')]),
      {
        registry: 'leie',
        content: {
          ...named('ZHAO, WENLI'),
          npi: toNpi(7),
          exclusions: [{ list: 'LEIE', since: '2022-03-20', reason: '1128(b)(4)' }],
        },
      },
    ],
  },
  {
    publicId: 'p-delisted',
    records: [{ ...roll('Tomiko Arakawa', license('CT', '42.900')), isDelisted: true }],
  },
  {
    publicId: 'p-nppes-only',
    records: [
      identifier('Rosalind Featherstone', 9, [at('Stamford', 'CT', '06901')], {
        licenseHints: [{ state: 'CT', number: '555' }],
        gender: 'F',
      }),
    ],
  },
  {
    publicId: 'p-two-states',
    records: [
      roll('Anselm Okonkwo-Reyes', license('NY', '003003')),
      roll('Anselm Okonkwo-Reyes', license('NJ', '25MZ00033300', { expiresOn: '2024-03-31' })),
      diplomate('Anselm Okonkwo Reyes', {
        training: [{ program: 'trigger-point', tier: 'confirmed', evidence: 'Certificate shown' }],
      }),
      identifier('Anselm Okonkwo-Reyes', 10, [at('Jersey City', 'NJ', '07302')]),
    ],
  },
  ...['Ada', 'Bea', 'Cyd', 'Dov', 'Eli', 'Fay', 'Gus', 'Hal', 'Ivo', 'Jan', 'Kay', 'Lou'].map(
    (given, index) => ({
      publicId: `p-marsh-${given.toLowerCase()}`,
      records: [
        roll(`${given} Marshfield`, license('CT', `42.${3000 + index}`)),
        identifier(`${given} Marshfield`, 100 + index, [
          at('New Haven', 'CT', '06511', { name: 'Elm City Needles', phone: '203-555-0150' }),
        ]),
      ],
    }),
  ),
]

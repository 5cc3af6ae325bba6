import { describe, expect, it } from 'vitest'
import { countFrequencies } from '#src/core/linkage/frequencies.ts'
import { createExplainer } from '#src/core/linkage/explain.ts'
import { DECISIONS, linkTable, prepareFor } from '#src/core/linkage/link-tables.ts'
import { MODEL } from '#src/core/linkage/model.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { TableBuilder } from '#src/core/linkage/table.ts'
import { createPopulation } from '#scrapers/population/index.ts'

interface Sketch {
  called: string
  city?: string
  phone?: string
  license?: string
  npi?: string
}

const toPerson = ({ called, city, phone, license, npi }: Sketch): LinkPerson => ({
  names: [{ full: called, given: null, middle: null, family: null, suffix: null }],
  places: [
    {
      street: null,
      city: city ?? null,
      state: 'NY',
      postalCode: null,
      phone: phone ?? null,
      point: null,
    },
  ],
  npi: npi ?? null,
  licenses: license ? [{ state: 'NY', number: license, isProven: true }] : [],
  gender: null,
  birthDate: null,
  personalNumber: null,
})

/** A crowd of strangers on both lists, so that names have frequencies. */
const crowd = createPopulation({ size: 400, seed: 5 }).map(({ name, home }): Sketch => ({
  called: [name.given, name.middle, name.family, name.suffix].filter(Boolean).join(' '),
  city: home.city,
}))

function decide(left: Sketch[], right: Sketch[]): string[] {
  const builder = new TableBuilder()
  const entries = [...left, ...crowd.slice(0, 200), ...right, ...crowd.slice(200)]
  for (const entry of entries) builder.add(toPerson(entry))
  const table = builder.build()
  const listOf = new Int32Array(entries.length).fill(1, left.length + 200)
  const pairs = linkTable(table, MODEL, { listOf })
  const first = left.length + 200
  return left.flatMap((_, one) =>
    right.map((_, other) => {
      const pair = pairs.left.findIndex(
        (entry, at) => entry === one && pairs.right[at] === first + other,
      )
      return DECISIONS[pairs.decision[pair] ?? 0] ?? ''
    }),
  )
}

describe('two lists', () => {
  it('share a person of a rare name in one town', () => {
    expect(
      decide(
        [{ called: 'QUILLFEATHER ZENOBIA', city: 'Utica' }],
        [{ called: 'Zenobia Quillfeather, L.Ac.', city: 'Utica' }],
      ),
    ).toEqual(['match'])
  })

  it('leave a common name to a person, and a namesake far away apart', () => {
    const found = decide(
      [{ called: 'KIM JIN', city: 'Flushing' }],
      [{ called: 'Jin Kim', city: 'Flushing' }],
    )
    expect(found).not.toContain('match')
  })

  it('do not choose between two who fit as well', () => {
    const zenobia = { called: 'Zenobia Quillfeather', city: 'Utica' }
    const twins = [
      { ...zenobia, license: '001234' },
      { ...zenobia, license: '004321' },
    ]
    expect(decide([zenobia], twins)).toEqual(['review', 'review'])
    expect(decide(twins, [zenobia])).toEqual(['review', 'review'])
  })

  it('take husband and wife for two, however much they share', () => {
    const shared = { city: 'Utica', phone: '315-555-0123' }
    expect(
      decide(
        [{ called: 'Zenobia Quillfeather', ...shared }],
        [{ called: 'Orlando Quillfeather', ...shared }],
      ),
    ).not.toContain('match')
  })

  it('take father and son for two, unless a number says otherwise', () => {
    const [father, son] = [
      { called: 'Orlando Quillfeather', city: 'Utica' },
      { called: 'Orlando Quillfeather Jr', city: 'Utica' },
    ]
    expect(decide([father], [son])).toEqual(['review'])
    expect(decide([{ ...father, license: '001234' }], [{ ...son, license: '001234' }])).toEqual([
      'match',
    ])
  })

  it('are of two people where numbers of one state differ', () => {
    const zenobia = { called: 'Zenobia Quillfeather', city: 'Utica' }
    expect(
      decide([{ ...zenobia, license: '001234' }], [{ ...zenobia, license: '004321' }]),
    ).not.toContain('match')
    expect(
      decide([{ ...zenobia, npi: '2000000002' }], [{ ...zenobia, npi: '2000000010' }]),
    ).toEqual(['no-match'])
  })
})

it('a weight depends on the two entries and the model alone, once it is frozen', () => {
  const build = (entries: Sketch[]) => {
    const builder = new TableBuilder()
    for (const entry of entries) builder.add(toPerson(entry))
    return builder.build()
  }
  const zenobias = [
    { called: 'Zenobia Quillfeather', city: 'Utica' },
    { called: 'QUILLFEATHER ZENOBIA', city: 'Utica' },
  ]
  const all = build([...zenobias, ...crowd])
  const listOf = new Int32Array(all.size).fill(1, 1)
  const model = { ...MODEL, frequencies: countFrequencies(all, listOf) }
  const weightsIn = (table: ReturnType<typeof build>): number[] =>
    createExplainer(
      table,
      model,
      prepareFor(table, model, listOf),
    )(0, 1).map(({ weight }) => weight)
  expect(weightsIn(build(zenobias))).toEqual(weightsIn(all))
})

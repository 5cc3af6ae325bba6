/** A list about training: what is surely one person's becomes a claim, nothing else does. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { toNpi } from '#scrapers/population/npis.ts'
import { emptyContent, type RecordContent } from '#src/core/record.ts'
import { toTrainingRow } from '#src/core/training-row.ts'
import type { State } from '#src/core/words.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { RefusedError } from '#src/services/errors.ts'
import { importTraining } from '#src/services/import-training.ts'
import { previewTraining } from '#src/services/preview-training.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'
import { SAMPLE_PEOPLE, type SamplePerson } from '#tests/helpers/sample-people.ts'

const ROLLS = { NY: 'ny-nysed', NJ: 'nj-dca', CT: 'ct-elicense' }

function onRoll(publicId: string, full: string, state: State, number: string): SamplePerson {
  const content: RecordContent = {
    ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
    licenses: [
      {
        state,
        number,
        profession: 'Acupuncturist',
        standing: 'active',
        registryStatus: 'ACTIVE',
        statusReason: null,
        licensedOn: null,
        expiresOn: null,
        registration: null,
        hasDiscipline: false,
      },
    ],
  }
  return { publicId, records: [{ registry: ROLLS[state], content }] }
}

const PEOPLE = [
  ...SAMPLE_PEOPLE,
  onRoll('p-dana-ny', 'Dana Whitlock', 'NY', '008001'),
  onRoll('p-dana-ct', 'WHITLOCK DANA', 'CT', '42.8001'),
  onRoll('p-lee-one', 'Maria Ibarra', 'NJ', '25MZ00080100'),
  onRoll('p-lee-two', 'Maria Teresa Ibarra', 'NJ', '25MZ00080200'),
]

let database: TestDatabase
let ctx: ServiceContext
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db, PEOPLE)
  let nowMs = Date.parse('2026-11-22T18:00:00Z')
  ctx = {
    db: database.db,
    now: () => new Date((nowMs += 1000)),
    newId: () => 'unused',
    registries: SAMPLE_REGISTRIES,
    log: () => {},
  }
})
afterAll(() => database.close())

type Cells = Parameters<typeof toTrainingRow>[0]
const SCHOOL = 'Tri-State College of Acupuncture'

const take = (...rows: Cells[]) =>
  importTraining(ctx, {
    rows: rows.map((cells, index) => ({
      line: index + 2,
      row: toTrainingRow({ school: SCHOOL, ...cells }),
    })),
    givenBy: 'the alumni office',
    actor: 'ada',
  })

async function outcomeOf(cells: Cells) {
  const [outcome] = await take(cells)
  return outcome
}

/** All that an import could change. */
const state = () =>
  rowsOf(
    database.db,
    sql`select
      (select json_agg(c order by id) from training_claims c) as claims,
      (select json_agg(r order by id) from training_reviews r) as reviews,
      (select json_agg(h order by id) from changes h) as changes,
      (select json_agg(s order by practitioner_id) from search_rows s) as search`,
  )

const claimsOf = (publicId: string) =>
  rowsOf<Record<string, unknown>>(
    database.db,
    sql`select program, tier, evidence, evidence_url, given_by, record_id from training_claims
        join practitioners p on p.id = practitioner_id
        where public_id = ${publicId} and record_id is null order by 1, 2`,
  )

describe('whom a row means', () => {
  it.each([
    [{ name: 'JORDAN LEVINE', npi: toNpi(1) }, 'p-levine'],
    [{ name: 'Kinam Park', state: 'NJ', licenseNumber: '25 MZ 000123-00' }, 'p-kinam'],
    [{ name: 'Oren Castellanos', state: 'CT', licenseNumber: '000077' }, 'p-lapsed'],
    [{ name: 'Rosalind Featherstone' }, 'p-nppes-only'],
    [{ name: 'Vandermeer, Philippa', city: 'Albany' }, 'p-unregistered'],
    [{ name: 'Dana Whitlock', state: 'New York' }, 'p-dana-ny'],
    [{ name: 'Dana Whitlock, L.Ac.', state: 'CT', licenseNumber: '42.8001' }, 'p-dana-ct'],
  ])('is certain for %j', async (cells, publicId) => {
    expect(await outcomeOf({ ...cells, year: '2001' })).toMatchObject({
      outcome: 'accepted',
      practitioner: publicId,
    })
  })

  it.each([
    ['namesakes', { name: 'Dana Whitlock' }, ['p-dana-ny', 'p-dana-ct']],
    ['a rival with more of the name', { name: 'Maria Ibarra' }, ['p-lee-one', 'p-lee-two']],
    ['a name that is only like theirs', { name: 'Rosalind June Featherstone' }, ['p-nppes-only']],
    ['nobody', { name: 'Quentin Nobodyson' }, []],
    ['a number of somebody else', { name: 'Barnaby Quill', npi: toNpi(1) }, ['p-levine']],
    [
      'another NPI than theirs',
      { name: 'Rosalind Featherstone', npi: toNpi(77) },
      ['p-nppes-only'],
    ],
    [
      'two people with one number each',
      { name: 'Jordan Levine', npi: toNpi(1), state: 'NJ', licenseNumber: '25MZ00012300' },
      ['p-levine', 'p-kinam'],
    ],
    [
      'one number right and one wrong',
      { name: 'Jordan Levine', npi: toNpi(1), state: 'NY', licenseNumber: '001235' },
      ['p-levine'],
    ],
    [
      'a place where they are not known',
      { name: 'Philippa Vandermeer', state: 'CT' },
      ['p-unregistered'],
    ],
    ['another town', { name: 'Philippa Vandermeer', city: 'Buffalo' }, ['p-unregistered']],
  ])('is doubtful with %s', async (_, cells, candidates) => {
    const before = await rowsOf(database.db, sql`select * from training_claims`)
    const outcome = await outcomeOf(cells)
    expect(outcome).toMatchObject({ outcome: 'doubtful', practitioner: null })
    expect(outcome?.candidates.toSorted()).toEqual(candidates.toSorted())
    expect(await rowsOf(database.db, sql`select * from training_claims`)).toEqual(before)
    const waiting = await rowsOf<{ content: object; candidates: string[]; importedBy: string }>(
      database.db,
      sql`select content, candidates, imported_by as "importedBy" from training_reviews
          where decided_at is null order by id`,
    )
    expect(waiting.at(-1)).toMatchObject({ content: cells, candidates: outcome?.candidates })
    expect(waiting.at(-1)?.importedBy).toBe('ada')
  })
})

it('shows what was accepted, with its line in the history, in the same transaction', async () => {
  const cells = {
    name: 'Tomiko Arakawa',
    program: 'APM',
    year: '1998',
    tier: 'documented',
    evidence: 'Diploma seen, https://school.example/d.pdf',
  }
  expect(await outcomeOf(cells)).toMatchObject({ outcome: 'accepted', practitioner: 'p-delisted' })
  expect(await claimsOf('p-delisted')).toEqual([
    {
      program: 'apm',
      tier: 'documented',
      evidence: `${SCHOOL}, APM, 1998: Diploma seen`,
      evidence_url: 'https://school.example/d.pdf',
      given_by: 'the alumni office',
      record_id: null,
    },
  ])
  const [shown] = await rowsOf(
    database.db,
    sql`select s.view->'training'->0->>'tier' as tier, c.kind, c.actor, c.fields->0->>'path' as path
        from search_rows s join changes c on c.practitioner_id = s.practitioner_id
        where s.public_id = 'p-delisted' order by c.id desc limit 1`,
  )
  expect(shown).toEqual({ tier: 'documented', kind: 'evidence', actor: 'ada', path: 'training' })
})

it('refuses a row that claims nothing or cannot be, with its line', async () => {
  const [first, second, third] = await importTraining(ctx, {
    rows: [
      { line: 2, row: toTrainingRow({ name: 'Jordan Levine', school: 'Elsewhere' }) },
      { line: 3, problem: 'The row has 2 cells where the first line names 5.' },
      { line: 4, row: toTrainingRow({ name: 'Levine', school: SCHOOL }) },
    ],
    givenBy: 'the alumni office',
    actor: 'ada',
  })
  expect(first).toMatchObject({ line: 2, outcome: 'refused', name: 'Jordan Levine' })
  expect(second).toMatchObject({ line: 3, outcome: 'refused', name: null })
  expect(third?.reason).toContain('no full name')
})

it('changes nothing when the same list comes again', async () => {
  const list: Cells[] = [
    { name: 'Anselm Okonkwo-Reyes', year: '2003' },
    { name: 'Anselm Okonkwo-Reyes', year: '2003' },
    { name: 'Dana Whitlock', year: '2003' },
    { name: 'Levine' },
  ]
  const first = await take(...list)
  expect(first.map(({ outcome }) => outcome)).toEqual(['accepted', 'known', 'doubtful', 'refused'])
  const before = await state()
  const second = await take(...list)
  expect(second.map(({ outcome }) => outcome)).toEqual(['known', 'known', 'doubtful', 'refused'])
  expect(await state()).toEqual(before)
})

it('takes better evidence for the same training, and no worse', async () => {
  const row = { name: 'Barnaby Quill', year: '2004', evidence: 'Certificate' }
  for (const [tier, outcome] of [
    ['documented', 'accepted'],
    ['confirmed', 'accepted'],
    ['claimed', 'known'],
  ] as const) {
    expect(await outcomeOf({ ...row, tier })).toMatchObject({ outcome })
  }
})

it('leaves what a person decided, and closes what is doubtful no more', async () => {
  await take({ name: 'Dana Whitlock', year: '2005' }, { name: 'Felix Newcomer', year: '2005' })
  await database.db.execute(sql`update training_reviews
    set decided_at = now(), decided_by = 'ada', decision = 'nobody of ours'
    where content->>'year' = '2005' and content->>'name' = 'Dana Whitlock'`)
  expect(await outcomeOf({ name: 'Dana Whitlock', year: '2005' })).toMatchObject({
    outcome: 'known',
    reason: expect.stringContaining('nobody of ours'),
  })
  await database.db.execute(sql`update search_rows
    set view = jsonb_set(view, '{name}', '"Felix Newcomer"') where public_id = 'p-marsh-ada'`)
  expect(await outcomeOf({ name: 'Felix Newcomer', year: '2005' })).toMatchObject({
    outcome: 'accepted',
    practitioner: 'p-marsh-ada',
  })
  const [review] = await rowsOf<{ decision: string }>(
    database.db,
    sql`select decision from training_reviews where content->>'name' = 'Felix Newcomer'`,
  )
  expect(review?.decision).toContain('p-marsh-ada')
})

describe('a preview', () => {
  const list = (year: string) => ({
    rows: [
      { line: 2, row: toTrainingRow({ school: SCHOOL, name: 'Rosalind Featherstone', year }) },
      { line: 3, row: toTrainingRow({ school: SCHOOL, name: 'Rosalind Featherstone', year }) },
      { line: 4, row: toTrainingRow({ school: SCHOOL, name: 'Dana Whitlock', year }) },
      { line: 5, problem: 'The row has 2 cells where the first line names 5.' },
    ],
    givenBy: 'the alumni office',
    actor: 'user:ada',
  })

  it('says what the import then does, and changes nothing', async () => {
    const before = await state()
    const { outcomes, fingerprint } = await previewTraining(ctx, list('2012'))
    expect(await state()).toEqual(before)
    expect(await importTraining(ctx, { ...list('2012'), expected: fingerprint })).toEqual(outcomes)
    expect(await state()).not.toEqual(before)
  })

  it('binds: nothing is done where the outcome is another by now', async () => {
    const { fingerprint } = await previewTraining(ctx, list('2013'))
    await take({ name: 'Rosalind Featherstone', year: '2013' })
    const before = await state()
    const late = importTraining(ctx, { ...list('2013'), expected: fingerprint })
    await expect(late).rejects.toThrow(RefusedError)
    expect(await state()).toEqual(before)
  })

  it('leaves one entry in the audit log for a list, none for the same again', async () => {
    const log = sql`select action, after::jsonb->'doubtful' as doubtful from audit_entries`
    const { length } = await rowsOf(database.db, log)
    await importTraining(ctx, list('2014'))
    await importTraining(ctx, list('2014'))
    const added = (await rowsOf(database.db, sql`${log} order by seq`)).slice(length)
    expect(added).toEqual([{ action: 'import-training', doubtful: 1 }])
  })
})

it('keeps the same evidence from standing twice, whoever writes', async () => {
  const twice = sql`insert into training_claims
      (practitioner_id, program, tier, evidence, given_by, given_at)
    select practitioner_id, 'apm', 'claimed', 'twice', 'ada', now() from search_rows
    where public_id = 'p-levine'`
  await database.db.execute(twice)
  await expect(database.db.execute(twice)).rejects.toMatchObject({
    cause: expect.objectContaining({ message: expect.stringContaining('given_once') }),
  })
})

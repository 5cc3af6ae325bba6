/** Claims of training: sent in, decided once, shown, withdrawn. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { findPractitionerAsOf } from '#db/queries/past-practitioners.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { listClaims, listReviews } from '#db/queries/training-desk.ts'
import { toTrainingRow } from '#src/core/training-row.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { decideReview, decideSubmission } from '#src/services/decide-training.ts'
import { NotFoundError, RefusedError } from '#src/services/errors.ts'
import { importTraining } from '#src/services/import-training.ts'
import { type NewSubmission, submitTraining } from '#src/services/submit-training.ts'
import { verifyAudit } from '#src/services/verify-audit.ts'
import { withdrawTraining } from '#src/services/withdraw-training.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

const PDF = new TextEncoder().encode('%PDF-1.7 a diploma')
const ADA = 'cli:ada'
const BO = 'cli:bo'

let database: TestDatabase
let ctx: ServiceContext
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  let nowMs = Date.parse('2026-11-24T18:00:00Z')
  ctx = {
    db: database.db,
    now: () => new Date((nowMs += 1000)),
    newId: () => 'unused',
    registries: SAMPLE_REGISTRIES,
    log: () => {},
  }
})
afterAll(() => database.close())

const submission = (given: Partial<NewSubmission> = {}): NewSubmission => ({
  publicId: 'p-marsh-bea',
  program: 'trigger-point',
  school: 'Hudson  Myofascial Seminar',
  year: 2011,
  evidence: '',
  evidenceUrl: null,
  file: { fileName: 'diplóma "1".pdf', body: PDF },
  givenBy: 'practitioner',
  by: null,
  ...given,
})

const shownTraining = async (publicId: string) => {
  const rows = await rowsOf<{ evidence: string; tier: string; givenBy: string | null }>(
    database.db,
    sql`select t->>'evidence' as evidence, t->>'tier' as tier, t->'given'->>'by' as "givenBy"
        from search_rows, jsonb_array_elements(view->'training') t where public_id = ${publicId}`,
  )
  return rows.filter(({ givenBy }) => givenBy !== null)
}

const actions = async () => {
  const rows = await rowsOf<{ action: string }>(
    database.db,
    sql`select action from audit_entries order by seq`,
  )
  return rows.map(({ action }) => action)
}

describe('a claim sent in', () => {
  it('is shown to nobody, and the same again is the same', async () => {
    const first = await submitTraining(ctx, submission())
    const [second, third] = await Promise.all([
      submitTraining(ctx, submission({ school: 'Hudson Myofascial Seminar' })),
      submitTraining(ctx, submission()),
    ])
    expect(first.isNew).toBe(true)
    expect([second, third]).toEqual(Array.from({ length: 2 }, () => ({ ...first, isNew: false })))
    expect(await shownTraining('p-marsh-bea')).toEqual([])
  })

  it.each<[string, Partial<NewSubmission>, string]>([
    ['nothing that shows it', { file: null }, 'what shows it'],
    ['no school', { school: ' ' }, 'which school'],
    ['an e-mail address', { evidence: 'ask me@example.org' }, 'e-mail'],
    ['a link that nobody can open', { evidenceUrl: 'http://school.example/' }, 'https'],
    ['a year that cannot be', { year: 2050 }, '2050'],
    ['a page as a file', { file: { fileName: 'a.pdf', body: new Uint8Array(9) } }, 'no PDF'],
    ['a NUL', { evidence: 'a\0b' }, 'no text'],
  ])('with %s is refused', async (_, given, message) => {
    const refused = submitTraining(ctx, submission(given))
    await expect(refused).rejects.toThrow(RefusedError)
    await expect(refused).rejects.toThrow(message)
  })

  it('is refused for nobody, for a large file, and where several wait', async () => {
    await expect(submitTraining(ctx, submission({ publicId: 'p-none' }))).rejects.toThrow(
      NotFoundError,
    )
    const large = new Uint8Array(5 * 1024 * 1024 + 1)
    large.set(PDF)
    const file = { fileName: 'large.pdf', body: large }
    await expect(submitTraining(ctx, submission({ file }))).rejects.toThrow('larger than 5 MB')
    for (let year = 2001; year <= 2005; year += 1) {
      await submitTraining(ctx, submission({ publicId: 'p-lapsed', year }))
    }
    const sixth = submitTraining(ctx, submission({ publicId: 'p-lapsed', year: 2006 }))
    await expect(sixth).rejects.toThrow('wait already')
  })

  it('is approved by one of two admins, and the other is told', async () => {
    const { id } = await submitTraining(ctx, submission())
    const decisions = await Promise.allSettled([
      decideSubmission(ctx, { id, tier: 'documented', reason: '', by: ADA }),
      decideSubmission(ctx, { id, tier: null, reason: 'It cannot be read.', by: BO }),
    ])
    expect(decisions.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const told = decisions.find((one) => one.status === 'rejected')
    expect(String(told?.reason)).toMatch(
      /^RefusedError: (ada|bo)\b.* on 2026-11-24: (approved as documented|rejected: It cannot be read)\.$/,
    )
    expect(await actions()).toHaveLength(1)
  })

  it('says on the page what shows it, and not which file', async () => {
    const { id } = await submitTraining(ctx, submission({ publicId: 'p-levine', year: 2012 }))
    await decideSubmission(ctx, { id, tier: 'documented', reason: 'Seen.', by: ADA })
    expect(await shownTraining('p-levine')).toEqual([
      {
        evidence:
          'Hudson Myofascial Seminar, Trigger-point needling, 2012: a document shown to this directory',
        tier: 'documented',
        givenBy: 'practitioner',
      },
    ])
  })

  it('needs a reason to be rejected, and is then never shown', async () => {
    const { id } = await submitTraining(ctx, submission({ publicId: 'p-kinam' }))
    const wordless = decideSubmission(ctx, { id, tier: null, reason: ' ', by: ADA })
    await expect(wordless).rejects.toThrow('Say why.')
    await decideSubmission(ctx, { id, tier: null, reason: 'Another school.', by: ADA })
    expect(await shownTraining('p-kinam')).toEqual([])
    const unknown = decideSubmission(ctx, { id: 999_999, tier: null, reason: 'x', by: ADA })
    await expect(unknown).rejects.toThrow(NotFoundError)
  })
})

describe('a claim that is shown', () => {
  const list = {
    rows: [
      {
        line: 2,
        row: toTrainingRow({ name: 'Barnaby Quill', school: 'Myofascial School', year: '2004' }),
      },
    ],
    givenBy: 'the alumni office',
    actor: ADA,
  }

  it('is withdrawn once; an import does not bring it back, an admin does', async () => {
    const [first] = await importTraining(ctx, list)
    const publicId = first?.practitioner ?? ''
    const [claim] = await listClaims(database.db, 50, { practitioner: publicId })
    const id = claim?.id ?? -1
    const before = ctx.now()
    const wordless = withdrawTraining(ctx, { id, reason: '', by: ADA })
    await expect(wordless).rejects.toThrow('Say why.')
    const both = await Promise.allSettled([
      withdrawTraining(ctx, { id, reason: 'The school says no.', by: ADA }),
      withdrawTraining(ctx, { id, reason: 'Not theirs.', by: BO }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await shownTraining(publicId)).toEqual([])
    expect((await importTraining(ctx, list))[0]).toMatchObject({
      outcome: 'known',
      reason: expect.stringContaining('withdrawn by an admin'),
    })
    const identity = await findIdentity(database.db, publicId)
    const past = await findPractitionerAsOf(
      database.db,
      identity ?? { id: -1, publicId },
      before,
      () => 'roll',
    )
    const stood = past?.view.training.filter(({ given }) => given !== null)
    expect(stood).toMatchObject([{ tier: 'claimed', given: { by: 'the alumni office' } }])
    const given = { publicId, program: 'trigger-point', school: 'Myofascial School' } as const
    const again = await submitTraining(
      ctx,
      submission({ ...given, year: 2004, file: null, evidenceUrl: 'https://school.example/list' }),
    )
    await decideSubmission(ctx, { id: again.id, tier: 'confirmed', reason: '', by: ADA })
    expect(await shownTraining(publicId)).toMatchObject([{ tier: 'confirmed' }])
  })

  it('cannot be withdrawn where there is none', async () => {
    const unknown = withdrawTraining(ctx, { id: 999_999, reason: 'x', by: ADA })
    await expect(unknown).rejects.toThrow(NotFoundError)
  })
})

describe('a doubtful row', () => {
  const wait = async (name: string, tier: string | null = null): Promise<number> => {
    const row = toTrainingRow({ name, school: 'Myofascial School', tier, evidence: 'A list' })
    await importTraining(ctx, { rows: [{ line: 2, row }], givenBy: 'the school', actor: ADA })
    return (await listReviews(database.db, 50)).find((review) => review.row.name === name)?.id ?? -1
  }

  it('becomes a claim of whom the admin picks, once, at the tier picked', async () => {
    const id = await wait('Quentin Unheard', 'documented')
    const both = await Promise.allSettled([
      decideReview(ctx, {
        id,
        practitioner: 'p-marsh-ada',
        tier: 'mentioned',
        reason: '',
        by: ADA,
      }),
      decideReview(ctx, { id, practitioner: 'p-kinam', tier: 'mentioned', reason: '', by: BO }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const shown = [...(await shownTraining('p-marsh-ada')), ...(await shownTraining('p-kinam'))]
    expect(shown).toMatchObject([{ tier: 'mentioned', givenBy: 'the school' }])
    const told = both.find((one) => one.status === 'rejected')
    expect(String(told?.reason)).toMatch(/given to p-(marsh-ada|kinam) as mentioned/)
  })

  it('is put aside for nobody, with a reason', async () => {
    const id = await wait('Quentin Elsewhere')
    const nobody = { id, practitioner: null, tier: null, by: ADA }
    await expect(decideReview(ctx, { ...nobody, reason: '' })).rejects.toThrow('Say why.')
    await decideReview(ctx, { ...nobody, reason: 'Lives in Ohio' })
    expect(await wait('Quentin Elsewhere')).toBe(-1)
    const unknown = await wait('Quentin Other')
    await expect(
      decideReview(ctx, { ...nobody, id: unknown, practitioner: 'p-none', reason: '' }),
    ).rejects.toThrow(NotFoundError)
  })
})

it('leaves one entry for each decision, in a chain that holds', async () => {
  const found = await actions()
  expect(new Set(found)).toEqual(
    new Set([
      'approve-training',
      'reject-training',
      'import-training',
      'withdraw-training',
      'decide-training-row',
    ]),
  )
  expect(found.filter((action) => action === 'withdraw-training')).toHaveLength(1)
  expect(await verifyAudit(database.db)).toMatchObject({ entries: found.length })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { findCheck } from '#db/queries/checks.ts'
import { createDirectory } from '#db/queries/search.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { ageOut } from '#src/services/age-out.ts'
import { checkPerson, KEPT_DAYS } from '#src/services/check-person.ts'
import { openSigner } from '#src/services/signing.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
})
afterAll(() => database.close())

const QUESTION: CheckQuestion = {
  name: 'Jordan Levine',
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: false,
}

it('deletes checks when their time is over, a visitor’s before a clinic’s', async () => {
  const { db } = database
  const context = {
    db,
    directory: createDirectory(true),
    infos: SAMPLE_REGISTRIES.map(({ info }) => info),
    now: NOW,
    signer: await openSigner(db, null, NOW),
    softwareVersion: '0.0.0-test',
  }
  for (const account of [null, 'user:1']) {
    const newId = () => String(account)
    await checkPerson({ ...context, newId }, { account, batchId: null }, QUESTION)
  }
  const after = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
  const kept = async () =>
    [await findCheck(db, 'null'), await findCheck(db, 'user:1')].map((check) => check !== null)
  expect(await ageOut(db, after(KEPT_DAYS.visitor - 1))).toEqual({ checks: 0, batches: 0 })
  expect(await ageOut(db, after(KEPT_DAYS.visitor))).toEqual({ checks: 1, batches: 0 })
  expect(await kept()).toEqual([false, true])
  await ageOut(db, after(KEPT_DAYS.clinic))
  expect(await kept()).toEqual([false, false])
})

/** `create-admin` and `create-key` as an operator runs them, on the database of the project. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { createAdminCommand } from '#src/cli/create-admin.ts'
import { createKeyCommand } from '#src/cli/create-key.ts'
import { UsageError } from '#src/cli/usage.ts'
import { useKey } from '#src/services/api-keys.ts'
import { findInvitation } from '#src/services/users.ts'
import { cli } from '#tests/helpers/cli-process.ts'
import { openTestDatabase, type TestDatabase, testKind } from '#tests/helpers/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'acupuncture-access-'))
let postgres: TestDatabase | null = null
let settings: Record<string, string>
beforeAll(async () => {
  if (testKind() === 'postgres') postgres = await openTestDatabase()
  settings = postgres ? { DATABASE_URL: postgres.url ?? '' } : { DATA_DIR: join(folder, 'data') }
})
afterAll(async () => {
  await postgres?.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (args: string[], more: Record<string, string> = {}) =>
  cli(args, { ...settings, LOG_LEVEL: 'error', ...more }).ended

/** Looks into the database between two commands: only one process may have PGlite's folder. */
async function look<Seen>(see: (db: Db) => Promise<Seen>): Promise<Seen> {
  if (postgres) return see(postgres.db)
  const database = await openPglite({ folder: settings.DATA_DIR ?? '' })
  try {
    return await see(database.db)
  } finally {
    await database.close()
  }
}

describe('create-admin', () => {
  it('prints a link that makes an admin, under the address of the service', async () => {
    const address = { PUBLIC_URL: 'https://directory.example' }
    const { status, stdout } = await run(['create-admin', '--email', 'Amy@Example.org'], address)
    const [, token = ''] =
      /^https:\/\/directory\.example\/admin\/welcome\?token=([\w-]{43})$/m.exec(stdout) ?? []
    expect(status).toBe(0)
    const found = await look((db) => findInvitation(db, token, new Date()))
    expect(found).toEqual({ email: 'amy@example.org', role: 'admin' })
  })

  it.each([[[]], [['--email', 'nobody']], [['--mail', 'amy@example.org']]])(
    'is wrong use with %j',
    (args) => expect(createAdminCommand.run(args)).rejects.toThrow(/Say whom|Unknown option/),
  )
})

describe('create-key', () => {
  it('prints a key alone on its last line', async () => {
    const args = ['--role', 'clinic', '--name', 'a booking system', '--days', '2']
    const { status, stdout } = await run(['create-key', ...args])
    const key = stdout.trimEnd().split('\n').at(-1) ?? ''
    expect([status, key]).toEqual([0, expect.stringMatching(/^tad_[\w-]{43}$/)])
    const at = (days: number) => new Date(Date.now() + days * 86_400_000)
    const used = await look(async (db) => [
      await useKey(db, key, at(0)),
      await useKey(db, key, at(3)),
    ])
    expect(used).toMatchObject([{ role: 'clinic', name: 'a booking system' }, null])
  })

  it.each([
    [['--role', 'king', '--name', 'x']],
    [['--role', 'admin']],
    [['--role', 'admin', '--name', 'x', '--days', '0']],
    [['--role', 'admin', '--name', 'x', '--days', '9999']],
  ])('is wrong use with %j', (args) =>
    expect(createKeyCommand.run(args)).rejects.toThrow(UsageError),
  )
})

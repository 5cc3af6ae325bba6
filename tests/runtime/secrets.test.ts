/** What a process prints that cannot start never has the password of its database in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, startScript } from '#tests/helpers/cli-process.ts'

/** Nothing listens there. */
const UNREACHABLE = 'postgres://directory:hunter2-secret@127.0.0.1:9/directory'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'acupuncture-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['out of reach', UNREACHABLE],
  ['with a port that is none', UNREACHABLE.replace(':9/', ':99999/')],
  ['of another database', UNREACHABLE.replace('postgres:', 'mysql:')],
])('an address %s', async (_, url) => {
  const settings = { DATABASE_URL: url, DATA_DIR: folder, PORT: '0' }
  const ended = await Promise.all([
    startScript('start', [], settings).ended,
    cli(['create-admin', '--email', 'ada@example.org'], settings).ended,
  ])
  for (const { status, stdout, stderr } of ended) {
    expect(status).not.toBe(0)
    expect(stderr).toContain('DATABASE_URL')
    expect(stdout + stderr).not.toContain('hunter2')
  }
})

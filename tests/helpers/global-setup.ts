/**
 * What the projects of vitest.config.ts share: one migrated PGlite as a snapshot, one migrated
 * database on a Postgres server as a template. Made once, whichever projects ask, and gone after.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migratePostgres } from '#db/migrate.ts'
import { openPglite } from '#db/pglite.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { administer, databaseUrl } from './postgres-server.ts'

export interface PostgresTemplate {
  /** Of any database of the server that can be connected to. */
  serverUrl: string
  /** Name of the migrated database to copy. */
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** File with a dumped, migrated PGlite data directory. */
    pgliteSnapshot: string
    postgresTemplate: PostgresTemplate
  }
}

type Undo = () => Promise<void>

/** Each project has its own copy of this module, so what they share hangs on the process. */
declare global {
  var tadSnapshot: string | undefined
  var tadTemplate: PostgresTemplate | undefined
}

/** Runs once for each project that has files to run; its name says what it needs. */
export async function setup(project: TestProject): Promise<Undo> {
  const undos: Undo[] = []
  const undo = async () => {
    for (const step of undos.toReversed()) await step()
  }
  try {
    if (project.name !== 'postgres') {
      globalThis.tadSnapshot ??= await makeSnapshot(undos)
      project.provide('pgliteSnapshot', globalThis.tadSnapshot)
    }
    if (project.name !== 'pglite') {
      globalThis.tadTemplate ??= await makeTemplate(undos)
      project.provide('postgresTemplate', globalThis.tadTemplate)
    }
  } catch (error) {
    await undo()
    throw error
  }
  return undo
}

async function makeSnapshot(undos: Undo[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tad-pglite-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  undos.push(async () => remove())
  // Also when a signal ends the run and no teardown follows.
  process.once('exit', remove)
  const database = await openPglite({})
  const file = join(folder, 'snapshot.tar')
  writeFileSync(file, await (await database.pglite.dumpDataDir('none')).bytes())
  await database.close()
  return file
}

async function makeTemplate(undos: Undo[]): Promise<PostgresTemplate> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startEmbeddedPostgres()
  undos.push(() => server.stop())
  const template = `tad_template_${randomBytes(6).toString('hex')}`
  await administer(server.url, `create database ${template}`)
  undos.push(() => administer(server.url, `drop database ${template} with (force)`))
  await migratePostgres(databaseUrl(server.url, template))
  return { serverUrl: server.url, template }
}

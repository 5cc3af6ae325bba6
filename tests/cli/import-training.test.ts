/** `import-training` as an operator runs it, on the database of the project. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPglite } from '#db/pglite.ts'
import { readTrainingCsv } from '#src/services/read-training-csv.ts'
import { cli, jsonLines } from '#tests/helpers/cli-process.ts'
import { openTestDatabase, type TestDatabase, testKind } from '#tests/helpers/database.ts'
import { testApp } from '#tests/http/helpers.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'

const read = (text: string) => readTrainingCsv(new TextEncoder().encode(text))

describe('a file', () => {
  it('may have a byte order mark, quotes, line breaks of any kind, and other columns', () => {
    const { rows, ignored } = read(
      '\uFEFFFull Name,School,"Programme",Shoe Size,License Number\r\n' +
        '"Levine, Jordan","Tri-State\r\nCollege, of Acupuncture",APM,44,001234\r\n' +
        '\r\n,,,,\r\n' +
        'Ki Nam Park,"The ""Myofascial"" School",,,\r\n' +
        'short,row\r\n',
    )
    expect(ignored).toEqual(['Shoe Size'])
    expect(rows).toMatchObject([
      {
        line: 2,
        row: {
          name: 'Levine, Jordan',
          school: 'Tri-State College, of Acupuncture',
          program: 'APM',
          licenseNumber: '001234',
          tier: null,
        },
      },
      { line: 6, row: { name: 'Ki Nam Park', school: 'The "Myofascial" School', program: null } },
      { line: 7, problem: 'The row has 2 cells where the first line names 5.' },
    ])
  })

  it.each([
    ['', 'is empty'],
    ['school,program\nx,y\n', 'no column "name"'],
    ['name,year\nx,y\n', 'neither a column "school"'],
    ['name,program,programme\nx,y,z\n', 'program and programme mean the same'],
    ['name,school\n"open,quote\n', 'no CSV'],
    ['name,school\nA\0da,x\n', 'is no text'],
  ])('%j is wrong use: %s', (text, message) => expect(() => read(text)).toThrow(message))

  it('in another character set is refused: names would come out wrong', () => {
    expect(() => readTrainingCsv(new Uint8Array([0x6e, 0xe9, 0x0a]))).toThrow('not in UTF-8')
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-training-'))
  const file = join(folder, 'list.csv')
  let postgres: TestDatabase | null = null
  let settings: Record<string, string>

  beforeAll(async () => {
    if (testKind() === 'postgres') {
      postgres = await openTestDatabase()
      await fillSampleDirectory(postgres.db)
      settings = { DATABASE_URL: postgres.url ?? '' }
      return
    }
    settings = { DATA_DIR: join(folder, 'data') }
    const database = await openPglite({ folder: join(folder, 'data') })
    await fillSampleDirectory(database.db)
    await database.close()
  })
  afterAll(async () => {
    await postgres?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    cli(['import-training', file, ...args], { ...settings, LOG_LEVEL: 'error' }).ended

  it('says what became of each line, and the same again changes nothing', async () => {
    writeFileSync(
      file,
      [
        'name,school,programme,year,evidence,tier',
        'Rosalind Featherstone,Tri-State College of Acupuncture,APM,1999,Diploma seen,documented',
        'Nobody Whatsoever,Tri-State College of Acupuncture,,,,',
        'Jordan Levine,Cooking School,,,,',
      ].join('\n'),
    )
    const first = await run('--json', '--by', 'the alumni office')
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    const [accepted, doubtful, refused, summary] = jsonLines(first.stdout)
    expect(accepted).toMatchObject({
      line: 2,
      outcome: 'accepted',
      practitioner: 'p-nppes-only',
      program: 'apm',
      tier: 'documented',
    })
    expect(doubtful).toMatchObject({ line: 3, outcome: 'doubtful', candidates: [] })
    expect(refused).toMatchObject({ line: 4, outcome: 'refused' })
    expect(summary).toEqual({
      accepted: 1,
      already_known: 0,
      doubtful: 1,
      refused: 1,
      lines: { accepted: [2], already_known: [], doubtful: [3], refused: [4] },
    })
    const second = await run()
    expect(second.status).toBe(0)
    expect(second.stdout).toContain('0 accepted, 1 already known, 1 doubtful, 1 refused.')
    await expectShown()
  })

  /** The claim on the page, with who gave it, when, and what its tier means. */
  async function expectShown(): Promise<void> {
    const database = postgres ?? (await openPglite({ folder: settings.DATA_DIR ?? '' }))
    try {
      const { text } = await testApp(database.db).get('/practitioners/p-nppes-only')
      expect(text).toContain(
        'documented: a registry or a document shows the training. Tri-State College of Acupuncture, APM, 1999: Diploma seen. Given by the alumni office on ',
      )
      expect(text).toMatch(/Handed in by the alumni office on \d+ \w+ \d+, not from a registry/)
      expect(text).toContain('nothing shows it')
      const { json } = await testApp(database.db).get('/api/v1/practitioners/p-nppes-only')
      expect(json.training).toMatchObject([{ tier: 'documented', given_by: 'the alumni office' }])
    } finally {
      if (!postgres) await database.close()
    }
  }

  it('fails where nothing can be taken, and tells wrong use', async () => {
    writeFileSync(file, 'name,school\nJordan Levine,Cooking School\n')
    expect((await run()).status).toBe(1)
    const missing = await cli(['import-training', join(folder, 'none.csv')], settings).ended
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('no file')])
  })
})

/** `link` as an operator runs it, and what it says of a file that is malformed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { readPeople } from '#src/cli/people-csv.ts'
import { openPoints } from '#src/cli/points.ts'
import { requireOut, writeCsv } from '#src/cli/write-csv.ts'
import { linkCommand } from '#src/cli/link.ts'
import { cli, jsonLines } from '#tests/helpers/cli-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'link-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const findPoint = openPoints()
let files = 0

function put(body: string | Uint8Array): string {
  files += 1
  const path = join(folder, `people-${files}.csv`)
  writeFileSync(path, body)
  return path
}

async function read(body: string | Uint8Array): Promise<{ ids: string[]; people: LinkPerson[] }> {
  const people: LinkPerson[] = []
  const ids = await readPeople(put(body), findPoint, (person) => people.push(person))
  return { ids, people }
}

const complaint = async (body: string | Uint8Array): Promise<string> =>
  await read(body).then(
    () => 'none',
    (error: unknown) => String(error).replace(/^.*people-\d+\.csv/, 'file'),
  )

describe('a file of people', () => {
  it('may have any order, a byte order mark, quotes, line breaks of any kind, and other columns', async () => {
    const { ids, people } = await read(
      '\uFEFFshoe size,FULL_NAME, id ,city,state\r\n' +
        '44,"Levine, Jordan ""Jo""",a 1,Flushing,ny\r\n' +
        '\r\n,,,,\r\n' +
        '45,"Ki Nam\r\nPark",b,"Flushing",New York\r' +
        '46,Núria Ibáñez,c,,',
    )
    expect(ids).toEqual(['a 1', 'b', 'c'])
    expect(people.map(({ names }) => names[0]?.full)).toEqual([
      'Levine, Jordan "Jo"',
      'Ki Nam\nPark',
      'Núria Ibáñez',
    ])
    expect(people.map(({ places }) => places[0]?.state)).toEqual(['NY', 'NY', null])
    expect(people[0]?.places[0]?.point?.lat).toBeCloseTo(40.76, 1)
  })

  it('reads the same in whatever pieces the disk gives it', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) =>
      row % 3 === 0 ? `${row},"Zoë, ""Ω"" ${row}"\r\n` : `${row},Zoë Ω ${row}\r\n`,
    )
    const { ids, people } = await read(`id,full_name\r\n${rows.join('')}`)
    expect(ids).toEqual(rows.map((_, row) => String(row)))
    expect(people.map(({ names }) => names[0]?.full)).toEqual(
      rows.map((_, row) => (row % 3 === 0 ? `Zoë, "Ω" ${row}` : `Zoë Ω ${row}`)),
    )
  })

  it('takes the parts of a name where it has both, else the whole', async () => {
    const { people } = await read(
      'id,given_name,family_name,full_name\n1,Jin,Kim,KIM JIN\n2,Jin,,KIM JIN\n3,,Kim,\n',
    )
    const none = { middle: null, suffix: null }
    expect(people.map(({ names }) => names[0])).toEqual([
      { ...none, full: null, given: 'Jin', family: 'Kim' },
      { ...none, full: 'KIM JIN', given: null, family: null },
      { ...none, full: null, given: null, family: 'Kim' },
    ])
  })

  it('does not know what is malformed in a cell', async () => {
    const { people } = await read(
      'id,full_name,postal_code,phone,npi,license_state,license_number,city,state\n' +
        '1,Jin Kim,1135,555-0101,2000000000,Ruritania,123,Flushing,NY\n' +
        '2,Jin Kim,11354-0001,(212) 555-0101,,ny,1234,,\n',
    )
    expect(people[0]).toMatchObject({ npi: null, licenses: [], places: [{ phone: null }] })
    expect(people[1]).toMatchObject({
      licenses: [{ state: 'NY', number: '1234' }],
      places: [{ postalCode: '11354', phone: '212-555-0101', city: null }],
    })
  })

  const FULL = 'id,full_name\n1,Jin Kim\n'
  const LATIN = Buffer.from(`${FULL}2,Ana P\u00e9rez\n`, 'latin1')

  it.each([
    ['', 'file is empty; its first line must name the columns.'],
    ['full_name\nJin Kim\n', 'file, line 1: the first line names no column id.'],
    ['id,given_name\n1,Jin\n', 'file, line 1: the first line names neither full_name nor'],
    ['id,id,full_name\n1,2,Jin Kim\n', 'file, line 1: two columns are called id; keep one.'],
    [`${FULL}2,Wei Chen,x\n`, 'file, line 3: the row has 3 cells where the first line names 2.'],
    [`${FULL}\n2\n`, 'file, line 4: the row has 1 cell where the first line names 2.'],
    [`${FULL},Wei Chen\n`, 'file, line 3: the row has no id.'],
    [`${FULL}2, \n`, 'file, line 3: the row has no name.'],
    [`${FULL}"1","Wei\nChen"\n`, 'file, line 3: the id 1 stands on line 2 already.'],
    [`${FULL}2,"Wei\nChen"\n3\n`, 'file, line 5: the row has 1 cell'],
    [`${FULL}2,"Wei Chen\n3,Min Lee\n`, 'file, line 3: a quote is opened here and never closed.'],
    [`${FULL}2,"Wei Chen\n3,"Min" Lee\n`, 'file, line 3: the quotes do not pair up'],
    [`${FULL}2,Wei "W" Chen\n`, 'file, line 3: a quote inside a cell'],
    [LATIN, 'file, line 3: not in UTF-8'],
    [Buffer.from([...Buffer.from(FULL), 0x32, 0x2c, 0xc3]), 'file, line 3: not in UTF-8'],
    [Buffer.from(`\uFEFF${FULL}`, 'utf16le'), 'file, line 1: not in UTF-8'],
  ])('is refused with the line: %j', async (body, expected) => {
    expect(await complaint(body)).toContain(expected)
  })

  it('is refused far down as well, and does not wait for a quote that never closes', async () => {
    const rows = Array.from({ length: 90_000 }, (_, row) => `${row + 2},Zoë Kim\n`).join('')
    const broken = (line: string) => Buffer.concat([Buffer.from(FULL + rows), Buffer.from(line)])
    expect(await complaint(broken('x,"Wei Chen\n'))).toContain('line 90003: a quote is opened')
    const latin = Buffer.concat([broken(''), Buffer.from([0x78, 0x2c, 0xe9, 0x0a])])
    expect(await complaint(latin)).toContain('line 90003: not in UTF-8')
    const early = `${FULL}x,"Wei Chen\n${rows}${rows}`
    expect(await complaint(early)).toContain('line 3: a quote is opened')
  })
})

describe('the file that is written', () => {
  it('is there as a whole or not at all', async () => {
    const path = join(folder, 'written.csv')
    await writeCsv(path, ['a', 'b'], [['x, "y"', 'line\nbreak']])
    expect(readFileSync(path, 'utf8')).toBe('a,b\n"x, ""y""","line\nbreak"\n')
    const failing = function* () {
      yield ['1']
      throw new RangeError('in the middle')
    }
    await expect(writeCsv(path, ['a'], failing())).rejects.toThrow('in the middle')
    expect(readFileSync(path, 'utf8')).toMatch(/^a,b/)
    await expect(writeCsv(join(folder, 'none', 'x.csv'), ['a'], [])).rejects.toThrow(
      /x\.csv cannot be written/,
    )
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('may not be one that is read', () => {
    expect(() => requireOut('./a.csv', ['a.csv'], linkCommand)).toThrow('is a file to read')
    expect(() => requireOut(undefined, ['a.csv'], linkCommand)).toThrow('Usage: link')
  })
})

const LEFT = `id,full_name,city,state,npi
roll-1,QUIMBYSON ALEXANDRA,FLUSHING,NY,2000000002
roll-2,KIM JIN,FLUSHING,NY,
roll-3,APPLEGARTH ROBERT,ALBANY,NY,
`
const RIGHT = `id,given_name,family_name,city,state,postal_code,npi
npi-1,Jordan,Haverford,Buffalo,NY,14221,
npi-2,Alexandra,Quimbyson,Flushing,NY,11354,2000000002
npi-3,Robert,Applegarth,Albany,NY,12203,
`

describe('link', () => {
  it('writes pairs by left row with their reasons, and says what it did', async () => {
    const out = join(folder, 'pairs.csv')
    const run = await cli(['link', put(LEFT), put(RIGHT), '--out', out, '--json'], {}).ended
    expect(run).toMatchObject({ status: 0, stderr: '' })
    const [header, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n')
    expect(header).toBe('left_id,right_id,probability,decision,reasons')
    expect(lines[0]).toMatch(/^roll-1,npi-2,(1|0\.\d+),match,.*the same NPI/)
    expect(lines.at(-1)).toMatch(/^roll-3,npi-3,(1|0\.\d+),(match|review),.*the same town/)
    const count = (decision: string) =>
      lines.filter((line) => line.split(',')[3] === decision).length
    expect(jsonLines(run.stdout).at(-1)).toMatchObject({
      left_records: 3,
      right_records: 3,
      match: count('match'),
      review: count('review'),
      no_match: count('no-match'),
    })
  })

  it('refuses a malformed file with status 2 and leaves what was there before', async () => {
    const out = put('earlier')
    const run = await cli(['link', put(LEFT), put('id\n'), '--out', out], {}).ended
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/people-\d+\.csv, line 1: the first line names neither/)
    expect(run.stderr).not.toContain('    at ')
    expect(readFileSync(out, 'utf8')).toBe('earlier')
    const missing = await cli(['link', 'gone.csv', 'gone.csv', '--out', out], {}).ended
    expect(missing).toMatchObject({ status: 2, stderr: 'There is no file gone.csv.\n' })
  })
})

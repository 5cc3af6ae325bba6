/** `compare-names` as an operator runs it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compareNamesCommand } from '#src/cli/compare-names.ts'
import { cli, jsonLines } from '#tests/helpers/cli-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'compare-names-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(body: string): string {
  const path = join(folder, 'names.csv')
  writeFileSync(path, body)
  return path
}

describe('compare-names', () => {
  it('scores each row in its place', async () => {
    const names = put(
      'right_name,id,left_name\n' +
        '"Applegarth, Ki-Nam, L.Ac.",one,APPLEGARTH KINAM\n' +
        'Alexandra Quimby,two,Bogdan Perlmutter\n',
    )
    const out = join(folder, 'scores.csv')
    const run = await cli(['compare-names', names, '--out', out, '--json'], {}).ended
    expect(run).toMatchObject({ status: 0, stderr: '' })
    expect(jsonLines(run.stdout).at(-1)).toMatchObject({ compared: 2 })
    const [header, same, other, end] = readFileSync(out, 'utf8').split('\n')
    expect(header).toBe('id,score,decision')
    expect(same).toMatch(/^one,(1|0\.\d{1,4}),(match|review)$/)
    expect(other).toMatch(/^two,0(\.\d{1,4})?,no-match$/)
    expect(end).toBe('')
  })

  it.each([
    ['id,left_name\n1,Jin Kim\n', 'line 1: the first line names no column right_name.'],
    ['id,left_name,right_name\n1,Jin Kim,\n', 'line 2: the row lacks a name.'],
    ['id,left_name,right_name\n,Jin Kim,Jin Kim\n', 'line 2: the row has no id.'],
    [
      'id,left_name,right_name\n1,A B,A B\n1,A B,A B\n',
      'line 3: the id 1 stands on line 2 already.',
    ],
  ])('refuses %j with the line and writes nothing', async (body, problem) => {
    const out = join(folder, 'refused.csv')
    await expect(compareNamesCommand.run([put(body), '--out', out])).rejects.toThrow(problem)
    expect(existsSync(out)).toBe(false)
  })
})

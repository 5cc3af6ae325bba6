import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyStats, judgeRun, type RunStats } from '#src/core/gate.ts'

const run = (seen: number, more: Partial<RunStats> = {}): RunStats => ({
  ...emptyStats(),
  seen,
  rows: seen,
  filled: { name: seen },
  ...more,
})

describe('the number of people', () => {
  it('is held when nobody was seen, with or without a run before', () => {
    expect(judgeRun(run(0), null, true)).toEqual(['The registry showed nobody at all.'])
    expect(judgeRun(run(0), run(900), true)).toContain('The registry showed nobody at all.')
  })

  it.each([
    [850, 1000],
    [1000, 1000],
    [1500, 1000],
    [17, 20],
    [6, 7],
    [1, 1],
    [101, 2],
    [150, 51],
  ])('passes with %i after %i', (now, before) => {
    expect(judgeRun(run(now), run(before), true)).toEqual([])
  })

  it.each([
    [849, 1000, 'showed 849 people; the last good run showed 1000 (15 % fewer)'],
    [400, 1000, 'showed 400 people; the last good run showed 1000 (60 % fewer)'],
    [16, 20, 'showed 16 people; the last good run showed 20 (20 % fewer)'],
    [1, 3, 'showed 1 people; the last good run showed 3 (67 % fewer)'],
    [1501, 1000, 'showed 1501 people; the last good run showed 1000 (50 % more)'],
    [102, 2, 'showed 102 people; the last good run showed 2 (5000 % more)'],
  ])('is held with %i after %i', (now, before, sentence) => {
    const reasons = judgeRun(run(now), run(before), true)
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toContain(sentence)
  })

  it('is not judged where the run does not claim to be complete, nor after a run of nobody', () => {
    expect(judgeRun(run(3), run(1000), false)).toEqual([])
    expect(judgeRun(run(500), run(0), true)).toEqual([])
  })

  it('never grows out of the gate by shrinking and never names a share that is no number', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (now, before) => {
        const reasons = judgeRun(run(now), run(before), true)
        const isSteady = now > 0 && (before === 0 || (now >= 0.85 * before && now <= 1.5 * before))
        if (isSteady) expect(reasons).toEqual([])
        if (now < 0.84 * before) expect(reasons).not.toEqual([])
        expect(reasons.join(' ')).not.toMatch(/NaN|Infinity/)
      }),
    )
  })
})

describe("the registry's own total", () => {
  it('is held when more was promised than came, rows that were refused counted in', () => {
    const stats = run(990, { registryTotal: 1000 })
    expect(judgeRun(stats, null, true)).toEqual([
      'The registry says that it has 1000 entries; only 990 could be read.',
    ])
    expect(judgeRun({ ...stats, rowProblems: 10 }, null, true)).toEqual([])
    expect(judgeRun({ ...stats, rowProblems: 9 }, null, true)).toHaveLength(1)
  })

  it('counts entries, not people, and judges an incomplete run as well', () => {
    expect(judgeRun(run(900, { rows: 1000, registryTotal: 1000 }), null, true)).toEqual([])
    expect(judgeRun(run(0, { registryTotal: 12 }), null, false)).toEqual([
      'The registry says that it has 12 entries; only 0 could be read.',
    ])
  })
})

describe('a field', () => {
  const before = run(1000, { filled: { name: 1000, phone: 600, dba: 50, fax: 49 } })
  const judge = (filled: Record<string, number>) => judgeRun(run(1000, { filled }), before, true)

  it('may drift, and a rare one may go', () => {
    expect(judge({ name: 1000, phone: 300, dba: 25, fax: 0 })).toEqual([])
    expect(judge({ name: 1000, phone: 600, dba: 60, fax: 60, website: 900 })).toEqual([])
  })

  it('that went half empty is held, and so is one that is gone', () => {
    expect(judge({ name: 1000, phone: 299, dba: 50 })).toEqual([
      'The field phone was filled for 60 % of the entries; now for 30 %.',
    ])
    expect(judge({ phone: 600, dba: 24 })).toEqual([
      'The field name was filled for 100 % of the entries; now for 0 %.',
      'The field dba was filled for 5 % of the entries; now for 2 %.',
    ])
  })

  it('is a share of the entries read, so more people do not hide it', () => {
    const grown = run(1400, { filled: { name: 1400, phone: 419, dba: 70 } })
    expect(judgeRun(grown, before, true)).toEqual([
      'The field phone was filled for 60 % of the entries; now for 30 %.',
    ])
  })

  it('is not judged without a run before, without rows, or in part of a registry', () => {
    expect(judgeRun(run(1000, { filled: {} }), null, true)).toEqual([])
    expect(judgeRun(run(1000, { filled: {} }), before, false)).toEqual([])
    expect(judgeRun(run(5), { ...run(5), rows: 0 }, true)).toEqual([])
  })
})

describe('a status word that no table maps', () => {
  it('is held with its count, complete or not', () => {
    const stats = run(100, { unknownWords: { LIMBO: 1, 'ON HOLD': 7 } })
    const sentences = [
      'The status word “LIMBO” is not known (1 person).',
      'The status word “ON HOLD” is not known (7 people).',
    ]
    expect(judgeRun(stats, run(100), true)).toEqual(sentences)
    expect(judgeRun(stats, null, false)).toEqual(sentences)
  })

  it('passes once a run with it was released, whatever its count', () => {
    const lastGood = run(100, { unknownWords: { LIMBO: 1 } })
    expect(judgeRun(run(100, { unknownWords: { LIMBO: 40 } }), lastGood, true)).toEqual([])
    expect(judgeRun(run(100, { unknownWords: { limbo: 1 } }), lastGood, true)).toHaveLength(1)
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('is held even if it is “%s”', (word) => {
    expect(judgeRun(run(100, { unknownWords: { [word]: 1 } }), run(100), true)).toHaveLength(1)
  })
})

describe('what could not be read', () => {
  it('is held for one whole answer', () => {
    expect(judgeRun(run(10, { pageProblems: 1 }), null, false)).toEqual([
      '1 answer could not be read as a whole.',
    ])
    expect(judgeRun(run(10, { pageProblems: 2 }), null, false)).toEqual([
      '2 answers could not be read as a whole.',
    ])
  })

  it.each([
    [2, 10],
    [3, 147],
    [20, 980],
  ])('passes with %i odd rows beside %i good ones', (rowProblems, rows) => {
    expect(judgeRun(run(rows, { rowProblems }), null, true)).toEqual([])
  })

  it.each([
    [3, 10, '3 of 13 rows could not be read (23 %).'],
    [3, 146, '3 of 149 rows could not be read (2 %).'],
    [21, 979, '21 of 1000 rows could not be read (2 %).'],
  ])('is held with %i odd rows beside %i good ones', (rowProblems, rows, sentence) => {
    expect(judgeRun(run(rows, { rowProblems }), null, true)).toEqual([sentence])
  })
})

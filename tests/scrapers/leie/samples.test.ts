/** The first rows of the real list, where they are on this machine. */
import { describe, expect, test } from 'vitest'
import { leie } from '#scrapers/leie/index.ts'
import { toList } from '#scrapers/leie/list.ts'
import { REASONS } from '#scrapers/leie/words.ts'
import { z } from 'zod'
import { hasSamples, readSample } from '#tests/helpers/samples.ts'

describe.skipIf(!hasSamples('leie'))('the real list', () => {
  test('has the header and quoting that are expected; its first rows are businesses', () => {
    const { bytes, rowStarts } = toList(readSample('leie/UPDATED_head_real_2026-08-02.csv'))
    expect(rowStarts).toHaveLength(4)
    expect(bytes).toEqual(readSample('leie/UPDATED_head_real_2026-08-02.csv'))
    const parsed = leie.parse({
      registry: 'leie',
      kind: 'rows',
      via: 'http',
      method: 'GET',
      url: 'https://oig.example/UPDATED.csv',
      requestBody: null,
      status: 200,
      mediaType: 'text/csv',
      fetchedAt: new Date('2026-11-22T12:00:00Z'),
      body: bytes,
      etag: null,
      lastModified: null,
      savedBy: null,
    })
    expect(parsed).toEqual({ records: [], problems: [], filled: {}, unknownWords: [] })
  })

  test('names no type of exclusion that has no words', () => {
    const counts = z
      .object({ byType: z.array(z.object({ type: z.string() })) })
      .parse(
        JSON.parse(new TextDecoder().decode(readSample('leie/leie_counts_derived_2026-01.json'))),
      )
    expect(counts.byType.length).toBeGreaterThan(15)
    expect(counts.byType.filter(({ type }) => !(type in REASONS))).toEqual([])
  })
})

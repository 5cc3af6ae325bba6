/** Every registry: saved answers through its own parser, compared with the JSON beside them. */
import { describe, expect, test } from 'vitest'
import { registries } from '#scrapers/index.ts'
import type { ParsedCapture } from '#scrapers/source.ts'
import { listExamples } from '#tests/helpers/examples.ts'

describe.each(registries)('$info.id', (registry) => {
  test('has examples, and each says what the JSON beside it says', async () => {
    const examples = await listExamples(registry)
    if (examples.length === 0) {
      throw new Error(`There is no example in scrapers/${registry.info.id}/examples.`)
    }
    for (const { capture, expectedPath } of examples) {
      const parsed = registry.parse(capture)
      // Written when it is missing, outside of CI: read it before you keep it.
      await expect(`${JSON.stringify(parsed, null, 2)}\n`).toMatchFileSnapshot(expectedPath)
    }
  })

  test('gives records that keep the rules for every registry', async () => {
    for (const { capture, file } of await listExamples(registry)) {
      expect({ file, faults: findFaults(registry.parse(capture)) }).toEqual({ file, faults: [] })
    }
  })
})

/** What no record may be, whatever the registry; people in examples are invented as well. */
function findFaults({ records }: ParsedCapture): string[] {
  const keys = records.map(({ key }) => key)
  const text = JSON.stringify(records)
  return [
    ...(new Set(keys).size === keys.length ? [] : ['two records of one key']),
    ...(keys.every((key) => key.trim() !== '') ? [] : ['an empty key']),
    ...(records.every(({ rank }) => Number.isInteger(rank)) ? [] : ['a rank that is no integer']),
    ...(/[\w.]@[\w-]+\.\w/.test(text) ? ['an e-mail address'] : []),
    ...[...text.matchAll(/"(?:expiresOn|licensedOn|since|registeredThrough)":"([^"]*)"/g)]
      .map(([, date = '']) => date)
      .filter((date) => !/^\d{4}-\d{2}-\d{2}$/.test(date)),
    ...records
      .flatMap(({ content }) => content.locations)
      .flatMap(({ phone }) => phone ?? [])
      .filter((phone) => !/^\d{3}-555-01\d{2}$/.test(phone)),
    ...records
      .map(({ content }) => content.npi)
      .filter((npi) => npi !== null && !/^2\d{9}$/.test(npi))
      .map((npi) => `the NPI ${npi}, which somebody may have`),
  ]
}

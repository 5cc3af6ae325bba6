/** What must be true of every registry in the list. */
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findRegistry, registries } from '#scrapers/index.ts'
import { getSetting } from '#scrapers/lib/settings.ts'

test('ids are unique, permanent in form, and found', () => {
  const ids = registries.map(({ info }) => info.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(findRegistry(id)?.info.id).toBe(id)
  }
  expect(findRegistry('nobody')).toBeNull()
})

test.each(registries)('$info.id says what it is and has its papers', ({ info, ...registry }) => {
  for (const text of [info.title, info.publisher, info.proves, info.doesNotProve]) {
    expect(text.trim()).not.toBe('')
  }
  for (const address of [info.homepage, info.baseUrl]) expect(URL.canParse(address)).toBe(true)
  expect(info.baseUrl).not.toMatch(/\/$/)
  expect(info.promiseHours).toBeGreaterThanOrEqual(info.cadenceHours)
  // Whoever keeps programs out is never asked by one.
  expect(registry.sweep === undefined).toBe(info.access === 'by-hand')
  expect(registry.fromSavedPage !== undefined).toBe(info.access === 'by-hand')
  const papers = ['README.md', 'info.ts', 'parse.ts', 'index.ts']
  expect(papers.filter((file) => !existsSync(`scrapers/${info.id}/${file}`))).toEqual([])
})

test('a setting is the operator’s, by its name or its variable, else the default', () => {
  const info = registries.map((registry) => registry.info).find(({ id }) => id === 'ct-elicense')
  if (!info) throw new Error('ct-elicense is not listed.')
  const read = (settings: Record<string, string>) =>
    getSetting(info, settings, 'credentialPrefix').value
  expect(read({})).toBe('ACUPUNCTUR')
  expect(read({ credentialPrefix: ' ACU ' })).toBe('ACU')
  expect(read({ CT_ELICENSE_CREDENTIAL_PREFIX: 'X' })).toBe('X')
  expect(read({ credentialPrefix: '' })).toBe('ACUPUNCTUR')
  expect(() => getSetting(info, {}, 'none')).toThrow('declares no setting "none"')
})

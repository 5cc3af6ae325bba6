/** The desk over the sample directory, with a clock, and the two steps of asking for a correction. */
import { load } from 'cheerio'
import { expect } from 'vitest'
import * as t from '#db/schema/index.ts'
import type { TestDatabase } from './database.ts'
import { bearer, createDeskApp } from './desk-app.ts'
import { fillSampleDirectory, NOW, projectSample, SAMPLE_REGISTRIES } from './sample-directory.ts'

export const PERSON = '/practitioners/p-levine'
export const FORM = `${PERSON}/correction`
export const WRONG = { kind: 'wrong', text: 'The office has moved.\nIt is in Albany.', contact: '' }
export const REMOVAL = { kind: 'remove', text: '', contact: 'dana@example.org' }

type Fields = Record<string, string>
export type CorrectionDesk = Awaited<ReturnType<typeof createCorrectionDesk>>

/** `at.clock` and `at.address` are when and from where requests come. */
export async function createCorrectionDesk({ db, ...database }: TestDatabase) {
  const at = { clock: NOW.getTime(), address: '192.0.2.7' }
  const ids = await fillSampleDirectory(db)
  const desk = await createDeskApp(
    { db, ...database },
    {
      now: () => new Date(at.clock),
      registries: SAMPLE_REGISTRIES,
      desk: { addressOf: () => at.address },
    },
  )
  const admin = bearer(await desk.key('admin'))
  const listAll = () => db.select().from(t.corrections).orderBy(t.corrections.id)
  /** The first step, and what the browser would send in the second. */
  async function preview(fields: Fields): Promise<Fields> {
    const shown = await desk.post(FORM, { ...fields, website: '', step: 'preview' })
    expect(shown.status).toBe(200)
    return { ...fieldsOf(await shown.text()), step: 'send' }
  }
  return {
    ...desk,
    at,
    ids,
    admin,
    listAll,
    preview,
    /** Both steps; the id of what is in the queue then. */
    async ask(fields: Fields): Promise<number> {
      const second = await preview(fields)
      at.clock += 4000
      const sent = await desk.post(FORM, second)
      expect(sent.headers.get('Location')).toBe(`${FORM}?done=sent`)
      return (await listAll()).at(-1)?.id ?? 0
    },
    answer: (id: number, outcome: string, answer = 'It was so.') =>
      desk.post(`/admin/corrections/${id}`, { outcome, answer }, admin),
    /** As if nobody had asked for anything. */
    async reset(): Promise<void> {
      Object.assign(at, { clock: NOW.getTime(), address: '192.0.2.7' })
      await db.delete(t.rateLimits)
      await db.delete(t.corrections)
      await db.update(t.practitioners).set({ leftOutAt: null, leftOutBy: null })
      await projectSample(db, [...ids.values()])
    },
  }
}

function fieldsOf(html: string): Fields {
  const $ = load(html)
  const fields = $('form input[type=hidden]').toArray()
  return Object.fromEntries(fields.map((field) => [$(field).attr('name'), $(field).attr('value')]))
}

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonRows, rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { importPages } from '#src/services/import-pages.ts'
import { findRelinkable } from '#src/services/load-link-input.ts'
import { rebuildLinks } from '#src/services/rebuild-links.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline, savedPages, SIMULATED } from '#tests/helpers/pipeline.ts'
import { publish, stored, whoIsWho } from './linkage-fixture.ts'

describe('what changed since the last publication', () => {
  let database: TestDatabase
  let pipeline: Pipeline
  const people = createPopulation({ size: 400, seed: 7 })

  beforeAll(async () => {
    database = await openTestDatabase()
    pipeline = await createPipeline(database, people)
    for (const id of SIMULATED) await pipeline.refresh(id)
    const files = savedPages(people, pipeline.ctx.now())
    await importPages(pipeline.ctx, { registry: 'ncbahm', files, owner: 'test' })
  })
  afterAll(async () => {
    await pipeline.close()
    await database.close()
  })

  it('is nothing where a registry says the same again: nobody is linked anew', async () => {
    const before = sql`select p.decided_at, p.left_record_id::int, p.right_record_id::int
      from link_pairs p order by 2, 3`
    const [rows, all] = [await rowsOf(database.db, before), await stored(database.db)]
    expect(rows.length).toBeGreaterThan(100)
    await pipeline.refresh('nppes')
    expect(await rowsOf(database.db, before)).toEqual(rows)
    expect(await stored(database.db)).toEqual(all)
  })

  it('is nothing to linking where only a standing or a day is another', async () => {
    const [row] = await rowsOf<{ id: number }>(
      database.db,
      sql`select r.id::int as id from records r where r.registry = 'ct-elicense' order by r.id limit 1`,
    )
    const id = row?.id ?? -1
    await database.db.execute(sql`
      insert into record_versions (record_id, content, parser_version, run_id, capture_id,
        first_seen_at, replaced_at)
      select record_id, content, parser_version, run_id, capture_id, first_seen_at, first_seen_at
      from record_versions where record_id = ${id} and replaced_at is null`)
    const set = (field: string, value: string) =>
      database.db.execute(sql`
        update record_versions set content = jsonb_set(content, ${`{licenses,0,${field}}`}::text[],
          to_jsonb(${value}::text))
        where record_id = ${id} and replaced_at is null`)
    await set('expiresOn', '2031-01-31')
    expect(await findRelinkable(database.db, [id])).toEqual([])
    await set('number', '42.999999')
    expect(await findRelinkable(database.db, [id])).toEqual([id])
    await publish(pipeline.ctx, [id])
  })

  it('is the same practitioners where everything is built anew', async () => {
    const before = [await whoIsWho(database.db), await stored(database.db)]
    await database.db.execute(sql`delete from link_keys`)
    await database.db.execute(sql`delete from link_pairs`)
    expect(await rebuildLinks(pipeline.ctx, { by: 'cli:a', note: '' })).toMatchObject({
      changed: 0,
    })
    expect([await whoIsWho(database.db), await stored(database.db)]).toEqual(before)
  })

  it.each([1, 2, 3, 4])(
    'leads to what comparing everything again leads to (round %i)',
    async (round) => {
      const changed = await exchange(round)
      await publish(pipeline.ctx, changed)
      const incremental = await stored(database.db)
      await rebuildLinks(pipeline.ctx, { by: 'cli:a', note: '' })
      expect(incremental).toEqual(await stored(database.db))
    },
  )

  /** Gives a dozen records the name, address or identifier of the next one; returns their ids. */
  async function exchange(round: number): Promise<number[]> {
    const rows = await rowsOf<{ id: number }>(
      database.db,
      sql`select r.id::int as id from records r
          join record_versions v on v.record_id = r.id and v.replaced_at is null
          where r.registry in ('nppes', 'ncbahm', 'ny-nysed', 'nj-dca', 'ct-elicense')
          order by md5(r.id || ' ' || ${round}::int) limit 12`,
    )
    const ids = rows.map(({ id }) => id)
    await database.db.execute(sql`
      insert into record_versions (record_id, content, parser_version, run_id, capture_id,
        first_seen_at, replaced_at)
      select record_id, content, parser_version, run_id, capture_id, first_seen_at, first_seen_at
      from record_versions where replaced_at is null and record_id in ${idList(ids)}`)
    for (const [index, id] of ids.entries()) {
      const part = ['name', 'locations', 'licenseHints', 'npi'][index % 4] ?? 'name'
      await database.db.execute(sql`
        update record_versions v
        set content = jsonb_set(v.content, array[${part}::text], o.content->${part}::text)
        from record_versions o
        where v.record_id = ${id} and v.replaced_at is null
          and o.record_id = ${ids[(index + 1) % ids.length] ?? id} and o.replaced_at is null`)
    }
    return ids
  }

  const idList = (ids: number[]) =>
    sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) w(id))`
})

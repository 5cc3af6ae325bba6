/** A directory as the sweeps of all registries make it, and whom its population licenses. */
import type { OpenDatabase } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { createPipeline, savedPages, SIMULATED } from '#tests/helpers/pipeline.ts'
import { importPages } from '#src/services/import-pages.ts'

export const SIZE = 8000

export const inventPeople = (): InventedPerson[] => createPopulation({ size: SIZE })

export async function fillDirectory(
  database: OpenDatabase,
  people: InventedPerson[],
): Promise<void> {
  const pipeline = await createPipeline(database, people)
  try {
    for (const id of SIMULATED) await pipeline.refresh(id)
    const files = savedPages(people, pipeline.ctx.now())
    await importPages(pipeline.ctx, { registry: 'ncbahm', files, owner: 'cli:bench' })
  } finally {
    await pipeline.close()
  }
}

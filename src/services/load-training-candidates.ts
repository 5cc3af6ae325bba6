import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { toLinkName } from '#src/core/linkage/names.ts'
import { fold } from '#src/core/names.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { TrainingCandidate } from '#src/core/training-match.ts'

type Row = { id: number; publicId: string } & Pick<
  PractitionerView,
  'name' | 'otherNames' | 'npi' | 'licenses' | 'locations'
>

/** Everybody whom the directory shows, as far as a row about training can mean them. */
export async function loadTrainingCandidates(db: Db): Promise<TrainingCandidate[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`select practitioner_id::int as id, public_id as "publicId", view->>'name' as name,
               view->'otherNames' as "otherNames", view->>'npi' as npi,
               view->'licenses' as licenses, view->'locations' as locations
        from search_rows order by practitioner_id`,
  )
  return rows.map(({ id, publicId, name, otherNames, npi, licenses, locations }) => ({
    id,
    publicId,
    names: [name, ...otherNames].map(toLinkName),
    npi,
    licenses: licenses.map(({ state, number }) => ({ state, number })),
    states: [
      ...new Set(
        [...licenses, ...locations].flatMap(({ state }) => (state === null ? [] : [state])),
      ),
    ],
    cities: [...new Set(locations.flatMap(({ city }) => (city === null ? [] : [fold(city)])))],
  }))
}

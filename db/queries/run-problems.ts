/** What a run could not read, with the answer of the registry that holds it. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'

export interface RunProblem {
  id: number
  level: 'row' | 'page' | 'run'
  key: string | null
  detail: string
  captureId: string | null
  captureUrl: string | null
}

/** In the order in which they were met; one more than `limit` where there are more. */
export const listProblems = (
  db: Db,
  runId: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<RunProblem[]> =>
  rowsOf<RunProblem>(
    db,
    sql`select p.id::float8 as id, p.level, p.key, p.detail,
               p.capture_id as "captureId", c.url as "captureUrl"
        from run_problems p left join captures c on c.id = p.capture_id
        where p.run_id = ${runId} and p.id > ${after}
        order by p.id limit ${limit + 1}`,
  )

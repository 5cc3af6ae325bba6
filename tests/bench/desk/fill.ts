/**
 * Fills a database as years of work at the desk would: runs, changes, queues, decisions. People
 * are shown by the service that always does it; the rest is written as it would stand there.
 */
import { gzipSync } from 'node:zlib'
import { sql, type SQL } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { captureBodies, evidenceFiles } from '#db/schema/index.ts'
import { registries } from '#scrapers/index.ts'
import { projectPractitioners } from '#src/services/project-practitioners.ts'
import { fillAudit } from './fill-audit.ts'
import { identifierEntry, rollEntry, rollOf } from './people.ts'

export const SIZES = {
  practitioners: 8000,
  runs: 1000,
  changes: 100_000,
  reviews: 5000,
  entries: 20_000,
}
const BATCH = 2000

/** What the pages with an id in their address are asked for. */
export const SAMPLES = {
  held: 'run-held',
  published: 'run-nppes',
  running: 'run-running',
  capture: 'capture-1',
  practitioner: 'bench-1',
  key: 'benchkey1',
  file: 'f'.repeat(64),
}

export const NOW = new Date()
const at = (days: SQL | number = 0) =>
  sql`(${NOW.toISOString()}::timestamptz - ${days} * interval '1 day')`

export async function fillDesk(db: Db): Promise<void> {
  await fillRuns(db)
  await fillPeople(db)
  await fillHeld(db)
  await fillChanges(db)
  await fillMatches(db)
  await fillTraining(db)
  await fillClaims(db)
  await fillPaperwork(db)
  await fillAudit(db, SIZES.entries, NOW)
  await db.execute(sql`analyze`)
}

async function fillRuns(db: Db): Promise<void> {
  const ids = registries.map(({ info }) => info.id)
  const stats = sql`'{"seen":8000,"rows":8000,"filled":{"name":8000},"unknownWords":{},
    "rowProblems":0,"pageProblems":0,"registryTotal":8000}'::jsonb`
  await db.execute(sql`
    insert into refresh_runs (id, registry, mode, status, requested_by, created_at, started_at,
      finished_at, is_swept, progress, stats, complete_scopes, reasons, seen, new, changed, unchanged)
    select 'run-' || n, (array[${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )}])[1 + n % ${ids.length}::int],
      'sweep', (case when n % 19 = 0 then 'failed' when n % 23 = 0 then 'cancelled'
        else 'published' end)::run_status,
      'schedule', ${at(sql`n`)}, ${at(sql`n`)}, ${at(sql`n`)}, true,
      '{"done":80,"total":80,"unit":"pages"}', ${stats}, '["all"]', '[]', 8000, n % 7, n % 40, 7900
    from generate_series(1, ${SIZES.runs - 3}::int) n`)
  const special = [
    [SAMPLES.held, 'ny-nysed', 'held', '["New York lists half of whom it listed."]'],
    [SAMPLES.published, 'nppes', 'published', '[]'],
    [SAMPLES.running, 'ct-elicense', 'running', '[]'],
  ]
  for (const [id, registry, status, reasons] of special) {
    await db.execute(sql`
      insert into refresh_runs (id, registry, mode, status, requested_by, created_at, started_at,
        finished_at, progress, stats, complete_scopes, reasons, seen, new, changed, not_seen,
        problems)
      values (${id}, ${registry}, 'sweep', ${status}::run_status, 'schedule', ${at(0)}, ${at(0)},
        ${status === 'running' ? null : at(0)}, '{"done":40,"total":80,"unit":"pages"}', ${stats},
        '["all"]', ${reasons}::jsonb, 4000, 200, 1500, 4000, 1000)`)
  }
  const page = `<html><body>${'<p>Ada Quill, 10011, Active</p>'.repeat(200)}</body></html>`
  const gzip = new Uint8Array(gzipSync(page))
  await db.insert(captureBodies).values({ sha256: 'body', sizeBytes: page.length, gzip })
  await db.execute(sql`
    insert into captures (id, registry, run_id, kind, via, method, url, status, media_type,
      fetched_at, sha256)
    select 'capture-' || n, 'ny-nysed', ${SAMPLES.held}, 'page', 'http', 'GET',
      'https://registry.example/page/' || n, 200, 'text/html', ${at(0)}, 'body'
    from generate_series(1, 2000) n`)
  await db.execute(sql`
    insert into run_problems (run_id, capture_id, level, key, detail)
    select ${SAMPLES.held}, 'capture-' || n, 'row', 'license ' || n, 'The status word is unknown.'
    from generate_series(1, 1000) n`)
}

async function fillPeople(db: Db): Promise<void> {
  const { practitioners } = SIZES
  await db.execute(sql`
    insert into practitioners (id, public_id, created_at) overriding system value
    select n, 'bench-' || n, ${at(900)} from generate_series(1, ${practitioners}::int) n`)
  for (let first = 1; first <= practitioners; first += BATCH) {
    const ids = Array.from({ length: BATCH }, (_, offset) => first + offset)
    await fillRecords(
      db,
      ids.flatMap((id) => [
        {
          id,
          of: id,
          registry: 'nppes',
          run: SAMPLES.published,
          content: identifierEntry(id),
          earlier: id % 4 === 0 ? identifierEntry(id, true) : null,
        },
        {
          id: practitioners + id,
          of: id,
          registry: rollOf(id),
          run: 'run-9',
          content: rollEntry(id),
          earlier: null,
        },
      ]),
    )
  }
  for (const table of ['practitioners', 'records', 'record_versions', 'links']) {
    await db.execute(sql`
      select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.identifier(table)}))`)
  }
  const ctx = { db, now: () => NOW, newId: () => 'none', registries, log: () => {} }
  const ids = Array.from({ length: practitioners }, (_, offset) => offset + 1)
  await projectPractitioners(ctx, db, ids)
}

interface BenchRecord {
  id: number
  of: number
  registry: string
  run: string
  content: object
  /** What it said before. */
  earlier: object | null
}

async function fillRecords(db: Db, rows: BenchRecord[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${jsonRows(rows)})
    as r(id bigint, "of" bigint, registry text, run text, content jsonb, earlier jsonb)`
  await db.execute(sql`
    insert into records (id, registry, key, scope, first_seen_at, last_seen_at, last_capture_id)
    overriding system value
    select id, registry, 'key ' || "of", 'all', ${at(800)}, ${at(0)}, 'capture-1' from ${given}`)
  await db.execute(sql`
    insert into record_versions (record_id, content, parser_version, run_id, capture_id,
      first_seen_at, last_seen_at, replaced_at)
    select id, earlier, 1, 'run-9', 'capture-1', ${at(800)}, ${at(1)}, ${at(0)}
    from ${given} where jsonb_typeof(earlier) = 'object'`)
  await db.execute(sql`
    insert into record_versions (record_id, content, parser_version, run_id, capture_id, first_seen_at)
    select id, content, 1, run, 'capture-1', ${at(0)} from ${given}`)
  await db.execute(sql`
    insert into links (record_id, practitioner_id, decided_by, method, reasons, decided_at)
    select id, "of", 'rules', 'npi', '["The same number"]', ${at(800)} from ${given}`)
}

/** Half of New York, of whom a third say something else and some are new. */
async function fillHeld(db: Db): Promise<void> {
  await db.execute(sql`
    insert into staged_records (run_id, key, scope, rank, capture_id, content)
    select ${SAMPLES.held}, case when n % 5 = 0 then 'new ' || n else r.key end, 'all', 0,
      'capture-1', case when n % 9 = 0 then jsonb_set(v.content, '{raw,status}', '"Lapsed"')
        else v.content end
    from records r join record_versions v on v.record_id = r.id and v.replaced_at is null
    cross join lateral (select r.id - ${SIZES.practitioners}::int as n) person
    where r.registry = 'ny-nysed' and n % 2 = 0`)
}

async function fillChanges(db: Db): Promise<void> {
  await db.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor, fields)
    select ${at(sql`(${SIZES.changes}::int - n) * 0.008`)},
      (array['listed', 'changed', 'changed', 'linked'])[1 + n % 4],
      1 + n % ${SIZES.practitioners}::int, 1 + n % ${SIZES.practitioners}::int, 'run-9', 'refresh',
      '[{"path":"locations.0.phone","before":"555-0110","after":"555-0199"}]'
    from generate_series(1, ${SIZES.changes}::int) n`)
}

async function fillMatches(db: Db): Promise<void> {
  await db.execute(sql`
    insert into link_pairs (left_record_id, right_record_id, decision, method, probability, weight,
      reasons, model_version, decided_at)
    select n, ${SIZES.practitioners}::int + n + 1, 'review', 'model', 0.5 + (n % 400) / 1000.0,
      (n % 400) / 40.0,
      '[{"words":"The family names are alike","weight":6.1},
        {"words":"The towns differ","weight":-2.4}]', 'bench', ${at(1)}
    from generate_series(1, ${SIZES.reviews}::int) n`)
  await db.execute(sql`
    insert into judgements (act_id, left_record_id, right_record_id, verdict, by, note, at)
    select 'act-' || n, n, ${SIZES.practitioners}::int + n + 1,
      (array['same', 'different', 'unsure'])[1 + n % 3], 'user:bench', '', ${at(1)}
    from generate_series(1, 200) n`)
}

async function fillTraining(db: Db): Promise<void> {
  const { reviews } = SIZES
  await db.execute(sql`
    insert into training_reviews (content, reason, candidates, given_by, imported_by, imported_at)
    select jsonb_build_object('name', 'Ada Quill' || n, 'school', 'A School', 'program', 'apm',
        'year', '2015', 'evidence', 'On the list of the school', 'link', null, 'tier', null,
        'state', 'NY', 'licenseNumber', null, 'npi', null, 'city', null),
      'Several people have this name.', '["bench-1", "bench-2", "bench-3"]', 'A School',
      'user:bench', ${at(2)}
    from generate_series(1, ${reviews}::int) n`)
  const body = new Uint8Array(Buffer.from('%PDF-1.4'))
  await db.insert(evidenceFiles).values({
    sha256: SAMPLES.file,
    mediaType: 'application/pdf',
    fileName: 'course.pdf',
    size: body.length,
    body,
    uploadedAt: NOW,
  })
  await db.execute(sql`
    insert into training_submissions (practitioner_id, program, school, year, evidence,
      file_sha256, given_by, created_at, decided_at, decided_by, decision, tier, reason)
    select n, (enum_range(null::training_program))[1], 'A School', 2015, 'A certificate',
      ${SAMPLES.file}, 'user:bench', ${at(2)}, case when n > ${reviews / 2}::int then ${at(1)} end,
      case when n > ${reviews / 2}::int then 'user:bench' end,
      case when n > ${reviews / 2}::int then 'rejected' end, null,
      case when n > ${reviews / 2}::int then 'Not legible' end
    from generate_series(1, ${reviews}::int) n`)
}

async function fillClaims(db: Db): Promise<void> {
  await db.execute(sql`
    insert into training_claims (practitioner_id, program, tier, evidence, given_by, given_at)
    select n, (enum_range(null::training_program))[1], (enum_range(null::tier))[2],
      'A certificate', 'user:bench', ${at(3)}
    from generate_series(1, 3000) n`)
}

/** Corrections, people, keys and links that wait to be opened. */
async function fillPaperwork(db: Db): Promise<void> {
  const isDecided = sql`n % 2 = 0`
  await db.execute(sql`
    insert into corrections (practitioner_id, kind, text, contact, nonce, created_at, due_at,
      decided_at, decided_by, outcome, answer)
    select n, (array['wrong', 'left-out', 'remove'])[1 + n % 3], 'My telephone number is another.',
      'ada@example.org', 'nonce ' || n, ${at(2)}, ${at(sql`n % 4`)},
      case when ${isDecided} then ${at(1)} end, case when ${isDecided} then 'user:bench' end,
      case when ${isDecided} then 'done' end, case when ${isDecided} then 'Put right.' end
    from generate_series(1, 2000) n`)
  await db.execute(sql`
    insert into users (id, name, email, role, created_at, updated_at)
    select 'user' || n, 'Person ' || n, 'person' || n || '@example.org', 'clinic', ${at(9)}, ${at(9)}
    from generate_series(1, 200) n`)
  await db.execute(sql`
    insert into api_keys (id, name, role, prefix, key_hash, created_by, created_at, expires_at)
    select 'benchkey' || n, 'Program ' || n, 'clinic', 'tad_bench', 'hash ' || n, 'user:bench',
      ${at(9)}, ${at(-300)}
    from generate_series(1, 200) n`)
  await db.execute(sql`
    insert into invitations (id, token_hash, email, role, created_by, created_at, expires_at)
    select 'invitation' || n, 'hash ' || n, null, 'clinic', 'user:bench', ${at(1)}, ${at(-1)}
    from generate_series(1, 50) n`)
}

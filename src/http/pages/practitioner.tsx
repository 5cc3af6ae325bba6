import { Hono } from 'hono'
import { findHistory, type HistoryEntry } from '#db/queries/changes.ts'
import { listPublicAnswers, type PublicAnswer } from '#db/queries/corrections.ts'
import { findWhy, type Why } from '#db/queries/linkage.ts'
import { recommendedStates } from '#src/core/credentials-today.ts'
import { type PractitionerView } from '#src/core/practitioner.ts'
import type { Site } from '../deps.ts'
import { hasDesk } from '../desk.ts'
import { findShown, type Shown } from '../find-shown.ts'
import { lastRead } from '../last-read.ts'
import { NotFoundError, parameterError } from '../problem.ts'
import { Answers } from '../views/answers.tsx'
import { formatDay } from '../views/dates.ts'
import { Certifications, Exclusions, type FactsProps, Licenses, Training } from '../views/facts.tsx'
import { History } from '../views/history.tsx'
import { page } from '../views/layout.tsx'
import { MarkTable } from '../views/mark-list.tsx'
import { marksOf } from '../views/marks.ts'
import { Places } from '../views/places.tsx'
import { SourceNote } from '../views/source-note.tsx'
import { WhoIsWho } from '../views/who.tsx'
import { inWords, STATE_NAMES } from '../views/words.ts'

const HISTORY_SHOWN = 20
const ANSWERS_SHOWN = 20

export function practitionerPage(site: Site): Hono {
  const app = new Hono()
  app.get('/practitioners/:id', async (c) => {
    const db = site.database(c)
    const [asOf, second] = c.req.queries('as_of') ?? []
    if (second !== undefined) throw parameterError('as_of', 'Give `as_of` once.')
    const shown = await findShown(site, db, c.req.param('id'), asOf)
    if (shown.kind === 'unknown') throw new NotFoundError(shown.detail)
    if (shown.kind === 'moved') {
      const { search } = new URL(c.req.url)
      return c.redirect(`/practitioners/${encodeURIComponent(shown.publicId)}${search}`, 308)
    }
    const lastGood = await lastRead(site, db, shown.asOf?.instant ?? site.now())
    const entries = await findHistory(db, shown.id, HISTORY_SHOWN, null)
    const why = await findWhy(db, shown.id)
    const answers = await listPublicAnswers(db, shown.id, ANSWERS_SHOWN)
    if (shown.isLeftOut || shown.asOf) c.header('X-Robots-Tag', 'noindex')
    const { name } = shown.practitioner.view
    return page(site, c, {
      title: name,
      current: '/practitioners',
      description: `Licenses, board certification and training of ${name}, with the source of each fact.`,
      children: (
        <Person
          {...{ site, shown, lastGood, why, answers, entries: entries.slice(0, HISTORY_SHOWN) }}
        />
      ),
    })
  })
  return app
}

interface PersonProps {
  site: Site
  shown: Extract<Shown, { kind: 'found' }>
  lastGood: Map<string, Date>
  entries: HistoryEntry[]
  why: Why
  answers: PublicAnswer[]
}

const Person = ({ site, shown, lastGood, entries, why, answers }: PersonProps) => {
  const { practitioner: person, day: today, asOf, isLeftOut } = shown
  const facts: FactsProps = { site, person, today }
  const { view } = person
  const recommended = recommendedStates(view, today)
  return (
    <>
      {asOf && (
        <p class="panel">
          As the directory knew it on {formatDay(asOf.day)}.{' '}
          <a href={`/practitioners/${encodeURIComponent(person.publicId)}`}>See it as of today</a>.
        </p>
      )}
      {isLeftOut && (
        <p class="panel">
          This practitioner asked to be left out of the search. What registries say is public, so
          this page stays at its address.
        </p>
      )}
      <header class="person">
        <h1>{view.name}</h1>
        {view.otherNames.length > 0 && <p class="quiet">Also written {inWords(view.otherNames)}</p>}
        {recommended.length > 0 && (
          <p>
            <span class="badge">
              Recommended in {inWords(recommended.map((state) => STATE_NAMES[state]))}
            </span>
          </p>
        )}
      </header>
      <Exclusions {...facts} />
      <section aria-labelledby="marks">
        <h2 id="marks" class="sr-only">
          The three marks
        </h2>
        <MarkTable marks={marksOf(view, { site, lastGood, today, asked: [] })} />
      </section>
      <div class="with-aside is-person">
        <aside>
          <Places {...facts} />
          {view.languages.length > 0 && (
            <section>
              <h2>Languages</h2>
              <p>{view.languages.join(', ')}</p>
            </section>
          )}
          <Questions />
          {hasDesk(site) && !asOf && (
            <>
              <ForClinics publicId={person.publicId} />
              <p>
                <a href={`/practitioners/${encodeURIComponent(person.publicId)}/correction`}>
                  Is something wrong or left out? Is this you, and should the search leave you out?
                </a>
              </p>
              <p>
                <a href={`/practitioners/${encodeURIComponent(person.publicId)}/training`}>
                  Send in evidence of training
                </a>
              </p>
            </>
          )}
        </aside>
        <div>
          <Licenses {...facts} />
          <Certifications {...facts} />
          <Training {...facts} />
          <Listings {...facts} />
          {!asOf && <WhoIsWho site={site} why={why} />}
          {!asOf && <History site={site} entries={entries} />}
          {!asOf && <Answers answers={answers} />}
        </div>
      </div>
    </>
  )
}

/** In which registries the person was found, with the identifier that some of them give. */
const Listings = ({ site, person }: FactsProps) => (
  <section>
    <h2>Where this practitioner is listed</h2>
    <ul class="listings">
      {onePerRegistry(person.view.records).map(({ recordId, delistedOn }) => (
        <li>
          <SourceNote site={site} source={person.sources.get(recordId)} />
          {recordId === person.view.npiRecordId && <span>NPI {person.view.npi}</span>}
          {delistedOn && <span>no longer listed since {formatDay(delistedOn)}</span>}
        </li>
      ))}
    </ul>
    <p class="quiet">
      The NCBAHM directory is voluntary: absence from it proves nothing. An NPI is a number for
      billing and proves no license.
    </p>
  </section>
)

/** A registry may hold several pages about one person; the one that still lists them speaks. */
function onePerRegistry(records: PractitionerView['records']): PractitionerView['records'] {
  const byRegistry = Map.groupBy(records, ({ registry }) => registry)
  return [...byRegistry.values()].flatMap(
    (group) => group.find(({ delistedOn }) => delistedOn === null) ?? group.slice(0, 1),
  )
}

const ForClinics = ({ publicId }: { publicId: string }) => (
  <section aria-labelledby="for-clinics">
    <h2 id="for-clinics">For clinics</h2>
    <ul class="listings">
      <li>
        <a href={`/check?practitioner=${encodeURIComponent(publicId)}`}>Check these credentials</a>
      </li>
      <li>
        <a href={`/watches?practitioner=${encodeURIComponent(publicId)}`}>Watch for changes</a>
      </li>
    </ul>
  </section>
)

const Questions = () => (
  <section class="panel">
    <h2>What to ask on the phone</h2>
    <ol>
      <li>What is your license number, and in which state?</li>
      <li>Are you a diplomate of the NCBAHM (NCCAOM), and is it current?</li>
      <li>Where did you learn to needle trigger points, and how many hours or years was it?</li>
      <li>How often do you treat what I have?</li>
    </ol>
    <a href="/guides/choosing">What to make of the answers</a>
  </section>
)

import type { Child } from 'hono/jsx'
import { CHOOSING_SOURCES } from './choosing-sources.ts'
import { DryNeedling } from './dry-needling.tsx'
import { Cite, Guide } from './frame.tsx'
import { PhoneList } from './phone-list.tsx'

export const ChoosingGuide = () => (
  <Guide
    path="/guides/choosing"
    title="Choosing a practitioner"
    lede="Three marks to look for, what each of them proves, and what only a phone call can tell."
    sources={CHOOSING_SOURCES}
  >
    <ThreeMarks />
    <PhoneList />
    <TriState />
    <DryNeedling />
  </Guide>
)

const MARKS: { title: string; proves: Child; not: Child }[] = [
  {
    title: 'Licensed by the state',
    proves:
      'The state lets this person practice acupuncture. The state’s own register says so, with a last day.',
    not: 'Not that they know trigger points: no state asks for that. A license may also carry a board action that is published elsewhere.',
  },
  {
    title: 'Board certified',
    proves: (
      <>
        A diplomate of the national board: they passed its examinations and renew the certification
        every four years. A license may rest on the same examination:{' '}
        <Cite to="formats">Connecticut asks for it</Cite>.
      </>
    ),
    not: 'Not training in trigger points. And to be missing from the board’s directory proves nothing: being listed there is voluntary.',
  },
  {
    title: 'Trained in trigger points',
    proves:
      'Something shows long training in needling muscles. How strong that is stands beside the mark: claimed, mentioned, documented or confirmed.',
    not: (
      <>
        Not skill, and not results. No license requires this training, so a missing mark means
        little. A register tells of it at most by a school: where New York’s names the Tri-State
        College of Acupuncture, this directory calls APM training documented. That rests on the name
        of the school and on nothing else.
      </>
    ),
  },
]

const ThreeMarks = () => (
  <>
    <h2>The three marks</h2>
    {MARKS.map(({ title, proves, not }) => (
      <section class="fact">
        <h3>{title}</h3>
        <p>
          <b>Proves:</b> {proves}
        </p>
        <p>
          <b>Does not prove:</b> {not}
        </p>
      </section>
    ))}
    <p>
      <a href="/practitioners?recommended=true">Whoever has all three</a> is called recommended
      here: a current license in the state asked about, a current certification, and training that
      is at least documented. It is a rule, not praise. Nobody on an exclusion list is recommended.
    </p>
    <h3>Two things that confuse people</h3>
    <p>
      <b>A New York license is for life.</b> What lapses is the registration, every three years. So
      ask for both: is the license in order, and through which day are you registered?{' '}
      <Cite to="formats">New York keeps these as two facts</Cite>, and so does this directory.
    </p>
    <p>
      <b>The board changed its name.</b> NCCAOM became NCBAHM in January 2026. “Dipl. Ac. (NCCAOM)”
      and “Dipl. Ac. NCBAHM” are from one and the same board.
    </p>
  </>
)

const TriState = () => (
  <>
    <h2>Tri-State College and APM</h2>
    <p>
      Mark Seem, Ph.D., developed a three-year program called Acupuncture Physical Medicine (APM) at
      the Tri-State College of Acupuncture in New York. It builds on the work of Janet Travell,
      M.D., on pain that comes from muscles. Licensed acupuncturists were never required to train in
      trigger points, so this was more than the license asked for.
    </p>
    <p>
      We were told that the college is now closed. We{' '}
      <Cite to="formats">found no public record of that</Cite>.
    </p>
    <p>
      <b>No public list of its graduates exists</b>, and none of people who practice APM. That is
      why the mark here rests on what somebody says of themselves, on a document, or on the school
      that a license record names. If APM matters to you, ask for the year and the certificate.{' '}
      <a href="/practitioners?training=apm&amp;sort=credentials">
        People with APM training, any evidence
      </a>
      .
    </p>
    <p>APM is one example of long training, not the only one. Ask everybody the same questions.</p>
  </>
)

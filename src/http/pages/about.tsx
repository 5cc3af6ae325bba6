import { Hono } from 'hono'
import { ANSWER_DAYS } from '#src/services/submit-correction.ts'
import type { Site } from '../deps.ts'
import { page } from '../views/layout.tsx'

export function aboutPage(site: Site): Hono {
  const app = new Hono()
  app.get('/about', (c) =>
    page(site, c, {
      title: 'About',
      current: '/about',
      description: 'How the directory is made, how results are ordered, and how to correct it.',
      children: <About takesCorrections={site.desk !== null} />,
    }),
  )
  return app
}

const About = ({ takesCorrections }: { takesCorrections: boolean }) => (
  <article class="prose">
    <h1>About this directory</h1>
    <p class="lede">
      It joins what public registries say about acupuncturists in New York, New Jersey and
      Connecticut, so that a patient need not visit four web sites, and says of every fact where it
      comes from and how old it is.
    </p>
    <h2>How facts get here</h2>
    <p>
      Programs read each registry politely and on a schedule; a registry that keeps programs out is
      read from pages that a person saved. Every answer is kept as received. When a new answer looks
      wrong, for instance because a fifth of the people are missing, it is held until a person has
      looked at it, and the last good answer stays up with its age. Somebody who is missing once is
      not removed.
    </p>
    <p>
      Records of one person are joined by exact identifiers, or where name and place leave no doubt.
      Otherwise they stay apart: a person may then appear twice, which is better than a wrong
      license on anybody.
    </p>
    <Ordering />
    <h2>The words</h2>
    <p>
      <b>Recommended</b> means: license current in that state, board certification current, training
      evidence at least documented, and on no exclusion list that we read. It is a rule, not an
      opinion, and no medical advice. <b>Not found</b> means only that a registry did not show the
      person on that day.
    </p>
    <h2>Corrections</h2>
    <p>
      A fact that is wrong in a registry must be corrected there; it then changes here with the next
      reading. If records were joined wrongly, or you are listed and wish to be left out of the
      search,{' '}
      {takesCorrections
        ? `say so by the link on the practitioner’s page: an admin answers within ${ANSWER_DAYS} business days.`
        : 'tell whoever runs this directory.'}
    </p>
  </article>
)

/**
 * Says in words what `core/search` does (`typed-words.ts` what a word earns, `index.ts` who is shown,
 * `order.ts` who comes first): whoever changes one changes both.
 */
const Ordering = () => (
  <section>
    <h2 id="ordering">How results are ordered</h2>
    <p>
      <b>Nobody can pay for a place.</b> No advertisement, no membership and no wish of ours moves
      anybody up or down. Three things are considered, and nothing else:
    </p>
    <ul>
      <li>
        <b>How well the words fit.</b> A number that is somebody’s own (license, certification or
        NPI) counts most. Otherwise each word earns the more the nearer it is, in this order: a name
        exactly as typed; a name written together or apart (“Ki Nam”, “Kinam”); a nickname or
        another spelling of the name (“Bob” for Robert); the beginning of a name; a name one letter
        off; a town or a practice; a name two letters off; an initial; a name that only sounds or
        looks alike, which is tried for a word that nothing nearer fits, or where nobody is found
        otherwise. What each word earns is added up.
      </li>
      <li>
        <b>The credentials.</b> Recommended first, then a license that is current in one of the
        states asked about (any of the three, if none was named), then a current certification, then
        how strong the evidence of trigger-point training is.
      </li>
      <li>
        <b>The distance</b>, if you name a place. It is rough: a ZIP or a town, yours as well as
        theirs, stands for its middle. Of several known practices the nearest counts; where none is
        known, the town of the address on the license.
      </li>
    </ul>
    <p>
      Where a hundred people or more fit as typed, or under another form of the name, a place or a
      number, those who fit only by a slip or by the beginning of a name are <b>not shown</b>. Type
      more of the name to find them.
    </p>
    <p>
      What decides first is your choice. <b>Best match</b>: words, credentials, distance.{' '}
      <b>Distance</b>: distance, words, credentials. <b>Credentials</b>: credentials, words,
      distance. <b>Name</b>: the alphabet.
    </p>
    <p>
      <b>Ties</b> are broken by name in the alphabet; people of one name keep the order in which
      they came into the directory. So the same search gives the same order.
    </p>
    <p>
      <b>Exclusion lists.</b> Whoever a federal or state list excludes is never recommended, and in
      credentials comes after everybody else. We do not hide them: a page that says why is more use
      than none.
    </p>
  </section>
)

import { Hono } from 'hono'
import type { Site } from '../deps.ts'
import { page } from '../views/layout.tsx'

export function aboutPage(site: Site): Hono {
  const app = new Hono()
  app.get('/about', (c) =>
    page(site, c, {
      title: 'About',
      current: '/about',
      description: 'How the directory is made, how results are ordered, and how to correct it.',
      children: <About />,
    }),
  )
  return app
}

const About = () => (
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
    <h2>How results are ordered</h2>
    <p>
      Nobody can pay for a place. <b>Best match</b> puts names closest to the search first, then
      whoever has more of the three marks in the states asked about (recommended, licensed, board
      certified, best training evidence), then whoever is nearer, then by name. <b>Credentials</b>{' '}
      leaves the closeness of the name for later, <b>distance</b> starts with the nearest practice.
      People on an exclusion list come last.
    </p>
    <h2>The words</h2>
    <p>
      <b>Recommended</b> means: license current in that state, board certification current, and
      training evidence at least documented. It is a rule, not an opinion, and no medical advice.{' '}
      <b>Not found</b> means only that a registry did not show the person on that day.
    </p>
    <h2>Corrections</h2>
    <p>
      A fact that is wrong in a registry must be corrected there; it then changes here with the next
      reading. If records were joined wrongly, or you are listed and wish to be left out of the
      search, tell whoever runs this directory.
    </p>
  </article>
)

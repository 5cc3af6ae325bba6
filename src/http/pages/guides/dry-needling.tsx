import { Cite } from './frame.tsx'

const STATES = [
  {
    state: 'New Jersey',
    rule: 'Allowed since April 18, 2022 (bills S867 and A837, signed January 18, 2022; N.J.S.A. 45:9-37.34j).',
    more: 'The therapist needs a doctorate or a license since January 1, 2003; two years of practice in New Jersey; CPR; and 40 hours of training in person. You must agree in writing, and the physician who referred you must be contacted. The statute says that it is not acupuncture.',
    source: 'new-jersey',
    names: 'lawserver.com, myopainseminars, njsendems.org',
    sure: 'Two or more sources agree.',
  },
  {
    state: 'New York',
    rule: 'Outside the scope of physical therapy in the view of the State Education Department (NYSED).',
    more: 'No law that allows it was found.',
    source: 'new-york',
    names: 'legalclarity.org',
    sure: 'One source only.',
  },
  {
    state: 'Connecticut',
    rule: 'Not expressly allowed by the General Statutes, section 20-66.',
    more: 'A ruling or an appeal about it was pending in about 2022. What holds today is not known to us.',
    source: 'connecticut',
    names: 'ctpt.org',
    sure: 'One source only, and old.',
  },
] as const

export const DryNeedling = () => (
  <>
    <h2>Dry needling by physical therapists</h2>
    <p>
      Dry needling puts the same kind of needle into a trigger point, under another name and another
      license. Whether a physical therapist may do it depends on the state. This directory lists
      acupuncturists only.
    </p>
    {STATES.map(({ state, rule, more, source, names, sure }) => (
      <section class="fact">
        <h3>{state}</h3>
        <p>
          <b>{rule}</b> {more}
        </p>
        <p class="hint">
          {sure} Source: <Cite to={source}>{names}</Cite>, as of October 2026.
        </p>
      </section>
    ))}
    <h3>Recent bills</h3>
    <ul>
      <li>
        <b>New Jersey, 2024 to 2025:</b> a bill on the scope of practice in section 45:2C-6.
      </li>
      <li>
        <b>New York, February 2026:</b> S9223, on 45 hours of continuing education every three years
        through the NCBAHM.
      </li>
    </ul>
    <p class="hint">
      What became of them is not known to us. Source:{' '}
      <Cite to="formats">our own research into public pages</Cite>, as of October 2026.
    </p>
    <p>Laws change. Before you rely on this, ask the state’s board of physical therapy.</p>
    <h3>What to ask a physical therapist</h3>
    <ul>
      <li>Does the law of this state let you needle me? Which law?</li>
      <li>How many hours of needling did you learn in person, and where?</li>
      <li>How long have you done it, and how often?</li>
      <li>Which muscles would you needle in my case, and why?</li>
      <li>What can go wrong, and what would you do then?</li>
    </ul>
  </>
)

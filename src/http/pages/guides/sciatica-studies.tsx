import { Cite } from './frame.tsx'
import { PUBMED } from './sciatica-sources.ts'

/** What two reviews found, and why that is less than it sounds. */
export const StudyFindings = () => (
  <>
    <h2>What studies found</h2>
    <p>
      Two reviews each put together many small trials of acupuncture for sciatica. We read their
      abstracts, not every trial behind them. Please read the papers.
    </p>
    <p>
      <b>2022:</b> Han and others compared acupuncture with pain medicine. In 28 trials with 2,707
      people, those with acupuncture were counted as helped 1.2 times as often. In seven trials with
      589 people, pain was lower by 1.8 points (95% CI 1.1 to 2.4) on a visual pain scale. Relapses
      and side effects were fewer. <a href={`${PUBMED}/35985442/`}>PMID 35985442</a>
    </p>
    <p>
      <b>2023:</b> Zhang and others put together 30 trials with 2,662 people, found up to March
      2022. Compared with medicine, people were counted as helped 1.25 times as often. The authors
      call this one finding of moderate certainty; the grade is not for how much the pain eased.
      They also say that until then there was not enough evidence that acupuncture works for
      sciatica and is safe. <a href={`${PUBMED}/36845439/`}>PMID 36845439</a>
    </p>
    <h3>The limits</h3>
    <ul>
      <li>
        The two reviews looked at the same question in the same years. Do not count them as two
        separate proofs.
      </li>
      <li>Many small trials do not add up to one good large one, however many people took part.</li>
      <li>
        Acupuncture was compared with medicine. People can tell a needle from a pill, and hope alone
        eases pain. These numbers do not show how much was the needle.
      </li>
      <li>
        “Counted as helped” is a rough yes or no. It lumps a little better together with much
        better.
      </li>
      <li>
        As far as the abstracts say, the trials were about acupuncture, not about trigger points. A{' '}
        <Cite to="scoping">third review, of 2021</Cite>, looked for trials of dry needling for
        sciatica and found none.
      </li>
      <li>
        Sciatica often gets better by itself. Averages over many people cannot say what will happen
        to you.
      </li>
    </ul>
    <p>
      So it may help, and nobody can promise you that it will. Be wary of whoever speaks of a cure.
    </p>
  </>
)

import { Cite } from './frame.tsx'

/** First on the page: whoever has these signs should read no further. */
export const SeeADoctor = () => (
  <section class="panel is-error" aria-labelledby="at-once">
    <h2 id="at-once">When to see a doctor at once</h2>
    <p>
      <b>Call 911 or go to an emergency room now</b> if, with back or leg pain, you have any of{' '}
      <Cite to="nhs">these signs</Cite>. They can mean that the nerves at the end of the spine are
      being crushed (cauda equina syndrome). Treatment cannot wait:
    </p>
    <ul>
      <li>
        numbness where you would sit on a saddle: between the legs, around the genitals or the anus
      </li>
      <li>trouble passing urine, or leaking it, or not feeling that you do</li>
      <li>loss of control over your bowels</li>
      <li>weakness or numbness in both legs, or pain down both legs</li>
    </ul>
    <p>
      <b>See a doctor the same day</b>, before any needle, if you have:
    </p>
    <ul>
      <li>weakness that is getting worse, such as a foot that drops when you walk</li>
      <li>fever or chills with the pain</li>
      <li>cancer, now or in the past, or weight loss that you cannot explain</li>
      <li>a fall, a crash or another injury before the pain began</li>
    </ul>
    <p>
      An acupuncturist who hears of one of these should send you to a doctor. If one does not, go
      anyway.
    </p>
  </section>
)

/** What can go wrong, how often, and what to say beforehand. */
export const Safety = () => (
  <>
    <h2>Safety</h2>
    <p>
      Small things are common.{' '}
      <Cite to="safety">A review of 2021 put 21 studies of side effects together</Cite>: about nine
      in a hundred patients had at least one in a course of treatments. Half of all side effects
      were bleeding, pain or redness at the needle. Serious ones came to about one in 10,000
      patients. The studies differed a lot, so take these as rough numbers.
    </p>
    <ul>
      <li>
        <b>Bleeding and bruises</b> are usually small and gone within days.
      </li>
      <li>
        <b>Infection</b> is rare where needles are sterile and used once. It was{' '}
        <Cite to="cases">the main harm in a review of case reports</Cite>. Ask to see a sealed pack.
      </li>
      <li>
        <b>A punctured lung (pneumothorax)</b> is rare. It can happen with needles in the chest, the
        upper back or the shoulder, not with needles in the buttock or the leg. If you are short of
        breath or have chest pain after a treatment, even hours later, call 911.
      </li>
      <li>
        <b>Fainting</b> happens. Lie down for the treatment, and eat something before.
      </li>
    </ul>
    <h3>Say this before the first needle</h3>
    <ul>
      <li>
        You take a blood thinner, or bleed easily. Do not stop a medicine by yourself for this.
      </li>
      <li>You are pregnant, or may be. Some points and any electric current are then avoided.</li>
      <li>You have a pacemaker or another device: no electric current on the needles.</li>
      <li>You have a weak immune system, a skin infection, or an artificial joint nearby.</li>
    </ul>
    <p>If you are not sure, ask your doctor first. Acupuncture is no reason to put off a visit.</p>
  </>
)

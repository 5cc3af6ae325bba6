import { Cite, Guide } from './frame.tsx'
import { SCIATICA_SOURCES } from './sciatica-sources.ts'
import { Safety, SeeADoctor } from './sciatica-safety.tsx'
import { StudyFindings } from './sciatica-studies.tsx'

export const SciaticaGuide = () => (
  <Guide
    path="/guides/sciatica"
    title="Sciatica and trigger points"
    lede="Pain that runs down the leg has more than one cause. What it may be, what an acupuncturist can do, what studies found, and when not to wait."
    sources={SCIATICA_SOURCES}
  >
    <SeeADoctor />
    <WhatItIs />
    <TwoMuscles />
    <Session />
    <StudyFindings />
    <Safety />
  </Guide>
)

const WhatItIs = () => (
  <>
    <h2>What sciatica is</h2>
    <p>
      Sciatica is pain along the sciatic nerve. It starts in the lower back or the buttock and runs
      down the leg, at times as far as the foot. It may burn, shoot or tingle. Part of the leg may
      feel numb or weak. Often the leg hurts more than the back.
    </p>
    <p>
      Most often a disc in the lower back presses on a nerve root or inflames it.{' '}
      <Cite to="nhs">It usually gets better in four to six weeks</Cite>, but it can last longer. A
      doctor can tell whether a nerve root is the cause.
    </p>
    <h2>What trigger points are</h2>
    <p>
      A trigger point is a small, tight, sore spot in a muscle. Pressing it can bring on pain
      somewhere else. Janet Travell, M.D., and David Simons, M.D.,{' '}
      <Cite to="manual">drew maps</Cite> of where each muscle sends its pain. Some of those maps
      look much like sciatica.
    </p>
    <p>
      Not all doctors agree about trigger points. No blood test or scan is accepted as proof of one.
      They are found by touch, and{' '}
      <Cite to="njoo">examiners did not agree well on every sign of one</Cite>.
    </p>
  </>
)

const TwoMuscles = () => (
  <>
    <h2>Two muscles that can feel like sciatica</h2>
    <p>
      <b>The piriformis</b> lies deep in the buttock. The sciatic nerve passes under it, and in some
      people through it. A tight piriformis is thought to press on the nerve. Sitting often makes it
      worse. There is{' '}
      <Cite to="piriformis">no definite test, and doctors argue about how common it is</Cite>.
    </p>
    <p>
      <b>The gluteus minimus</b> is the smallest of the three buttock muscles, at the side of the
      hip. In Travell’s maps its trigger points send pain down the side or the back of the leg, as
      far as the ankle. The nerve itself may be fine.
    </p>
    <p>
      You can have both: a nerve root that hurts, and muscles that tighten around it. That is why it
      is worth being examined before being treated.
    </p>
  </>
)

const Session = () => (
  <>
    <h2>What a session is like</h2>
    <p>
      This is what to expect in general; each practitioner works in their own way. The first visit
      starts with questions: where it hurts, since when, what you take, what a doctor has said. Then
      come tests of how you move, and hands on the muscles to find the sore spots.
    </p>
    <p>
      You lie on your side or your front. The needles are thin, sterile and used once. In
      trigger-point work a needle goes into the tight spot itself. You may feel a dull ache, and the
      muscle may twitch. It can be brief and strong. Say so if it is too much: it can stop at any
      time.
    </p>
    <p>
      Afterwards the muscle may be sore for a day or two. Ask at the start how many visits are
      planned, and how both of you will know whether it helps. If nothing has changed by then, ask
      your doctor what else to look for.
    </p>
  </>
)

/** A list to hold beside the phone; on paper it has lines to write on. */
const QUESTIONS = [
  'What is your license number, and in which state?',
  'In New York: until when are you registered?',
  'Are you a diplomate of the NCBAHM (NCCAOM), and until when?',
  'Where did you learn to needle trigger points, and for how many hours or years? May I see the certificate?',
  'How often do you treat sciatica? Do you needle the piriformis and the gluteus minimus?',
  'Will you examine me first, and when would you send me to a doctor?',
  'I take these medicines: is that a problem? (Name blood thinners. Say if you are pregnant.)',
  'Are the needles sterile and used once?',
  'How many visits until we know whether it helps? What does a visit cost, and does my insurance pay?',
]

export const PhoneList = () => (
  <section class="phone-list" aria-labelledby="phone">
    <h2 id="phone">What to ask on the phone</h2>
    <p class="hint">
      Print this page: the list comes out on a sheet of its own, with room for the answers.
    </p>
    <ol>
      {QUESTIONS.map((question) => (
        <li>{question}</li>
      ))}
    </ol>
    <p>
      Then look the person up here by the license number, and compare. A good practitioner will not
      mind the questions.
    </p>
  </section>
)

import { TRAINING_PROGRAMS } from '#src/core/words.ts'
import { GIVERS } from '#src/services/submit-training.ts'
import { PROGRAM_WORDS } from './words.ts'

/** A field that nobody sees and only programs fill in. */
export const TRAP = 'website'

const GIVER_WORDS: Record<(typeof GIVERS)[number], string> = {
  practitioner: 'The practitioner',
  'the school': 'The school or its alumni office',
  'a clinic': 'A clinic where they work',
  'somebody else': 'Somebody else',
}

interface PersonProps {
  publicId: string
  name: string
}

export interface ClaimFormProps extends PersonProps {
  token: string
  /** Why it was not taken, a sentence. */
  problem: string | null
  /** What was typed before. */
  values?: Record<string, string>
  thisYear: number
}

const pageOf = ({ publicId }: PersonProps): string =>
  `/practitioners/${encodeURIComponent(publicId)}`

export const ClaimSent = (person: PersonProps) => (
  <article class="prose">
    <h1>{`Training of ${person.name}`}</h1>
    <p class="panel" role="status">
      Thank you. An admin looks at it and decides whether it can be shown.
    </p>
    <p>
      <a href={pageOf(person)}>{`Back to ${person.name}`}</a>
    </p>
  </article>
)

export const ClaimForm = (props: ClaimFormProps) => {
  const { token, problem, values = {}, name, publicId } = props
  return (
    <article class="prose">
      <h1>{`Training of ${name}`}</h1>
      {problem !== null && (
        <p class="panel is-error" role="alert">
          {problem}
        </p>
      )}
      <p>
        Did <a href={pageOf({ publicId, name })}>{name}</a> learn to needle trigger points? Say
        where, and what shows it. An admin of this directory looks at it before anything is shown.
        School, year, words and link are then shown to everybody; the file never is.
      </p>
      <form
        class="stack"
        method="post"
        action={`${pageOf({ publicId, name })}/training`}
        enctype="multipart/form-data"
      >
        <input type="hidden" name="token" value={token} />
        <TrainingFields values={values} thisYear={props.thisYear} />
        <EvidenceFields values={values} />
        <div hidden>
          <label for={TRAP}>Leave this empty</label>
          <input id={TRAP} name={TRAP} tabindex={-1} autocomplete="off" />
        </div>
        <button>Send it</button>
      </form>
    </article>
  )
}

interface FieldProps {
  values: Record<string, string>
}

const TrainingFields = ({ values, thisYear }: FieldProps & { thisYear: number }) => (
  <>
    <label for="program">Training</label>
    <select id="program" name="program">
      {TRAINING_PROGRAMS.map((program) => (
        <option value={program} selected={program === values.program}>
          {PROGRAM_WORDS[program]}
        </option>
      ))}
    </select>
    <label for="school">School or course</label>
    <input id="school" name="school" value={values.school} maxlength={200} required />
    <label for="year">Year, if you know it</label>
    <input
      id="year"
      name="year"
      type="number"
      min={1950}
      max={thisYear}
      inputmode="numeric"
      value={values.year}
    />
    <label for="given_by">Who are you?</label>
    <select id="given_by" name="given_by">
      {GIVERS.map((giver) => (
        <option value={giver} selected={giver === values.given_by}>
          {GIVER_WORDS[giver]}
        </option>
      ))}
    </select>
  </>
)

const EvidenceFields = ({ values }: FieldProps) => (
  <fieldset>
    <legend>What shows it: at least one of these</legend>
    <label for="file">A file: PDF, PNG or JPEG, at most 5 MB</label>
    <input id="file" name="file" type="file" accept="application/pdf,image/png,image/jpeg" />
    <label for="link">A link to a page that anyone can open, beginning with https</label>
    <input id="link" name="link" type="url" value={values.link} maxlength={500} />
    <label for="evidence">In words; no e-mail addresses or phone numbers, please</label>
    <textarea id="evidence" name="evidence" rows={3} maxlength={300}>
      {values.evidence}
    </textarea>
  </fieldset>
)

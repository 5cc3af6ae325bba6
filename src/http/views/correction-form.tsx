/** The two steps of asking for a correction. */
import type { CorrectionKind } from '#db/queries/corrections.ts'
import { CONTACT_MAX, TEXT_MAX } from '../take-correction.ts'

export const KIND_WORDS: Record<CorrectionKind, string> = {
  wrong: 'Something on the page is wrong',
  'left-out': 'Something is left out',
  remove: 'I am this practitioner: please leave me out of the search',
}

/** As they were typed. */
export interface CorrectionValues {
  kind: string
  text: string
  contact: string
}

/** By field, what cannot be used about it. */
export type CorrectionProblems = Partial<Record<keyof CorrectionValues, string>>

interface FormProps {
  action: string
  values: CorrectionValues
  problems: CorrectionProblems
}

const KINDS = ['wrong', 'left-out', 'remove'] as const
const FIELD_NAMES = {
  kind: 'What is it about?',
  text: 'What is it?',
  contact: 'How to reach you',
} as const
const FIELDS = ['kind', 'text', 'contact'] as const

/** The first step: type it. */
export const CorrectionForm = ({ action, values, problems }: FormProps) => (
  <form class="stack" method="post" action={action}>
    <ProblemList problems={problems} />
    <fieldset {...described(problems, 'kind')}>
      <legend>{FIELD_NAMES.kind}</legend>
      {KINDS.map((kind, index) => (
        <p>
          <label>
            <input
              type="radio"
              name="kind"
              id={index === 0 ? 'kind' : undefined}
              value={kind}
              checked={values.kind === kind}
              required
            />{' '}
            {KIND_WORDS[kind]}
          </label>
        </p>
      ))}
      <FieldProblem problems={problems} field="kind" />
    </fieldset>
    <label for="text">{FIELD_NAMES.text}</label>
    <p class="quiet" id="text-hint">
      What should it say, and where can we see it? An address of a page helps most. To be left out
      of the search you need not say why.
    </p>
    <FieldProblem problems={problems} field="text" />
    <textarea id="text" name="text" rows={8} maxlength={TEXT_MAX} {...described(problems, 'text')}>
      {values.text}
    </textarea>
    <label for="contact">{FIELD_NAMES.contact}</label>
    <p class="quiet" id="contact-hint">
      An e-mail address or a phone number. Only the admins see it. It is needed where you ask to be
      left out, because only the practitioner can ask for that.
    </p>
    <FieldProblem problems={problems} field="contact" />
    <input
      id="contact"
      name="contact"
      maxlength={CONTACT_MAX}
      value={values.contact}
      {...described(problems, 'contact')}
    />
    <Trap />
    <button name="step" value="preview">
      Look it over
    </button>
  </form>
)

/** Only a program fills in what nobody sees. */
const Trap = () => (
  <div hidden>
    <label for="website">Leave this empty</label>
    <input id="website" name="website" tabindex={-1} autocomplete="off" />
  </div>
)

const described = (problems: CorrectionProblems, field: keyof CorrectionValues) => {
  const hint = field === 'kind' ? [] : [`${field}-hint`]
  const problem = problems[field] ? [`${field}-problem`] : []
  return {
    'aria-describedby': [...hint, ...problem].join(' ') || undefined,
    'aria-invalid': problems[field] && field !== 'kind' ? ('true' as const) : undefined,
  }
}

const FieldProblem = (props: { problems: CorrectionProblems; field: keyof CorrectionValues }) =>
  props.problems[props.field] ? (
    <p id={`${props.field}-problem`}>
      <strong>{props.problems[props.field]}</strong>
    </p>
  ) : null

const ProblemList = ({ problems }: { problems: CorrectionProblems }) =>
  Object.keys(problems).length === 0 ? null : (
    <div class="panel is-error" role="alert">
      <p>This cannot be sent yet:</p>
      <ul>
        {FIELDS.filter((field) => problems[field]).map((field) => (
          <li>
            <a href={`#${field}`}>{FIELD_NAMES[field]}</a> {problems[field]}
          </li>
        ))}
      </ul>
    </div>
  )

interface PreviewProps {
  action: string
  kind: CorrectionKind
  text: string
  contact: string
  token: string
  /** A sentence, where it was sent and could not be taken. */
  note: string | null
}

/** The second step: look it over and send it, or go back and change it. */
export const CorrectionPreview = ({ action, kind, text, contact, token, note }: PreviewProps) => (
  <form class="stack" method="post" action={action}>
    {note && (
      <p class="panel is-error" role="alert">
        {note}
      </p>
    )}
    <dl class="facts">
      <dt>{FIELD_NAMES.kind}</dt>
      <dd>{KIND_WORDS[kind]}</dd>
      <dt>{FIELD_NAMES.text}</dt>
      <dd>
        <Lines text={text || 'Nothing was said.'} />
      </dd>
      <dt>{FIELD_NAMES.contact}</dt>
      <dd>{contact || 'Not given: nobody can ask you back.'}</dd>
    </dl>
    <input type="hidden" name="kind" value={kind} />
    <input type="hidden" name="text" value={text} />
    <input type="hidden" name="contact" value={contact} />
    <input type="hidden" name="token" value={token} />
    <p>
      <button name="step" value="send">
        Send it
      </button>{' '}
      <button name="step" value="change" class="quiet-button">
        Change it
      </button>
    </p>
  </form>
)

/** Text as it was typed, line by line. */
export const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

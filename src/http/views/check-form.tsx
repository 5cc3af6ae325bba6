import { STATES } from '#src/core/words.ts'
import type { ParameterIssue } from '../problem.ts'
import { STATE_NAMES } from './words.ts'

/** As typed, so that what is wrong comes back to be mended. */
export type CheckFormValues = Partial<Record<string, string>>

interface CheckFormProps {
  values: CheckFormValues
  issues: ParameterIssue[]
  /** Only who is signed in may have the registries asked. */
  mayAskLive: boolean
}

export const CheckForm = ({ values, issues, mayAskLive }: CheckFormProps) => (
  <form class="search is-check" method="post" action="/check">
    <Field name="name" label="Full name" {...{ values, issues }} />
    <div class="field">
      <label for="f-state">State</label>
      <select id="f-state" name="state" {...described('state', issues)}>
        <option value="">All three</option>
        {STATES.map((state) => (
          <option value={state} selected={state === values.state}>
            {STATE_NAMES[state]}
          </option>
        ))}
      </select>
      <Problem name="state" issues={issues} />
    </div>
    <Field name="license_number" label="License number" {...{ values, issues }} />
    <Field name="npi" label="NPI" hint="Ten digits" {...{ values, issues }} />
    <Field name="certification_number" label="Certification number" {...{ values, issues }} />
    <Field
      name="as_of"
      label="On a past day"
      hint="Leave it empty for today"
      type="date"
      {...{ values, issues }}
    />
    {mayAskLive && (
      <div class="boxes">
        <label>
          <input
            type="checkbox"
            name="live"
            value="true"
            checked={values.live === 'true'}
            {...described('live', issues)}
          />
          Ask the registries now
        </label>
        <Problem name="live" issues={issues} />
      </div>
    )}
    <button>Check</button>
  </form>
)

interface FieldProps {
  name: string
  label: string
  hint?: string
  type?: 'search' | 'date'
  values: CheckFormValues
  issues: ParameterIssue[]
}

const Field = ({ name, label, hint, type = 'search', values, issues }: FieldProps) => (
  <div class="field">
    <label for={`f-${name}`}>{label}</label>
    <input
      id={`f-${name}`}
      name={name}
      type={type}
      value={values[name] ?? ''}
      maxlength={200}
      autocomplete="off"
      spellcheck={false}
      {...described(name, issues, hint)}
    />
    {hint && (
      <span class="hint" id={`h-${name}`}>
        {hint}
      </span>
    )}
    <Problem name={name} issues={issues} />
  </div>
)

const isWrong = (name: string, issues: ParameterIssue[]): boolean =>
  issues.some(({ parameter }) => parameter === name)

function described(name: string, issues: ParameterIssue[], hint?: string) {
  const wrong = isWrong(name, issues)
  const ids = [...(hint ? [`h-${name}`] : []), ...(wrong ? [`p-${name}`] : [])]
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': wrong ? 'true' : undefined,
  }
}

const Problem = ({ name, issues }: { name: string; issues: ParameterIssue[] }) =>
  isWrong(name, issues) ? (
    <span class="caution" id={`p-${name}`}>
      {issues
        .filter(({ parameter }) => parameter === name)
        // What the API calls `as_of` has another name here.
        .map(({ detail }) => detail.replace('`as_of`', 'This'))
        .join(' ')}
    </span>
  ) : null

import type { ParameterIssue } from '../problem.ts'
import { DECISION_WORDS } from './check-words.ts'

interface SignOffFormProps {
  id: string
  values: Partial<Record<string, string>>
  issues: ParameterIssue[]
}

export const SignOffForm = ({ id, values, issues }: SignOffFormProps) => (
  <form class="search" method="post" action={`/receipts/${id}/sign-offs`}>
    {issues.length > 0 && (
      <p class="panel is-error" role="alert" id="sign-off-problem">
        {issues.map(({ detail }) => detail).join(' ')} Nothing was signed off.
      </p>
    )}
    <Field name="reviewer" label="Reviewer" isRequired {...{ values, issues }} />
    <Field name="title" label="Title" {...{ values, issues }} />
    <div class="field is-narrow">
      <label for="s-decision">Decision</label>
      <select id="s-decision" name="decision" required>
        {Object.entries(DECISION_WORDS).map(([value, words]) => (
          <option value={value} selected={value === values.decision}>
            {words}
          </option>
        ))}
      </select>
    </div>
    <Field name="note" label="Note" max={2000} {...{ values, issues }} />
    <button>Sign off</button>
  </form>
)

interface FieldProps extends Omit<SignOffFormProps, 'id'> {
  name: string
  label: string
  max?: number
  isRequired?: boolean
}

const Field = ({ name, label, max = 100, isRequired = false, values, issues }: FieldProps) => {
  const isWrong = issues.some(({ parameter }) => parameter === name)
  return (
    <div class="field">
      <label for={`s-${name}`}>{label}</label>
      <input
        id={`s-${name}`}
        name={name}
        type="search"
        value={values[name] ?? ''}
        maxlength={max}
        autocomplete="off"
        required={isRequired}
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={isWrong ? 'sign-off-problem' : undefined}
      />
    </div>
  )
}

import { STATES } from '#src/core/words.ts'
import { DEFAULT_RADIUS_MILES, MAX_RADIUS_MILES } from '../search-params.ts'
import { count, SORT_CHOICES, STATE_NAMES } from './words.ts'

/** What stands in the fields: as typed, so that a wrong value comes back to be mended. */
export interface FormValues {
  q: string
  near: string
  radius: string
  state: string[]
  sort: string
  /** Chosen beside the form; kept on submit. */
  kept: [string, string][]
}

const RADII = [2, 5, 10, 25, 50, 100, MAX_RADIUS_MILES]

/** With the one in force, which a link of the map may have set to any number. */
function radiiWith(radius: string): number[] {
  const miles = Number(radius)
  const isNew = miles >= 1 && miles <= MAX_RADIUS_MILES && !RADII.includes(miles)
  return isNew ? [...RADII, miles].toSorted((a, b) => a - b) : RADII
}

const Field = (props: {
  name: string
  label: string
  value: string
  hint?: string
  invalid?: boolean
}) => (
  <div class="field">
    <label for={`f-${props.name}`}>{props.label}</label>
    <input
      id={`f-${props.name}`}
      name={props.name}
      value={props.value}
      type="search"
      autocomplete={props.name === 'near' ? 'postal-code' : 'off'}
      spellcheck={false}
      aria-describedby={props.hint ? `h-${props.name}` : undefined}
      aria-invalid={props.invalid ? 'true' : undefined}
    />
    {props.hint && (
      <span class="hint" id={`h-${props.name}`}>
        {props.hint}
      </span>
    )}
  </div>
)

interface StateBoxesProps {
  chosen: string[]
  /** How many each would find with all other choices kept. */
  counts: Record<string, number> | undefined
}

const StateBoxes = ({ chosen, counts }: StateBoxesProps) => (
  <fieldset class="boxes">
    <legend>State</legend>
    {STATES.map((state) => (
      <label>
        <input type="checkbox" name="state" value={state} checked={chosen.includes(state)} />
        {STATE_NAMES[state]}{' '}
        {counts && <span class="count">{(counts[state] ?? 0).toLocaleString('en-US')}</span>}
      </label>
    ))}
  </fieldset>
)

interface SearchFormProps {
  values: FormValues
  /** Parameters that could not be used. */
  wrong?: string[]
  isShort?: boolean
  stateCounts?: Record<string, number>
}

export const SearchForm = ({
  values,
  wrong = [],
  isShort = false,
  stateCounts,
}: SearchFormProps) => (
  <form class="search" action="/practitioners" method="get" role="search">
    <Field
      name="q"
      label="Name, license number or practice"
      value={values.q}
      invalid={wrong.includes('q')}
    />
    <Field
      name="near"
      label="Near"
      value={values.near}
      hint="ZIP, or town and state"
      invalid={wrong.includes('near')}
    />
    {!isShort && (
      <div class="field is-narrow">
        <label for="f-radius">Within</label>
        <select id="f-radius" name="radius">
          {radiiWith(values.radius).map((miles) => (
            <option
              value={miles}
              selected={miles === Number(values.radius || DEFAULT_RADIUS_MILES)}
            >
              {count(miles, 'mile')}
            </option>
          ))}
        </select>
      </div>
    )}
    {!isShort && (
      <div class="field is-narrow">
        <label for="f-sort">Order</label>
        <select id="f-sort" name="sort">
          {Object.entries(SORT_CHOICES).map(([value, label]) => (
            <option value={value} selected={value === (values.sort || 'best')}>
              {label}
            </option>
          ))}
        </select>
      </div>
    )}
    <StateBoxes chosen={values.state} counts={stateCounts} />
    {values.kept.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit">Search</button>
  </form>
)

export const EMPTY_FORM: FormValues = {
  q: '',
  near: '',
  radius: '',
  state: [],
  sort: '',
  kept: [],
}

import type { Mark, MarkValue } from './marks.ts'

const SHAPES: Record<MarkValue, string> = {
  yes: 'M5.5 10.3l3 3 6-6.6',
  partly: 'M10 3a7 7 0 0 1 0 14z',
  no: 'M7 7l6 6M13 7l-6 6',
  unknown: 'M7.8 8a2.3 2.3 0 1 1 3.3 2.1c-.8.4-1.1.8-1.1 1.6M10 14v.2',
}

const SPOKEN: Record<MarkValue, string> = {
  yes: 'yes',
  partly: 'unchecked',
  no: 'no',
  unknown: 'not known',
}

export const MarkIcon = ({ value }: { value: MarkValue }) => (
  <svg
    class={`mark-icon is-${value}`}
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
  >
    <circle cx="10" cy="10" r="8.5" />
    <path d={SHAPES[value]} />
  </svg>
)

/** One line a mark, for lists of people. */
export const MarkLine = ({ marks }: { marks: Mark[] }) => (
  <ul class="mark-line">
    {marks.map(({ title, value, short }) => (
      <li>
        <MarkIcon value={value} />
        <span>
          <b>{title}</b>
          <span class="sr-only">: {SPOKEN[value]}. </span>
          <span class="quiet">{short}</span>
        </span>
      </li>
    ))}
  </ul>
)

/** The marks in full, for one person. */
export const MarkTable = ({ marks }: { marks: Mark[] }) => (
  <ul class="mark-table">
    {marks.map(({ title, value, sentence }) => (
      <li class={`is-${value}`}>
        <MarkIcon value={value} />
        <div>
          <h3>
            {title}
            <span class="sr-only">: {SPOKEN[value]}</span>
          </h3>
          <p>{sentence}</p>
        </div>
      </li>
    ))}
  </ul>
)

/** A merge in two steps: who the other is, then both before they become one. */
import type { DeskPractitioner } from '#db/queries/practitioner-desk.ts'
import type { Site } from '../deps.ts'
import { NOTE_MAX } from './desk-forms.ts'
import { pairPath } from './match-list.tsx'
import { nameOfPractitioner, RecordTable } from './practitioner-records.tsx'

export interface MergeProps {
  site: Site
  practitioner: DeskPractitioner
  /** Who was named, as typed. */
  typed: string
  /** Who that is; null where it is nobody else. */
  partner: DeskPractitioner | null
}

export const MergeSection = (props: MergeProps) => {
  const { practitioner, typed, partner } = props
  const path = `/admin/practitioners/${encodeURIComponent(practitioner.publicId)}`
  return (
    <section id="merge">
      <h2>Merge with another practitioner</h2>
      {typed && !partner && (
        <p class="panel is-error" role="alert">
          No other practitioner has this id.
        </p>
      )}
      {partner && <Preview {...props} partner={partner} path={path} />}
      <form class="stack" method="get" action={`${path}#merge`}>
        <label for="with">Id of the other, or address of their page</label>
        <input id="with" name="with" value={typed} required />
        <button class="quiet-button">Look at both</button>
      </form>
    </section>
  )
}

const Preview = (props: MergeProps & { partner: DeskPractitioner; path: string }) => {
  const { site, practitioner, partner, path } = props
  const [one, other] = [practitioner.records[0], partner.records[0]]
  const name = nameOfPractitioner(partner)
  return (
    <div class="panel">
      <RecordTable site={site} records={partner.records} caption={`Records of ${name}`} />
      {one && other && (
        <p>
          <a href={pairPath({ left: one.id, right: other.id })}>
            Compare the first record of each side by side
          </a>
        </p>
      )}
      <p>
        Both become one practitioner. The older id stays, the other leads to it. This can be taken
        back.
      </p>
      <form class="stack" method="post" action={`${path}/merge`}>
        <input type="hidden" name="with" value={partner.publicId} />
        <label for="merge-note">Why they are one person</label>
        <textarea id="merge-note" name="note" rows={2} maxlength={NOTE_MAX} required></textarea>
        <button class="is-danger">Merge the two</button>
      </form>
    </div>
  )
}

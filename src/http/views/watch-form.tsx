import type { ShownWatch } from '#db/queries/watches.ts'

interface WatchFormProps {
  /** Whom the link that led here means. */
  asked: { publicId: string; view: { name: string } } | null
  /** What was sent and could not be used. */
  typed: { practitioner: string; label: string; problem: string } | undefined
  watches: ShownWatch[]
}

export const WatchForm = ({ asked, typed, watches }: WatchFormProps) => {
  if (asked && watches.some(({ practitionerId }) => practitionerId === asked.publicId)) {
    return <p class="panel">You watch {asked.view.name} already.</p>
  }
  return (
    <section aria-labelledby="add">
      <h2 id="add">{asked ? `Watch ${asked.view.name}` : 'Watch somebody'}</h2>
      <form class="stack" method="post" action="/watches">
        <label for="practitioner">Address of their page in this directory, or its last part</label>
        <input
          id="practitioner"
          name="practitioner"
          value={typed?.practitioner ?? asked?.publicId ?? ''}
          maxlength={300}
          autocomplete="off"
          required
          aria-invalid={typed ? 'true' : undefined}
          aria-describedby={typed ? 'watch-problem' : undefined}
        />
        {typed && (
          <p class="caution" role="alert" id="watch-problem">
            {typed.problem}
          </p>
        )}
        <label for="label">Your own note, if you want one</label>
        <input
          id="label"
          name="label"
          value={typed?.label ?? ''}
          maxlength={200}
          autocomplete="off"
        />
        <button>Watch</button>
      </form>
    </section>
  )
}

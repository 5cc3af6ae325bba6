import type { Batch } from '#db/queries/batches.ts'

/** Ways to be done with a list. */
export const EndForms = ({ batch: { id, status } }: { batch: Batch }) => (
  <>
    {status === 'running' && (
      <form method="post" action={`/check-batches/${id}/cancel`}>
        <button class="quiet-button">Stop here, keep what has been checked</button>
      </form>
    )}
    <details class="ending">
      <summary>Delete this list</summary>
      <form method="post" action={`/check-batches/${id}/delete`}>
        <p>The rows, their checks and their receipts are deleted for good.</p>
        <button>Delete for good</button>
      </form>
    </details>
    <p>
      <a href="/check-batches">All your lists</a>
    </p>
  </>
)
